import Hierarchies
import JSON
import Screens
import SimulatedPhones

/// Elements that say the same as another and do the same when tapped.
enum Twins {
    static func of(_ element: Element, on screen: Screen, _ phone: SimulatedPhone) throws(HierarchyError) -> [Element] {
        let unseen: ElementStates = [.covered, .offscreen, .hidden]
        let namesakes = screen.elements.filter {
            $0.id != element.id && !element.label.isEmpty && $0.label == element.label && $0.actions.contains(.tap)
                && $0.states.isDisjoint(with: unseen)
        }
        guard !namesakes.isEmpty else { return [] }
        func outcome(_ element: Element) -> (String, JSONValue) {
            var copy = phone
            copy.tap(element.tapPoint)
            copy.advance(by: .seconds(1))
            return (copy.hierarchyXML(), copy.state)
        }
        let wanted = outcome(element)
        return namesakes.filter { outcome($0) == wanted }
    }
}
