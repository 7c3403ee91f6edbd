package import Hierarchies
package import Screens

/// The one element that somebody means by a text.
package enum NamedElement: Sendable {
    case element(Element)
    /// In a sentence.
    case fault(String)

    /// - Parameters:
    ///   - text: a whole text, or a regular expression.
    ///   - screen: the screen.
    ///   - hierarchy: the hierarchy that it was made from.
    package init(_ text: String, on screen: Screen, _ hierarchy: Hierarchy) {
        let matcher = SelectorMatcher(hierarchy, size: screen.size)
        let nodes = Set(matcher.resolve(Selector(text: SelectorPattern(text))).nodes)
        self.init(
            text, of: screen.elements.filter { nodes.contains($0.node) || !nodes.isDisjoint(with: $0.mergedNodes) })
    }

    /// Of several matches the only one that reacts.
    package init(_ text: String, of matches: [Element]) {
        let usable = matches.filter { $0.states.isDisjoint(with: Self.blocking) }
        let reacting = usable.filter { !$0.actions.isEmpty }
        let candidates = reacting.isEmpty ? usable : reacting
        if candidates.count == 1 {
            self = .element(candidates[0])
        } else if candidates.isEmpty {
            guard let first = matches.first else {
                self = .fault("nothing on the screen says \"\(text)\"")
                return
            }
            let why = first.states.intersection(Self.blocking).words.joined(separator: " and ")
            self = .fault("\(Self.name(first)) is \(why), so that no tap would reach it")
        } else {
            let choices = candidates.prefix(8).map { "\(Self.name($0)) at \($0.tapPoint.x),\($0.tapPoint.y)" }
            self = .fault(
                "\(candidates.count) elements say \"\(text)\": \(choices.joined(separator: "; ")); tap one by its point"
            )
        }
    }

    /// What keeps a tap from reaching an element.
    private static let blocking: ElementStates = [.disabled, .covered, .offscreen]

    private static func name(_ element: Element) -> String { "\(element.role) \"\(element.label)\"" }
}
