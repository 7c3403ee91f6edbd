/// Which node of a screen is meant, in the words of Maestro's flow files.
///
/// All parts must hold. A selector without an index means the first match, clickable ones before others.
package struct Selector: Sendable, Hashable {
    /// Matches a node's text, hint or description.
    package var text: SelectorPattern?
    /// Matches a node's resource id, whole or after its last `/`.
    package var id: SelectorPattern?
    package var enabled: Bool?
    package var checked: Bool?
    package var focused: Bool?
    package var selected: Bool?
    package var size: SizeCondition?
    package var traits: Set<Trait> = []
    /// Where it lies among other nodes.
    package var relations: [Relation] = []
    /// Which of several matches, from the top and the left; negative counts from the end.
    package var index: Int?

    package init(
        text: SelectorPattern? = nil, id: SelectorPattern? = nil, relations: [Relation] = [], index: Int? = nil
    ) {
        self.text = text
        self.id = id
        self.relations = relations
        self.index = index
    }

    /// How large a node is, in the dump's units.
    package struct SizeCondition: Sendable, Hashable {
        package var width: Int?
        package var height: Int?
        /// How far either may be off; 0 when nil.
        package var tolerance: Int?

        package init(width: Int? = nil, height: Int? = nil, tolerance: Int? = nil) {
            self.width = width
            self.height = height
            self.tolerance = tolerance
        }
    }

    /// What kind of content a node has, by Maestro's names.
    package enum Trait: String, Sendable, CaseIterable {
        case text, square
        case longText = "long-text"
    }

    /// How a node lies to another one.
    package struct Relation: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            /// Of the nodes' top left corners, strictly.
            case below, above, leftOf, rightOf
            /// Has the other as a direct child.
            case containsChild
            /// Has the other at any depth; flow files list these under `containsDescendants`.
            case containsDescendant
            /// Lies in the subtree of the other's first match.
            case childOf
        }

        package var kind: Kind
        package var anchor: Selector

        package init(_ kind: Kind, _ anchor: Selector) {
            self.kind = kind
            self.anchor = anchor
        }
    }

    /// The states that it asks for, under their names in flow files.
    package var states: [(name: String, value: Bool)] {
        [("enabled", enabled), ("checked", checked), ("focused", focused), ("selected", selected)]
            .compactMap { name, value in value.map { (name, $0) } }
    }

    /// The anchors of one kind of relation.
    package func anchors(_ kind: Relation.Kind) -> [Selector] {
        relations.filter { $0.kind == kind }.map(\.anchor)
    }
}
