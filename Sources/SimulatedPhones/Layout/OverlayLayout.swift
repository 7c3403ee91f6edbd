import Hierarchies
import JSON

extension LayoutBuilder {
    /// The window of a dialog, sheet or menu.
    mutating func layOut(_ overlay: Overlay, edges: ScreenEdges) {
        switch overlay.kind {
        case .menu(let commands, let anchor):
            layOutPopup(
                anchor, edges,
                commands.filter { scope.holds($0.when) }.map { command in
                    (scope.text(command.label), Behaviour.menuItem(command), scope.holds(command.enabled), nil)
                })
        case .options(let select, let place, let anchor):
            let value = scope.value(at: place) ?? .null
            let entries = select.options.enumerated().map { index, option in
                (scope.text(option.label), Behaviour.option(index), true, Optional(option.value == value))
            }
            if let anchor {
                layOutPopup(anchor, edges, entries.map { ($0.0, $0.1, $0.2, nil) })
            } else {
                layOutChoice(select.label.map { scope.text($0) } ?? "", entries, edges)
            }
        case .dialog(let dialog), .picker(let dialog, _, _, _):
            layOutDialog(dialog, edges)
        case .permission(let dialog, _, _, _):
            layOutDialog(dialog, edges, idPrefix: "permission")
        }
    }

    private typealias Entry = (text: String, behaviour: Behaviour, enabled: Bool, isChosen: Bool?)

    // MARK: Menus

    private mutating func layOutPopup(_ anchor: Rect, _ edges: ScreenEdges, _ entries: [Entry]) {
        let widest = entries.map { TextMetrics.width($0.text, size: dp(16)) }.max() ?? 0
        let width = min(edges.screen.width - dp(16), max(dp(112), widest + dp(40)))
        let rowHeight = dp(48)
        let room = edges.bottom - edges.top - dp(16)
        let height = min(room, max(1, entries.count) * rowHeight + dp(16))
        let right = min(edges.screen.right - dp(8), max(anchor.right, edges.screen.left + dp(8) + width))
        let top = min(max(edges.top, anchor.top), edges.bottom - height - dp(8))
        let bounds = Rect(left: right - width, top: top, right: right, bottom: top + height)
        let root = begin("android.widget.FrameLayout", bounds, .clips)
        views[root].paint = .card
        let list = begin("android.widget.ListView", bounds.insetVertically(dp(8)), [.clips, .focusable])
        layOutEntries(entries, list: list, viewport: bounds.insetVertically(dp(8)), rowHeight: rowHeight) {
            builder, entry, row in
            let index = builder.begin("android.widget.LinearLayout", id: builder.resourceID("content"), row)
            builder.connect(index, tap: entry.behaviour, enabled: entry.enabled)
            let start = builder.views.count
            builder.label(
                entry.text, id: builder.resourceID("title"), x: row.left + builder.dp(16), y: row.top + builder.dp(14),
                width: row.width - builder.dp(32), size: 16)
            if !entry.enabled { builder.views[start].flags.insert(.disabled) }
            builder.end(index)
        }
        end(list)
        end(root)
    }

    private mutating func layOutEntries(
        _ entries: [Entry], list: Int, viewport: Rect, rowHeight: Int,
        _ make: (inout LayoutBuilder, Entry, Rect) -> Void
    ) {
        let content = entries.count * rowHeight
        let limit = max(0, content - viewport.height)
        var y = viewport.top - min(offsets["overlay"] ?? 0, limit)
        for entry in entries {
            make(&self, entry, Rect(left: viewport.left, top: y, right: viewport.right, bottom: y + rowHeight))
            y += rowHeight
        }
        if limit > 0 { views[list].flags.insert(.scrollable) }
        scrollers.append(
            Scroller(key: "overlay", view: list, viewport: viewport, content: content, isHorizontal: false))
    }

    private mutating func layOutChoice(_ title: String, _ entries: [Entry], _ edges: ScreenEdges) {
        let rowHeight = dp(48)
        let head = title.isEmpty ? dp(8) : dp(64), foot = dp(60)
        let room = edges.bottom - edges.top - dp(48)
        let height = min(room, head + foot + entries.count * rowHeight)
        let bounds = dialogBounds(height: height, edges)
        let panels = beginDialog(bounds)
        if !title.isEmpty { layOutTitle(title, bounds) }
        let viewport = Rect(
            left: bounds.left, top: bounds.top + head, right: bounds.right, bottom: bounds.bottom - foot)
        let list = begin(
            "android.widget.ListView", id: resourceID("select_dialog_listview"), viewport, [.clips, .focusable])
        layOutEntries(entries, list: list, viewport: viewport, rowHeight: rowHeight) { builder, entry, row in
            let index = builder.leaf("android.widget.CheckedTextView", id: "android:id/text1", row, .checkable)
            builder.views[index].text = entry.text
            builder.views[index].textSize = builder.dp(16)
            builder.views[index].paint = .toggle
            if entry.isChosen == true { builder.views[index].flags.insert(.checked) }
            builder.connect(index, tap: entry.behaviour, enabled: entry.enabled)
        }
        end(list)
        let cancel = Command(label: Template(literal: systemText("Cancel")), tap: [])
        layOutButtons([cancel], top: bounds.bottom - foot, bounds, idPrefix: nil)
        for panel in panels { end(panel) }
    }

    // MARK: Dialogs

    private func dialogBounds(height: Int, _ edges: ScreenEdges) -> Rect {
        let width = min(edges.screen.width - dp(48), dp(560))
        let left = (edges.screen.width - width) / 2
        let top = max(edges.top, (edges.top + edges.bottom - height) / 2)
        return Rect(left: left, top: top, right: left + width, bottom: min(top + height, edges.bottom))
    }

    private mutating func beginDialog(_ bounds: Rect) -> [Int] {
        let root = begin("android.widget.FrameLayout", bounds, .clips)
        views[root].paint = .card
        let content = begin("android.widget.FrameLayout", id: "android:id/content", bounds)
        let panel = begin(
            "androidx.appcompat.widget.LinearLayoutCompat", id: resourceID("parentPanel"), bounds, .decorative)
        return [panel, content, root]
    }

    private mutating func layOutTitle(_ title: String, _ bounds: Rect) {
        let top = bounds.top + dp(20)
        let panel = begin(
            "android.widget.LinearLayout", id: resourceID("topPanel"),
            Rect(left: bounds.left, top: bounds.top, right: bounds.right, bottom: top + dp(44)), .decorative)
        let height = label(
            title, id: resourceID("alertTitle"), x: bounds.left + dp(24), y: top, width: bounds.width - dp(48), size: 20
        )
        end(panel)
        views[panel].bounds.bottom = max(views[panel].bounds.bottom, top + height)
    }

    private mutating func layOutDialog(_ dialog: DialogDeclaration, _ edges: ScreenEdges, idPrefix: String? = nil) {
        let isSheet = dialog.isSheet
        let title = dialog.title.map { scope.text($0) } ?? ""
        let message = dialog.message.map { scope.text($0) } ?? ""
        let width = isSheet ? edges.screen.width : min(edges.screen.width - dp(48), dp(560))
        let inner = width - dp(48)
        var titleHeight = dp(16)
        if !title.isEmpty {
            titleHeight = dp(28) + TextMetrics.lines(title, size: dp(20), width: inner) * TextMetrics.lineHeight(dp(20))
        }
        let messageHeight =
            message.isEmpty
            ? 0 : TextMetrics.lines(message, size: dp(16), width: inner) * TextMetrics.lineHeight(dp(16)) + dp(16)
        let buttons = dialog.buttons.filter { scope.holds($0.when) }
        let isStacked = idPrefix != nil || buttonsWidth(buttons) > width - dp(16)
        let footHeight = buttons.isEmpty ? dp(8) : isStacked ? dp(52) * buttons.count + dp(8) : dp(60)
        let bodyHeight = height(of: dialog.body, width: width)
        let total = min(edges.bottom - edges.top - dp(16), titleHeight + messageHeight + bodyHeight + footHeight)
        let bounds =
            isSheet
            ? Rect(left: 0, top: edges.bottom - total, right: width, bottom: edges.bottom)
            : dialogBounds(height: total, edges)
        let panels = beginDialog(bounds)
        if !title.isEmpty { layOutTitle(title, bounds) }
        var top = bounds.top + titleHeight
        if !message.isEmpty {
            let id = idPrefix.map { resourceID($0 + "_message") } ?? "android:id/message"
            label(message, id: id, x: bounds.left + dp(24), y: top, width: inner, size: 16)
            top += messageHeight
        }
        if !dialog.body.isEmpty {
            let viewport = Rect(
                left: bounds.left, top: top, right: bounds.right, bottom: max(top + 1, bounds.bottom - footHeight))
            layOutScroller(dialog.body, viewport, key: "overlay", id: "customPanel")
        }
        layOutButtons(buttons, top: bounds.bottom - footHeight, bounds, idPrefix: idPrefix, isStacked: isStacked)
        for panel in panels { end(panel) }
    }

    private func buttonsWidth(_ buttons: [Command]) -> Int {
        buttons.reduce(0) { $0 + max(dp(64), TextMetrics.width(scope.text($1.label), size: dp(14)) + dp(32)) }
    }

    /// From the left to the right, the positive one last; below each other where they need more room.
    private mutating func layOutButtons(
        _ buttons: [Command], top: Int, _ bounds: Rect, idPrefix: String?, isStacked: Bool = false
    ) {
        guard !buttons.isEmpty else { return }
        let panel = begin(
            "android.widget.ScrollView", id: resourceID("buttonPanel"),
            Rect(left: bounds.left, top: top, right: bounds.right, bottom: bounds.bottom), .decorative)
        var x = bounds.right - dp(16) - buttonsWidth(buttons)
        for (place, command) in buttons.enumerated() {
            let text = scope.text(command.label)
            let width = max(dp(64), TextMetrics.width(text, size: dp(14)) + dp(32))
            let y = isStacked ? top + place * dp(52) : top + dp(6)
            let cell =
                isStacked
                ? Rect(left: bounds.left + dp(16), top: y, right: bounds.right - dp(16), bottom: y + dp(48))
                : Rect(left: x, top: y, right: x + width, bottom: y + dp(48))
            x += width
            // AlertDialog's numbers: 1 positive, 2 negative, 3 neutral.
            let number = buttons.count - place
            let index = leaf(
                "android.widget.Button", id: command.id.map { resourceID($0) } ?? "android:id/button\(number)", cell)
            views[index].text = text
            views[index].textSize = dp(14)
            connect(index, tap: .button(command, place), enabled: scope.holds(command.enabled))
        }
        end(panel)
    }
}

extension Rect {
    fileprivate func insetVertically(_ amount: Int) -> Rect {
        Rect(left: left, top: top + amount, right: right, bottom: bottom - amount)
    }
}
