import Devices
import Hierarchies
import JSON

extension SimulatedPhone {
    /// Presses a key by AOSP's name, with or without `KEYCODE_`, or by number.
    ///
    /// A digit alone is a number, as `input keyevent` takes it: `7` is `KEYCODE_0`.
    package mutating func press(_ keyCode: String, isLong: Bool = false) throws(PhoneError) {
        guard let key = KeyCode(named: keyCode)?.shortName else {
            throw PhoneError(.unknownKey, "there is no key “\(keyCode)”")
        }
        steps = Self.stepLimit
        switch key {
        case "POWER": isAwake.toggle()
        case "SLEEP", "SOFT_SLEEP": isAwake = false
        case "WAKEUP": isAwake = true
        case _ where !isAwake: break
        case "HOME": goHome()
        case "BACK", "ESCAPE": pressBack()
        case "APP_SWITCH": showRecents()
        case "SEARCH": search()
        case "MENU": openOverflow()
        case "VOLUME_UP": changeVolume(by: 1)
        case "VOLUME_DOWN": changeVolume(by: -1)
        case "VOLUME_MUTE": changeVolume(by: -100)
        case "BRIGHTNESS_UP": changeBrightness(by: 25)
        case "BRIGHTNESS_DOWN": changeBrightness(by: -25)
        case "SETTINGS": _ = launch("com.android.settings")
        case "CONTACTS": _ = launch("com.android.contacts")
        case "PAGE_DOWN": page(1)
        case "PAGE_UP": page(-1)
        default: edit(with: key)
        }
    }

    mutating func pressBack() {
        if isKeyboardShown {
            isKeyboardUp = false
        } else if activeOverlay != nil {
            cancelOverlay()
        } else if let entry = frontEntry {
            if entry.isSearching { return leaveSearch() }
            var context = activeContext(record: entry.record)
            let actions = apps[front]?.declaration.screens[entry.name]?.onBack ?? [.back]
            if front == Self.launcher, entry.name == "home" { return }
            run(actions, &context)
        }
    }

    /// Opens the search of the screen in front, where it has one.
    private mutating func search() {
        guard activeOverlay == nil, let entry = frontEntry,
            let search = apps[front]?.declaration.screens[entry.name]?.search
        else { return }
        if search.isAlways {
            var context = activeContext(record: nil)
            run([.focus(search.path)], &context)
        } else {
            perform(.openSearch, at: Point(x: 0, y: 0), on: .zero)
        }
    }

    private mutating func openOverflow() {
        guard activeOverlay == nil, let entry = frontEntry,
            apps[front]?.declaration.screens[entry.name]?.overflow.isEmpty == false
        else { return }
        let anchor = Rect(left: display.size.width, top: edges.top, right: display.size.width, bottom: edges.top)
        perform(.overflow, at: Point(x: 0, y: 0), on: anchor)
    }

    private mutating func changeVolume(by amount: Int) {
        let now = Int(setting("volume_music_speaker", in: .system) ?? "") ?? 5
        putSetting("volume_music_speaker", String(min(max(now + amount, 0), 15)), in: .system)
    }

    private mutating func changeBrightness(by amount: Int) {
        let now = Int(setting("screen_brightness", in: .system) ?? "") ?? 102
        putSetting("screen_brightness", String(min(max(now + amount, 1), 255)), in: .system)
    }

    private mutating func page(_ direction: Int) {
        guard let scroller = activeWindow().scrollers.first(where: { !$0.isHorizontal }) else { return }
        scroll(scroller, by: direction * scroller.viewport.height)
    }

    // MARK: In the focused field

    private mutating func edit(with key: String) {
        guard let focus else {
            if key == "DPAD_DOWN" { page(1) } else if key == "DPAD_UP" { page(-1) }
            return
        }
        switch key {
        case "ENTER", "NUMPAD_ENTER": enter()
        case "TAB": focusNext()
        case "DEL": erase(before: true)
        case "FORWARD_DEL": erase(before: false)
        case "MOVE_HOME", "DPAD_UP": moveCursor(to: 0)
        case "MOVE_END", "DPAD_DOWN": moveCursor(to: .max)
        case "DPAD_LEFT": moveCursor(to: min(focus.cursor, focus.anchor) - (focus.cursor == focus.anchor ? 1 : 0))
        case "DPAD_RIGHT": moveCursor(to: max(focus.cursor, focus.anchor) + (focus.cursor == focus.anchor ? 1 : 0))
        case "PASTE": commitText(clipboard)
        case "COPY": copySelection()
        case "CUT":
            copySelection()
            if focus.cursor != focus.anchor { replaceSelection(with: "") }
        case "CLEAR":
            let length = focusedText.count
            self.focus?.anchor = 0
            self.focus?.cursor = length
            replaceSelection(with: "")
        default: if let text = KeyText.text(of: key) { commitText(text) }
        }
    }

    private mutating func copySelection() {
        guard let focus, focus.cursor != focus.anchor, focus.item.field?.isPassword != true else { return }
        let range = min(focus.cursor, focus.anchor)..<max(focus.cursor, focus.anchor)
        clipboard = String(focusedText.dropFirst(range.lowerBound).prefix(range.count))
    }

    private mutating func enter() {
        guard let focus, let field = focus.item.field else { return }
        if field.isMultiline { return commitText("\n") }
        if field.submit.isEmpty {
            isKeyboardUp = false
        } else {
            var context = activeContext(record: focus.record)
            context.value = .string(focusedText)
            run(field.submit, &context)
        }
    }

    /// Moves the focus to the next field of the window, from the last to the first.
    private mutating func focusNext() {
        let fields = activeWindow().touches.compactMap { touch -> (Item, Location, Location?)? in
            if case .focus(let item, let place, let record)? = touch.tap { (item, place, record) } else { nil }
        }
        guard !fields.isEmpty else { return }
        let now = fields.firstIndex { $0.1 == focus?.place } ?? -1
        let next = fields[(now + 1) % fields.count]
        focusField(next.0, at: next.1, record: next.2)
    }
}
