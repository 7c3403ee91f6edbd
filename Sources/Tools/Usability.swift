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
