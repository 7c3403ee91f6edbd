import Hierarchies
import JSON

extension LayoutBuilder {
    /// A preference row: icon, title over summary, and a control, a text or buttons at the end.
    mutating func place(_ row: RowItem, _ item: Item, x: Int, y: Int, width: Int, enabled: Bool) -> Int {
        let title = scope.text(row.title)
        let summary = row.summary.map { scope.text($0) } ?? ""
        let actions = row.actions.filter { scope.holds($0.when) }
        let trailing = row.trailing.map { scope.text($0) } ?? ""
        let badge = row.badge.map { scope.evaluate($0) }.flatMap { $0.isTrue ? $0.shownText : nil } ?? ""
        let start = row.icon == nil ? dp(16) : dp(72)
        var end = dp(16) + actions.count * dp(48)
        if row.control != nil { end += dp(64) }
        for text in [trailing, badge] where !text.isEmpty { end += TextMetrics.width(text, size: dp(14)) + dp(8) }
        end = min(end, width / 2)
        let textWidth = width - start - end
        let summaryLines = summary.isEmpty ? 0 : TextMetrics.lines(summary, size: dp(14), width: textWidth)
        let titleLines = TextMetrics.lines(title, size: dp(16), width: textWidth)
        let textHeight =
            titleLines * TextMetrics.lineHeight(dp(16)) + summaryLines * TextMetrics.lineHeight(dp(14))
        let height = max(dp(summary.isEmpty ? 56 : 68), textHeight + dp(24))
        let top = y + (height - textHeight) / 2
        let index = begin("android.widget.LinearLayout", Rect(left: x, top: y, right: x + width, bottom: y + height))
        let record = scope.record?.location
        let toggle = row.control.map { Behaviour.control($0, record: record) }
        connect(index, item, tap: toggle, enabled: enabled)
        if row.icon != nil {
            let frame = begin(
                "android.widget.LinearLayout", id: resourceID("icon_frame"),
                Rect(left: x, top: y, right: x + start, bottom: y + height), .decorative)
            let left = x + dp(16), iconTop = y + (height - dp(24)) / 2
            let icon = leaf(
                "android.widget.ImageView", id: "android:id/icon",
                Rect(left: left, top: iconTop, right: left + dp(24), bottom: iconTop + dp(24)))
            views[icon].paint = .icon
            endPart(frame, enabled)
        }
        let texts = begin(
            "android.widget.RelativeLayout", Rect(left: x + start, top: y, right: x + width - end, bottom: y + height))
        let titleHeight = label(title, id: "android:id/title", x: x + start, y: top, width: textWidth, size: 16)
        if !summary.isEmpty {
            label(summary, id: "android:id/summary", x: x + start, y: top + titleHeight, width: textWidth, size: 14)
        }
        endPart(texts, enabled)
        if end > dp(16) {
            let frame = begin(
                "android.widget.LinearLayout", id: "android:id/widget_frame",
                Rect(left: x + width - end, top: y, right: x + width, bottom: y + height), .decorative)
            var left = x + width - end
            let middle = y + height / 2
            for (text, id) in [(trailing, "trailing"), (badge, "badge")] where !text.isEmpty {
                label(text, id: resourceID(id), x: left, y: middle - dp(8), width: end, size: 14)
                left += TextMetrics.width(text, size: dp(14)) + dp(8)
            }
            for command in actions {
                iconButton(command, x: left, y: middle - dp(24))
                left += dp(48)
            }
            if let control = row.control {
                let box = controlView(control, x: left, middle: middle)
                if item.tap.isEmpty {
                    views[box].flags.subtract([.clickable, .focusable])
                } else {
                    connect(box, tap: toggle, enabled: enabled)
                    views[box].description = title
                }
            }
            endPart(frame, enabled)
        }
        self.end(index)
        return height
    }

    /// Ends a view, and greys all of it when its row is disabled.
    private mutating func endPart(_ index: Int, _ enabled: Bool) {
        end(index)
        guard !enabled else { return }
        for part in index..<views.count { views[part].flags.insert(.disabled) }
    }

    func isOn(_ control: Control) -> Bool {
        let value = scope.value(of: control.path)
        return control.kind == .radio ? value == scope.value(control.value) : value.isTrue
    }

    private mutating func controlView(_ control: Control, x: Int, middle: Int) -> Int {
        let (name, id, width) =
            switch control.kind {
            case .switch: ("android.widget.Switch", "android:id/switch_widget", dp(52))
            case .checkbox: ("android.widget.CheckBox", "android:id/checkbox", dp(32))
            case .radio: ("android.widget.RadioButton", "android:id/checkbox", dp(32))
            }
        let index = leaf(
            name, id: id,
            Rect(left: x + dp(8), top: middle - dp(16), right: x + dp(8) + width, bottom: middle + dp(16)),
            .checkable)
        if isOn(control) { views[index].flags.insert(.checked) }
        views[index].paint = .toggle
        return index
    }

    /// A control with its own text.
    mutating func place(
        _ control: Control, _ text: String, _ item: Item, x: Int, y: Int, width: Int, enabled: Bool
    ) -> Int {
        let name =
            switch control.kind {
            case .switch: "android.widget.Switch"
            case .checkbox: "android.widget.CheckBox"
            case .radio: "android.widget.RadioButton"
            }
        let inner = width - dp(32)
        let lines = TextMetrics.lines(text, size: dp(16), width: inner - dp(56))
        let height = max(dp(48), lines * TextMetrics.lineHeight(dp(16)) + dp(16))
        let index = leaf(
            name, Rect(left: x + dp(16), top: y, right: x + dp(16) + inner, bottom: y + height), .checkable)
        views[index].text = text
        views[index].textSize = dp(16)
        views[index].paint = .toggle
        if isOn(control) { views[index].flags.insert(.checked) }
        connect(index, item, tap: .control(control, record: scope.record?.location), enabled: enabled)
        return height
    }

    // MARK: Lists

    /// The records that a list shows, with their places in the list that they come from.
    func records(of list: ListItem) -> [RecordContext] {
        guard let place = scope.location(of: list.path), let values = scope.value(at: place)?.array else { return [] }
        var found: [(context: RecordContext, key: JSONValue)] = []
        for (index, value) in values.enumerated() {
            let scoped = scope.with(it: value, index: index)
            guard scoped.holds(list.condition) else { continue }
            let context = RecordContext(location: place.appending(.element(value, at: index)), value: value)
            found.append((context, list.sort.map { scoped.evaluate($0) } ?? .null))
        }
        if list.sort != nil {
            // Stable: records that sort alike keep their order.
            let order = found.indices.sorted { left, right in
                let (first, second) = list.isDescending ? (right, left) : (left, right)
                if found[first].key.precedes(found[second].key) { return true }
                return !found[second].key.precedes(found[first].key) && left < right
            }
            found = order.map { found[$0] }
        } else if list.isDescending {
            found.reverse()
        }
        return found.prefix(list.limit).map(\.context)
    }

    mutating func place(_ list: ListItem, _ item: Item, x: Int, y: Int, width: Int) -> Int {
        let records = records(of: list)
        let outer = scope.record
        defer { scope.record = outer }
        guard !records.isEmpty else {
            guard let empty = list.empty else { return 0 }
            let text = scope.text(empty)
            let left = x + max(dp(16), (width - TextMetrics.width(text, size: dp(16))) / 2)
            return label(text, id: resourceID("empty"), x: left, y: y + dp(48), width: width - dp(32), size: 16)
                + dp(96)
        }
        var bottom = y
        var section: JSONValue?
        var column = 0, rowHeight = 0
        let share = width / list.columns
        for context in records {
            scope.record = context
            if let expression = list.section {
                let value = scope.with(it: context.value, index: 0).evaluate(expression)
                if value != section {
                    bottom += column > 0 ? rowHeight : 0
                    column = 0
                    section = value
                    label(
                        value.shownText, id: "android:id/title", x: x + dp(16), y: bottom + dp(16),
                        width: width - dp(32),
                        size: 14)
                    bottom += dp(40)
                }
            }
            if bottom > horizon, rowHeight > 0 {
                // Out of sight: its room is what the last one took.
                if column == list.columns - 1 { bottom += rowHeight }
            } else {
                let height = place(list.item, x: x + column * share, y: bottom, width: share)
                rowHeight = column == 0 ? height : max(rowHeight, height)
                if column == list.columns - 1 { bottom += rowHeight }
            }
            column = (column + 1) % list.columns
        }
        return bottom + (column > 0 ? rowHeight : 0) - y
    }
}
