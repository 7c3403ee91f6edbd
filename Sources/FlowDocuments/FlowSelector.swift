/// Which element a flow means, as it is written: texts may hold `${…}`.
///
/// `Selector` of the module `Screens` is what it becomes once nothing is left to interpolate.
package struct FlowSelector: Sendable, Hashable {
    package var text: String?
    package var id: String?
    /// In the screen's units.
    package var width: Int?
    package var height: Int?
    package var tolerance: Int?
    package var enabled: Bool?
    package var checked: Bool?
    package var focused: Bool?
    package var selected: Bool?
    /// `text`, `square`, `long-text`.
    package var traits: [String] = []
    /// A number or an expression; negative counts from the end.
    package var index: String?
    /// In the file's order; `containsDescendants` gives one each.
    package var relations: [Relation] = []
    /// For pages in a browser alone.
    package var css: String?
    package var place: SourcePlace

    package init(text: String? = nil, id: String? = nil, place: SourcePlace) {
        self.text = text
        self.id = id
        self.place = place
    }

    package struct Relation: Sendable, Hashable {
        /// The words of a flow file; each clause of `containsDescendants` is one relation.
        package enum Kind: String, Sendable, CaseIterable {
            case below, above, leftOf, rightOf, containsChild, containsDescendants, childOf
        }

        package var kind: Kind
        package var anchor: FlowSelector

        package init(_ kind: Kind, _ anchor: FlowSelector) {
            self.kind = kind
            self.anchor = anchor
        }
    }

    /// Whether it asks for nothing.
    package var isEmpty: Bool {
        text == nil && id == nil && width == nil && height == nil && enabled == nil && checked == nil && focused == nil
            && selected == nil && traits.isEmpty && index == nil && relations.isEmpty && css == nil
    }
}
