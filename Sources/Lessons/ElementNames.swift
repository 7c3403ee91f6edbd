import Hierarchies
package import Screens
import SimulatedPhones

/// Finds the elements that a task's label means, by the rules that `docs/simulated-apps.md` has.
package enum ElementNames {
    /// The elements that have the name in the best way that any has, tappable ones first, from the top down.
    package static func elements(called name: String, on screen: Screen) -> [Element] {
        let ranked = screen.elements.compactMap { element in rank(element, name).map { (rank: $0, element) } }
        guard let best = ranked.map(\.rank).min() else { return [] }
        let elements = ranked.filter { $0.rank == best }.map(\.1)
        return elements.filter { $0.actions.contains(.tap) } + elements.filter { !$0.actions.contains(.tap) }
    }

    private static func rank(_ element: Element, _ name: String) -> Int? {
        let unseen: ElementStates = [.covered, .offscreen, .hidden]
        guard element.states.isDisjoint(with: unseen), element.window != .keyboard else { return nil }
        if element.label == name { return 0 }
        if element.value == name || element.label.split(separator: " | ").contains(Substring(name)) { return 1 }
        if element.resourceID == name || element.resourceIDTail == Substring(name) { return 2 }
        return element.label.hasPrefix(name) ? 3 : nil
    }

    /// The element that a step is about; nil when it is not on this screen.
    ///
    /// - Parameters:
    ///   - label: what the step calls it, in the language of the phone.
    ///   - near: another element, also by its label, that it is nearest to.
    ///   - place: which of several, from 0.
    ///   - sliders: whether only a slider will do.
    ///   - screen: where it is looked for.
    /// - Returns: the element.
    package static func element(
        called label: String, near: String?, place: Int, sliders: Bool, on screen: Screen
    ) -> Element? {
        var found = elements(called: label, on: screen)
        // A slider often stands below a text of the same name.
        if sliders { found.removeAll { $0.role != .slider } }
        if let near {
            guard let other = elements(called: near, on: screen).first else { return nil }
            return found.min { distance($0, other) < distance($1, other) }
        }
        return found.indices.contains(place) ? found[place] : nil
    }

    private static func distance(_ left: Element, _ right: Element) -> Int {
        abs(left.bounds.top + left.bounds.bottom - right.bounds.top - right.bounds.bottom)
    }

    /// The element itself where it affords that, else the smallest that lies under its middle and does.
    static func affording(_ actions: ElementActions, _ element: Element, on screen: Screen) -> Element? {
        if element.actions.isSuperset(of: actions) { return element }
        let unseen: ElementStates = [.covered, .offscreen, .hidden]
        return screen.elements.filter {
            $0.actions.isSuperset(of: actions) && $0.states.isDisjoint(with: unseen)
                && $0.bounds.contains(element.tapPoint)
        }.min { $0.bounds.area < $1.bounds.area }
    }
}

extension SimulatedPhone {
    /// What is read from a dump of what it shows now.
    func screen() throws(HierarchyError) -> Screen {
        Screen(try Hierarchy(reading: Array(hierarchyXML().utf8), file: "dump.xml"))
    }
}
