import Hierarchies
import JSON

/// Lays a window out: items become views with bounds, and touches that say what they do.
///
/// All is laid out from left to right and mirrored at the end where the language wants it.
struct LayoutBuilder {
    let package: String
    let density: Int
    /// The whole display.
    let screen: Rect
    var scope: Scope
    var offsets: [String: Int] = [:]
    var focus: Focus?
    /// Fields whose rule failed when `validate` looked.
    var invalid: Set<Location> = []
    /// Below this, a list need not make views.
    var horizon = Int.max

    var views: [View] = []
    var touches: [Touch] = []
    var scrollers: [Scroller] = []
    var isMoving = false

    init(package: String, density: Int, screen: Rect, scope: Scope) {
        self.package = package
        self.density = density
        self.screen = screen
        self.scope = scope
    }

    func dp(_ value: Int) -> Int { (value * density + 80) / 160 }

    /// `wifi` as `package:id/wifi`; an id with a package of its own, and none, as they are.
    func resourceID(_ id: String?) -> String {
        guard let id, !id.isEmpty else { return "" }
        return id.contains(":id/") ? id : id.contains(":") ? id.replacing(":", with: ":id/") : "\(package):id/\(id)"
    }

    // MARK: Views

    mutating func begin(_ className: String, id: String = "", _ bounds: Rect, _ flags: View.Flags = []) -> Int {
        views.append(View(className: className, id: id, bounds: bounds, flags: flags))
        return views.count - 1
    }

    mutating func end(_ index: Int) { views[index].end = views.count }

    @discardableResult
    mutating func leaf(_ className: String, id: String = "", _ bounds: Rect, _ flags: View.Flags = []) -> Int {
        let index = begin(className, id: id, bounds, flags)
        end(index)
        return index
    }

    /// A text with its own height, at most `width` wide; returns what it takes.
    @discardableResult
    mutating func label(
        _ text: String, id: String = "", x: Int, y: Int, width: Int, size: Int, fills: Bool = false
    ) -> Int {
        let pixels = dp(size)
        let lines = TextMetrics.lines(text, size: pixels, width: width)
        let height = lines * TextMetrics.lineHeight(pixels)
        let natural = lines > 1 || fills ? width : min(width, TextMetrics.width(text, size: pixels) + 2)
        let index = leaf(
            "android.widget.TextView", id: id, Rect(left: x, top: y, right: x + natural, bottom: y + height))
        views[index].text = text
        views[index].textSize = pixels
        return height
    }

    /// Makes a view take touches; one that is disabled takes them and does nothing.
    mutating func connect(_ index: Int, tap: Behaviour?, hold: Behaviour? = nil, swipe: Behaviour? = nil, enabled: Bool)
    {
        if tap != nil { views[index].flags.formUnion([.clickable, .focusable]) }
        if hold != nil { views[index].flags.insert(.longClickable) }
        if !enabled { views[index].flags.insert(.disabled) }
        guard tap != nil || hold != nil || swipe != nil else { return }
        let none = Behaviour.run([], record: nil)
        touches.append(enabled ? Touch(tap: tap, hold: hold, swipe: swipe) : Touch(tap: none, hold: none, swipe: nil))
        views[index].touch = touches.count - 1
    }

    /// Connects what the item itself declares, over what it does anyhow.
    mutating func connect(_ index: Int, _ item: Item, tap: Behaviour? = nil, enabled: Bool) {
        let record = scope.record?.location
        func run(_ actions: [Action]) -> Behaviour? { actions.isEmpty ? nil : .run(actions, record: record) }
        connect(index, tap: run(item.tap) ?? tap, hold: run(item.hold), swipe: run(item.swipe), enabled: enabled)
        dress(index, item)
    }

    /// Applies what any item may say of itself.
    mutating func dress(_ index: Int, _ item: Item) {
        if let id = item.id { views[index].id = resourceID(id) }
        if let desc = item.desc { views[index].description = scope.text(desc) }
        if let name = item.className { views[index].className = name }
        if let selected = item.selected, scope.holds(selected) { views[index].flags.insert(.selected) }
    }

    mutating func move(_ range: Range<Int>, byX x: Int = 0, y: Int = 0) {
        for index in range {
            views[index].bounds.left += x
            views[index].bounds.right += x
            views[index].bounds.top += y
            views[index].bounds.bottom += y
        }
    }

    /// How high items would be.
    func height(of items: [Item], width: Int) -> Int {
        var trial = self
        return trial.place(items, x: 0, y: 0, width: width)
    }

    /// A command that is shown as an icon button, 48 dp wide.
    mutating func iconButton(_ command: Command, x: Int, y: Int) {
        let size = dp(48)
        let index = leaf(
            "android.widget.ImageButton", id: resourceID(command.id),
            Rect(left: x, top: y, right: x + size, bottom: y + size))
        views[index].description = scope.text(command.label)
        views[index].paint = .icon
        connect(
            index, tap: .run(command.tap, record: scope.record?.location), enabled: scope.holds(command.enabled))
    }

    // MARK: The end

    /// The window: clipped, mirrored if need be, without what nobody can see.
    func window(isRightToLeft: Bool) -> Window {
        var kept: [View] = []
        kept.reserveCapacity(views.count)
        var places = [Int](repeating: -1, count: views.count)
        // The ancestors that are still open: their end, their place among the kept, and what they leave to see.
        var open: [(end: Int, kept: Int, clip: Rect)] = []
        func mirrored(_ rect: Rect) -> Rect {
            isRightToLeft
                ? Rect(
                    left: screen.right - rect.right, top: rect.top, right: screen.right - rect.left, bottom: rect.bottom
                ) : rect
        }
        var index = 0
        while index < views.count {
            while let last = open.last, last.end <= index {
                kept[last.kept].end = kept.count
                open.removeLast()
            }
            let clip = open.last?.clip ?? screen
            let visible = views[index].bounds.intersection(clip)
            if visible.isEmpty {
                index = max(views[index].end, index + 1)
                continue
            }
            var view = views[index]
            view.bounds = mirrored(visible)
            places[index] = kept.count
            open.append((view.end, kept.count, view.flags.contains(.clips) ? visible : clip))
            kept.append(view)
            index += 1
        }
        while let last = open.popLast() { kept[last.kept].end = kept.count }
        let seen = scrollers.compactMap { scroller -> Scroller? in
            var scroller = scroller
            scroller.view = places[scroller.view]
            scroller.viewport = mirrored(scroller.viewport)
            return scroller.view < 0 ? nil : scroller
        }
        return Window(package: package, views: kept, touches: touches, scrollers: seen, isMoving: isMoving)
    }
}
