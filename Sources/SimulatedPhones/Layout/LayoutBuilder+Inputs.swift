import Hierarchies
import JSON

/// The field that has the focus, and where in its text the cursor is.
struct Focus: Sendable {
    var item: Item
    var place: Location
    var record: Location?
    /// Characters before the cursor.
    var cursor: Int
    /// The other end of what is selected.
    var anchor: Int
}

extension LayoutBuilder {
    mutating func place(_ field: FieldItem, _ item: Item, x: Int, y: Int, width: Int, enabled: Bool) -> Int {
        guard let place = scope.location(of: field.path) else { return 0 }
        let margin = dp(16)
        let inner = width - 2 * margin
        let box = begin(
            "android.widget.LinearLayout", Rect(left: x + margin, top: y, right: x + margin + inner, bottom: y))
        var bottom = y + dp(4)
        if let label = field.label {
            bottom += self.label(scope.text(label), x: x + margin, y: bottom, width: inner, size: 12)
        }
        bottom = input(
            field, item, place, Rect(left: x + margin, top: bottom, right: x + margin + inner, bottom: bottom), enabled)
        if invalid.contains(place), let error = field.error {
            bottom += label(
                scope.text(error), id: resourceID("textinput_error"), x: x + margin, y: bottom + dp(2), width: inner,
                size: 12)
            bottom += dp(2)
        }
        end(box)
        views[box].bounds.bottom = bottom + dp(4)
        return bottom + dp(4) - y
    }

    /// The field itself; returns its lower edge.
    mutating func input(_ field: FieldItem, _ item: Item, _ place: Location, _ room: Rect, _ enabled: Bool) -> Int {
        let text = scope.value(at: place)?.shownText ?? ""
        let lines = field.isMultiline ? max(3, TextMetrics.lines(text, size: dp(16), width: room.width - dp(24))) : 1
        let height = max(room.height, dp(30) + lines * TextMetrics.lineHeight(dp(16)))
        let bounds = Rect(left: room.left, top: room.top, right: room.right, bottom: room.top + height)
        let isAutoComplete = field.isSearch
        let index = leaf(
            isAutoComplete ? "android.widget.AutoCompleteTextView" : "android.widget.EditText",
            id: resourceID(field.path.members.last ?? "input"), bounds)
        views[index].text = field.isPassword ? String(repeating: "•", count: text.count) : text
        views[index].hint = field.hint.map { scope.text($0) } ?? ""
        views[index].textSize = dp(16)
        views[index].paint = .outlined
        if field.isPassword { views[index].flags.insert(.password) }
        if focus?.place == place { views[index].flags.insert(.focused) }
        let record = scope.record?.location
        connect(index, item, tap: .focus(item, place: place, record: record), enabled: enabled)
        views[index].flags.insert(.longClickable)
        if item.id == nil { views[index].id = resourceID(field.path.members.last ?? "input") }
        return bounds.bottom
    }

    mutating func place(_ slider: SliderItem, _ item: Item, x: Int, y: Int, width: Int, enabled: Bool) -> Int {
        let margin = dp(16)
        let text = scope.text(slider.label)
        var bottom = y + dp(4)
        if !text.isEmpty {
            bottom += label(text, id: "android:id/title", x: x + margin, y: bottom, width: width - 2 * margin, size: 16)
        }
        let index = leaf(
            "android.widget.SeekBar", id: resourceID("seekbar"),
            Rect(left: x + margin, top: bottom, right: x + width - margin, bottom: bottom + dp(40)))
        let value = min(max(scope.value(of: slider.path).amount, slider.range.lowerBound), slider.range.upperBound)
        views[index].text = "\(value)"
        views[index].description = text
        views[index].share = (value - slider.range.lowerBound) / (slider.range.upperBound - slider.range.lowerBound)
        views[index].paint = .bar
        connect(index, item, tap: .slide(slider, record: scope.record?.location), enabled: enabled)
        views[index].flags.remove(.clickable)
        return bottom + dp(44) - y
    }

    mutating func place(_ select: SelectItem, _ item: Item, x: Int, y: Int, width: Int, enabled: Bool) -> Int {
        let margin = dp(16)
        var bottom = y + dp(4)
        if let label = select.label {
            bottom += self.label(scope.text(label), x: x + margin, y: bottom, width: width - 2 * margin, size: 12)
        }
        let bounds = Rect(left: x + margin, top: bottom, right: x + width - margin, bottom: bottom + dp(48))
        let index = begin("android.widget.Spinner", bounds)
        views[index].paint = .outlined
        if let label = select.label { views[index].description = scope.text(label) }
        connect(index, item, tap: .openSelect(select, record: scope.record?.location), enabled: enabled)
        let value = scope.value(of: select.path)
        let chosen = select.options.first { $0.value == value }.map { scope.text($0.label) } ?? value.shownText
        label(
            chosen, id: "android:id/text1", x: bounds.left + dp(12), y: bottom + dp(14), width: bounds.width - dp(48),
            size: 16)
        end(index)
        return bottom + dp(52) - y
    }

    mutating func placeChips(_ chips: SelectItem, _ item: Item, x: Int, y: Int, width: Int, enabled: Bool) -> Int {
        let key = "chips:\(chips.path)"
        let bounds = Rect(left: x, top: y, right: x + width, bottom: y + dp(48))
        let outer = begin("android.widget.HorizontalScrollView", bounds, .clips)
        dress(outer, item)
        let group = begin("android.view.ViewGroup", id: resourceID("chip_group"), bounds)
        let value = scope.value(of: chips.path)
        var left = x + dp(16) - (offsets[key] ?? 0)
        let begin = left
        for (place, option) in chips.options.enumerated() {
            let text = scope.text(option.label)
            let size = TextMetrics.width(text, size: dp(14)) + dp(32)
            let index = leaf(
                "android.widget.CheckBox", id: resourceID("chip"),
                Rect(left: left, top: y + dp(8), right: left + size, bottom: y + dp(40)), .checkable)
            views[index].text = text
            views[index].textSize = dp(14)
            views[index].paint = .outlined
            let isChosen = chips.isMultiple ? value.array?.contains(option.value) ?? false : value == option.value
            if isChosen { views[index].flags.insert(.checked) }
            connect(index, tap: .chip(chips, place, record: scope.record?.location), enabled: enabled)
            left += size + dp(8)
        }
        end(group)
        end(outer)
        let content = left - begin + dp(24)
        if content > width { views[outer].flags.insert(.scrollable) }
        scrollers.append(Scroller(key: key, view: outer, viewport: bounds, content: content, isHorizontal: true))
        return dp(48)
    }
}
