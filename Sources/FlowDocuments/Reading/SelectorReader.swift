internal import YAML

/// Reads selectors.
struct SelectorReader {
    let source: FlowSource
    /// Selectors within selectors.
    private static var maximalDepth: Int { 16 }
    private var depth = 0

    init(_ source: FlowSource) { self.source = source }

    /// What a selector may ask for.
    static let keys = [
        "text", "id", "width", "height", "tolerance", "enabled", "checked", "focused", "selected", "traits", "index",
        "below", "above", "leftOf", "rightOf", "containsChild", "containsDescendants", "childOf", "css",
    ]
    /// What commands say beside the selector; the language lets every selector hold them.
    static let options = [
        "point", "start", "end", "retryTapIfNoChange", "waitUntilVisible", "repeat", "delay",
        "waitToSettleTimeoutMs", "label", "optional",
    ]

    /// A text, or a mapping; what is no selector's in it is left to the command.
    func selector(_ tree: YAMLTree) throws(FlowError) -> FlowSelector {
        if let text = tree.text, !tree.isNull { return FlowSelector(text: text, place: source.place(tree)) }
        guard depth < Self.maximalDepth else {
            throw source.error(
                .invalidValue, "Selector Too Deep", "selectors lie more than \(Self.maximalDepth) deep",
                at: source.place(tree))
        }
        let fields = try FieldReader(tree, source, of: "a selector", allowed: Self.keys + Self.options)
        var selector = FlowSelector(text: try fields.text("text"), id: try fields.text("id"), place: source.place(tree))
        selector.width = try fields.integer("width")
        selector.height = try fields.integer("height")
        selector.tolerance = try fields.integer("tolerance")
        selector.enabled = try fields.truth("enabled")
        selector.checked = try fields.truth("checked")
        selector.focused = try fields.truth("focused")
        selector.selected = try fields.truth("selected")
        selector.index = try fields.text("index")
        selector.css = try fields.text("css")
        selector.traits = try traits(fields)
        selector.relations = try relations(fields)
        return selector
    }

    private func traits(_ fields: FieldReader) throws(FlowError) -> [String] {
        let traits = try fields.text("traits")?.split(separator: " ").map { $0.lowercased() } ?? []
        let known = ["text", "square", "long-text"]
        for trait in traits where !known.contains(trait) {
            throw fields.invalid(
                "traits", "has no \(trait)\(Suggestion.clause(for: trait, among: known))",
                fields["traits"] ?? fields.tree)
        }
        return traits
    }

    private func relations(_ fields: FieldReader) throws(FlowError) -> [FlowSelector.Relation] {
        var inner = self
        inner.depth += 1
        var relations: [FlowSelector.Relation] = []
        for kind in FlowSelector.Relation.Kind.allCases {
            guard let tree = fields[kind.rawValue] else { continue }
            guard kind == .containsDescendants else {
                relations.append(.init(kind, try inner.selector(tree)))
                continue
            }
            guard let elements = tree.elements else { throw fields.invalid(kind.rawValue, "takes a list", tree) }
            for element in elements { relations.append(.init(kind, try inner.selector(element))) }
        }
        return relations
    }
}
