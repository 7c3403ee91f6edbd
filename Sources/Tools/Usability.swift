import Screens

/// Whether a tool can use an element now, or what stands in the way.
enum Usability: Hashable {
    case usable, notAfforded, disabled, covered, offscreen

    /// What stands in the way of using the element; a nil `affordance` asks it for nothing.
    init(_ element: Element, affording affordance: ElementActions?) {
        if let affordance, !element.actions.isSuperset(of: affordance) {
            self = .notAfforded
        } else if !element.isEnabled {
            self = .disabled
        } else if element.states.contains(.covered) {
            self = .covered
        } else if element.states.contains(.offscreen) {
            self = .offscreen
        } else {
            self = .usable
        }
    }
}

/// The ids of the elements that can be used on a screen, found once an affordance.
struct UsableElements {
    private let screen: Screen?
    private var known: [ElementActions?: [Int]] = [:]

    init(_ screen: Screen?) { self.screen = screen }

    /// Ascending; nil where there is no screen.
    mutating func ids(affording affordance: ElementActions?) -> [Int]? {
        guard let screen else { return nil }
        if let ids = known[affordance] { return ids }
        let ids = screen.elements.filter { Usability($0, affording: affordance) == .usable }.map(\.id)
        known[affordance] = ids
        return ids
    }
}
