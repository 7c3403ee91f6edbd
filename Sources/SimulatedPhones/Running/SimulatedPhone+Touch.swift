package import Hierarchies
import JSON

extension SimulatedPhone {
    // MARK: Touch; points are in the display's current rotation

    package mutating func tap(_ point: Point) {
        guard begin() else { return }
        if isKeyboardShown, keyboard.contains(point) { return typeKey(at: point) }
        touch(point) { $0.tap }
    }

    package mutating func longPress(_ point: Point) {
        guard begin(), !(isKeyboardShown && keyboard.contains(point)) else { return }
        // What knows no long press takes it for a tap, as most views do on release.
        touch(point) { $0.hold ?? $0.tap }
    }

    /// Moves a finger; one that hardly moves taps, or long-presses when it stays for half a second.
    ///
    /// From the lower edge upwards it goes home, and from either side inwards back, as gesture navigation has it. A list
    /// moves by as much as the finger; nothing is flung.
    package mutating func swipe(from start: Point, to end: Point, duration: Duration) {
        guard begin() else { return }
        let dx = end.x - start.x, dy = end.y - start.y
        let slop = 8 * display.density / 160
        if abs(dx) <= slop, abs(dy) <= slop {
            return duration >= .milliseconds(500) ? longPress(start) : tap(start)
        }
        if isKeyboardShown, keyboard.contains(start) { return }
        let size = display.size
        let edge = 20 * display.density / 160
        if start.y >= size.height - edge, dy < -3 * edge { return goHome() }
        if abs(dx) > abs(dy), start.x < edge / 2 && dx > 2 * edge || start.x >= size.width - edge / 2 && dx < -2 * edge
        {
            return pressBack()
        }
        let window = activeWindow()
        if let (view, touch) = window.touch(at: start, where: { $0.tap.map(Self.isSlider) ?? false }),
            let behaviour = touch.tap
        {
            return perform(behaviour, at: end, on: window.views[view].bounds)
        }
        let isHorizontal = abs(dx) > abs(dy)
        if isHorizontal, abs(dx) > size.width / 4,
            let (view, touch) = window.touch(at: start, where: { $0.swipe != nil }), let behaviour = touch.swipe
        {
            return perform(behaviour, at: start, on: window.views[view].bounds)
        }
        guard
            let scroller = window.scrollers.last(where: {
                $0.isHorizontal == isHorizontal && $0.viewport.contains(start)
            })
        else { return }
        let isMirrored = isHorizontal && TextMetrics.isRightToLeft(language(of: front))
        scroll(scroller, by: isHorizontal ? (isMirrored ? dx : -dx) : -dy)
    }

    private static func isSlider(_ behaviour: Behaviour) -> Bool { if case .slide = behaviour { true } else { false } }

    mutating func scroll(_ scroller: Scroller, by distance: Int) {
        func move(_ offsets: inout [String: Int]) {
            let now = min(offsets[scroller.key] ?? 0, scroller.limit)
            offsets[scroller.key] = min(max(0, now + distance), scroller.limit)
        }
        if let overlay = activeOverlay {
            withOverlay(overlay.id, of: front) { move(&$0.offsets) }
        } else {
            withEntry(frontEntry?.id, of: front) { move(&$0.offsets) }
        }
    }

    /// Readies the phone for a gesture; false when it is dark.
    mutating func begin() -> Bool {
        steps = Self.stepLimit
        return isAwake
    }

    private mutating func touch(_ point: Point, _ behaviour: (Touch) -> Behaviour?) {
        let window = activeWindow()
        if let root = window.views.first, activeOverlay != nil, !root.bounds.contains(point) { return cancelOverlay() }
        guard let (view, touch) = window.touch(at: point, where: { behaviour($0) != nil }), let found = behaviour(touch)
        else { return }
        perform(found, at: point, on: window.views[view].bounds)
    }

    // MARK: What touches do

    mutating func perform(_ behaviour: Behaviour, at point: Point, on bounds: Rect) {
        switch behaviour {
        case .run(let actions, let record):
            var context = activeContext(record: record)
            context.anchor = bounds
            run(actions, &context)
        case .control(let control, let record): operate(control, record: record)
        case .focus(let item, let place, let record):
            if focus?.place != place { focusField(item, at: place, record: record) }
            isKeyboardUp = true
        case .slide(let slider, let record):
            let share = Double(point.x - bounds.left) / Double(max(1, bounds.width))
            slide(
                slider, to: min(max(TextMetrics.isRightToLeft(language(of: front)) ? 1 - share : share, 0), 1),
                record: record)
        case .openSelect(let select, let record):
            let scope = scope(activeContext(record: record))
            guard let place = scope.location(of: select.path) else { return }
            loseFocus()
            let overlay = Overlay(id: newID(), kind: .options(select, place: place, anchor: bounds), record: record)
            withEntry(frontEntry?.id, of: front) { $0.overlays.append(overlay) }
        case .chip(let chips, let index, let record): pressChip(chips, index, record: record)
        case .tab(let index): chooseTab(index)
        case .up: pressUp()
        case .overflow:
            guard let entry = frontEntry, let screen = apps[front]?.declaration.screens[entry.name] else { return }
            var context = activeContext(record: entry.record)
            context.anchor = bounds
            run([.menu(screen.overflow)], &context)
        case .openSearch:
            withEntry(frontEntry?.id, of: front) { $0.isSearching = true }
            if let search = frontSearch { perform(.run([.focus(search.path)], record: nil), at: point, on: bounds) }
        case .leaveSearch: leaveSearch()
        case .clearSearch:
            if let search = frontSearch {
                perform(.run([.set([(search.path, .constant(""))])], record: nil), at: point, on: bounds)
            }
            focus?.cursor = 0
            focus?.anchor = 0
        case .button(let command, let place): press(command, at: place)
        case .menuItem(let command): chooseMenuItem(command)
        case .option(let index): choose(index)
        case .snackbarButton(let actions):
            var context = activeContext(record: frontEntry?.snackbar?.record)
            withEntry(frontEntry?.id, of: front) { $0.snackbar = nil }
            run(actions, &context)
        }
    }

    private var frontSearch: ScreenDeclaration.Search? {
        frontEntry.flatMap { apps[front]?.declaration.screens[$0.name]?.search }
    }

    /// Ends the search and empties it.
    mutating func leaveSearch() {
        guard let search = frontSearch else { return }
        loseFocus()
        withEntry(frontEntry?.id, of: front) { $0.isSearching = false }
        var context = activeContext(record: nil)
        run([.set([(search.path, .constant(""))])], &context)
    }

    private mutating func operate(_ control: Control, record: Location?) {
        var context = activeContext(record: record)
        let scope = scope(context)
        guard let place = scope.location(of: control.path) else { return }
        context.value =
            control.kind == .radio ? scope.value(control.value) : .bool(!scope.value(of: control.path).isTrue)
        write(context.value, at: place, context)
        run(control.change, &context)
    }

    private mutating func slide(_ slider: SliderItem, to share: Double, record: Location?) {
        var context = activeContext(record: record)
        guard let place = scope(context).location(of: slider.path) else { return }
        let raw = share * (slider.range.upperBound - slider.range.lowerBound)
        let stepped = slider.range.lowerBound + (raw / slider.step).rounded() * slider.step
        context.value = JSONValue(amount: min(stepped, slider.range.upperBound))
        write(context.value, at: place, context)
        run(slider.change, &context)
    }

    private mutating func pressChip(_ chips: SelectItem, _ index: Int, record: Location?) {
        var context = activeContext(record: record)
        let scope = scope(context)
        guard let place = scope.location(of: chips.path), chips.options.indices.contains(index) else { return }
        let value = chips.options[index].value
        if chips.isMultiple {
            let chosen = scope.value(at: place)?.array ?? []
            context.value = .array(chosen.contains(value) ? chosen.filter { $0 != value } : chosen + [value])
        } else {
            context.value = value
        }
        write(context.value, at: place, context)
        run(chips.change, &context)
    }

    private mutating func chooseTab(_ index: Int) {
        guard let entry = frontEntry, let tabs = apps[front]?.declaration.screens[entry.name]?.tabs,
            tabs.items.indices.contains(index)
        else { return }
        loseFocus()
        withEntry(entry.id, of: front) { $0.offsets["body"] = 0 }
        var context = activeContext(record: nil)
        run([.set([(tabs.path, .constant(tabs.items[index].value))])], &context)
    }

    private mutating func pressUp() {
        guard let entry = frontEntry else { return }
        var context = activeContext(record: entry.record)
        run(apps[front]?.declaration.screens[entry.name]?.onBack ?? [.back], &context)
    }
}
