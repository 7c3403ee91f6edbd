internal import Devices
package import Hierarchies
package import Screens

/// A screen that stood still, as a recorder needs it.
package struct SeenScreen: Sendable {
    package let hierarchy: Hierarchy
    package let screen: Screen
    /// Where the keyboard lies over it; nil when none is shown.
    package let keyboard: Rect?

    /// - Parameters:
    ///   - hierarchy: what the screen showed.
    ///   - keyboard: where the device says the keyboard is, when the hierarchy does not show it.
    package init(_ hierarchy: Hierarchy, keyboard: Rect? = nil) {
        self.hierarchy = hierarchy
        screen = Screen(hierarchy)
        let keys = screen.elements.filter { $0.window == .keyboard }.map(\.bounds)
        self.keyboard = keyboard ?? keys.first.map { keys.reduce($0) { $0.union($1) } }
    }

    /// Whether a finger at a point types rather than touches the app.
    func isKey(at point: Point) -> Bool { keyboard?.contains(point) ?? false }

    /// Whether a point is where keyboards have enter: at the lower right.
    func isEnterKey(at point: Point) -> Bool {
        guard let keyboard, keyboard.contains(point) else { return false }
        return (point.x - keyboard.left) * 5 >= keyboard.width * 4
            && (point.y - keyboard.top) * 3 >= keyboard.height * 2
    }

    func element(at point: Point) -> Element? { screen.element(touchedAt: point, in: hierarchy) }

    var fields: [Element] { screen.elements.filter { $0.window == .app && $0.actions.contains(.type) } }

    /// What a field holds, as it is there; dots for a secret, empty when it shows its hint.
    func content(of field: Element) -> String {
        let isEmpty = field.states.contains(.password) ? !field.states.contains(.filled) : field.value == nil
        return isEmpty ? "" : hierarchy.nodes[field.node].text
    }

    /// A field of another look at this screen, here.
    func field(_ field: Element) -> Element? {
        let alike = fields.filter {
            $0.resourceID == field.resourceID && $0.className == field.className
                && $0.states.contains(.password) == field.states.contains(.password)
        }
        if alike.count < 2 { return alike.first }
        let slop = ScreenDiff.touchSlop(of: screen.size)
        return alike.first {
            abs($0.bounds.left - field.bounds.left) <= slop && abs($0.bounds.top - field.bounds.top) <= slop
        }
    }

    var owner: ScreenOwner { ScreenOwner(screen.packageName) }

    /// What a flow can expect to be shown here: the title, else a heading or a text without numbers; nil when there is
    /// nothing of the kind.
    package var landmark: Selector? {
        let matcher = SelectorMatcher(hierarchy, size: screen.size)
        let headings = screen.elements.filter { $0.role == .heading } + screen.elements.filter { $0.role == .text }
        let names = [screen.title].compactMap { $0 } + headings.filter { $0.window == .app }.map(\.label)
        return names.lazy.filter { !$0.isEmpty && !$0.contains { $0.isNumber } }
            .map { Selector(text: .literal($0)) }.first { matcher.resolve($0).hit != nil }
    }
}
