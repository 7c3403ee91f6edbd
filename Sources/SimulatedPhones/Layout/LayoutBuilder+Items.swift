import Hierarchies
import JSON

extension LayoutBuilder {
    /// Places items below each other; returns the height that they take.
    mutating func place(_ items: [Item], x: Int, y: Int, width: Int) -> Int {
        var bottom = y
        for item in items { bottom += place(item, x: x, y: bottom, width: width) }
        return bottom - y
    }

    mutating func place(_ item: Item, x: Int, y: Int, width: Int) -> Int {
        guard scope.holds(item.when) else { return 0 }
        if let moving = item.moving, scope.holds(moving) { isMoving = true }
        let enabled = scope.holds(item.enabled)
        let margin = dp(16)
        switch item.kind {
        case .row(let row): return place(row, item, x: x, y: y, width: width, enabled: enabled)
        case .toggle(let control, let label):
            return place(control, scope.text(label), item, x: x, y: y, width: width, enabled: enabled)
        case .header(let text):
            let start = views.count
            label(
                scope.text(text), id: "android:id/title", x: x + margin, y: y + dp(16), width: width - 2 * margin,
                size: 14)
            dress(start, item)
            return dp(40)
        case .text(let text, let style):
            let start = views.count
            let size = style == .title ? 22 : style == .body ? 16 : 14
            let pad = item.tap.isEmpty ? dp(4) : dp(12)
            let height = label(
                scope.text(text), x: x + margin, y: y + pad, width: width - 2 * margin, size: size,
                fills: !item.tap.isEmpty)
            if !item.tap.isEmpty {
                views[start].bounds.top -= pad
                views[start].bounds.bottom += pad
            }
            connect(start, item, enabled: enabled)
            return height + 2 * pad
        case .button(let text, let style, _):
            let index = button(scope.text(text), x: x + margin, y: y + dp(4), width: width - 2 * margin)
            views[index].paint = style == .filled ? .filled : style == .outlined ? .outlined : .none
            connect(index, item, tap: .run([], record: nil), enabled: enabled)
            return dp(56)
        case .icon(_, let label, let size):
            return placeIcon(item, label, size: size, x: x, y: y, width: width, enabled: enabled)
        case .image(let text, let height):
            let index = leaf(
                "android.widget.ImageView",
                Rect(left: x + margin, top: y + dp(4), right: x + width - margin, bottom: y + dp(4 + height)))
            views[index].description = scope.text(text)
            views[index].paint = .picture
            connect(index, item, enabled: enabled)
            return dp(height + 8)
        case .field(let field): return place(field, item, x: x, y: y, width: width, enabled: enabled)
        case .slider(let slider): return place(slider, item, x: x, y: y, width: width, enabled: enabled)
        case .select(let select): return place(select, item, x: x, y: y, width: width, enabled: enabled)
        case .chips(let chips): return placeChips(chips, item, x: x, y: y, width: width, enabled: enabled)
        case .progress(let share): return placeProgress(share, item, x: x, y: y, width: width)
        case .space(let height): return dp(height)
        case .divider:
            let index = leaf("android.view.View", Rect(left: x, top: y, right: x + width, bottom: y + max(1, dp(1))))
            views[index].paint = .line
            return dp(1)
        case .group(let items, let isRow, let isCard):
            return placeGroup(items, item, isRow: isRow, isCard: isCard, x: x, y: y, width: width, enabled: enabled)
        case .list(let list): return place(list, item, x: x, y: y, width: width)
        }
    }

    mutating func button(_ text: String, x: Int, y: Int, width: Int) -> Int {
        let natural = min(width, max(dp(64), TextMetrics.width(text, size: dp(14)) + dp(48)))
        let index = leaf("android.widget.Button", Rect(left: x, top: y, right: x + natural, bottom: y + dp(48)))
        views[index].text = text
        views[index].textSize = dp(14)
        return index
    }

    private mutating func placeIcon(
        _ item: Item, _ label: Template?, size: Int, x: Int, y: Int, width: Int, enabled: Bool
    ) -> Int {
        let isButton = !item.tap.isEmpty || !item.hold.isEmpty
        let side = isButton ? dp(max(48, size)) : dp(size)
        let left = width > 2 * side ? x + (isButton ? dp(4) : dp(16)) : x + max(0, (width - side) / 2)
        let index = leaf(
            isButton ? "android.widget.ImageButton" : "android.widget.ImageView",
            Rect(left: left, top: y + dp(4), right: left + side, bottom: y + dp(4) + side))
        if let label { views[index].description = scope.text(label) }
        views[index].paint = .icon
        connect(index, item, enabled: enabled)
        return side + dp(8)
    }

    private mutating func placeProgress(_ share: Expression?, _ item: Item, x: Int, y: Int, width: Int) -> Int {
        guard let share else {
            isMoving = true
            let left = x + (width - dp(48)) / 2
            let index = leaf(
                "android.widget.ProgressBar", id: "android:id/progress",
                Rect(left: left, top: y + dp(8), right: left + dp(48), bottom: y + dp(56)))
            views[index].paint = .icon
            dress(index, item)
            return dp(64)
        }
        let percent = min(max(scope.evaluate(share).amount, 0), 100)
        let index = leaf(
            "android.widget.ProgressBar", id: "android:id/progress",
            Rect(left: x + dp(16), top: y + dp(6), right: x + width - dp(16), bottom: y + dp(10)))
        views[index].text = JSONValue(amount: percent).number.map { "\($0)" } ?? ""
        views[index].share = percent / 100
        views[index].paint = .bar
        dress(index, item)
        return dp(16)
    }

    private mutating func placeGroup(
        _ items: [Item], _ item: Item, isRow: Bool, isCard: Bool, x: Int, y: Int, width: Int, enabled: Bool
    ) -> Int {
        let inset = isCard ? dp(8) : 0
        let name =
            isCard
            ? "androidx.cardview.widget.CardView"
            : isRow ? "android.widget.LinearLayout" : "android.view.ViewGroup"
        let index = begin(name, Rect(left: x + inset, top: y + inset, right: x + width - inset, bottom: y))
        if isCard { views[index].paint = .card }
        connect(index, item, enabled: enabled)
        let inner = width - 2 * inset
        var height = 0
        if isRow {
            let shown = items.filter { scope.holds($0.when) }
            let total = max(1, shown.reduce(0) { $0 + $1.weight })
            var left = x + inset
            for part in shown {
                let share = inner * part.weight / total
                height = max(height, place(part, x: left, y: y + inset, width: share))
                left += share
            }
        } else {
            height = place(items, x: x + inset, y: y + inset, width: inner)
        }
        end(index)
        views[index].bounds.bottom = y + inset + height
        return height + 2 * inset
    }
}
