import JSON

/// What a subschema asks for, as a message says it: "a whole number from 1 to 8", "a text of 3 characters at most".
struct DomainPhrase {
    private let schema: JSONSchema

    init(_ schema: JSONSchema) { self.schema = schema }

    /// The phrase of a subschema; nil where no few words say it.
    func phrase(of id: SchemaNode.ID) -> String? {
        let node = schema.nodes[id]
        if let choices = node.enum { return Self.choices(choices) }
        if let const = node.const { return Wording.shown(const) }
        if node.type != nil { return kind(of: node) }
        if node.minLength != nil || node.maxLength != nil { return Self.text(node) }
        if let pattern = node.pattern { return "a text that matches the pattern \(Wording.quoted(pattern.source))" }
        if [node.minimum, node.maximum, node.exclusiveMinimum, node.exclusiveMaximum].contains(where: { $0 != nil }) {
            return Self.number(node)
        }
        // No circle: the reader refuses references that lead back to themselves.
        return node.ref.flatMap(phrase)
    }

    /// What `type` asks for, with the bounds of a single type.
    func kind(of node: SchemaNode) -> String {
        guard let types = node.type else { return "a value" }
        switch types {
        case .string: return Self.text(node)
        case .integer, .number: return Self.number(node)
        case .array: return "a list\(Wording.span(node.minItems, node.maxItems, "items"))"
        default: break
        }
        return Wording.choice(Self.kinds.filter { types.contains($0.type) }.map(\.phrase))
    }

    private static let kinds: [(type: SchemaTypes, phrase: String)] = [
        (.string, "a text"), (.integer, "a whole number"), (.number, "a number"), (.boolean, "true or false"),
        (.array, "a list"), (.object, "an object"), (.null, "null"),
    ]

    static func text(_ node: SchemaNode) -> String {
        "a text\(Wording.span(node.minLength, node.maxLength, "characters"))"
    }

    static func number(_ node: SchemaNode) -> String {
        let noun = node.type?.intersection([.integer, .number]) == .integer ? "a whole number" : "a number"
        // Of two lower bounds the greater holds, of two upper ones the lesser.
        let isAbove = node.exclusiveMinimum.map { above in node.minimum.map { !ExactNumber.isLess(above, $0) } ?? true }
        let isBelow = node.exclusiveMaximum.map { below in node.maximum.map { !ExactNumber.isLess($0, below) } ?? true }
        let above = isAbove == true ? node.exclusiveMinimum : nil
        let below = isBelow == true ? node.exclusiveMaximum : nil
        let low = above == nil ? node.minimum : nil
        let high = below == nil ? node.maximum : nil
        let bounds: String
        if let low, let high {
            bounds = low == high ? "equal to \(low)" : "from \(low) to \(high)"
        } else {
            let words = [
                low.map { "of \($0) or more" }, above.map { "above \($0)" }, below.map { "below \($0)" },
                high.map { "of \($0) at most" },
            ]
            bounds = words.compactMap(\.self).joined(separator: " and ")
        }
        return bounds.isEmpty ? noun : "\(noun) \(bounds)"
    }

    /// The words of `enum`: the first twenty, and how many there are beside.
    static func choices(_ choices: [JSONValue]) -> String {
        if choices.isEmpty { return "nothing at all" }
        if choices.count == 1 { return Wording.shown(choices[0]) }
        let others = choices.count > 20 ? " or \(choices.count - 20) others" : ""
        return "one of \(Wording.list(choices.prefix(20).map(Wording.shown)))\(others)"
    }
}
