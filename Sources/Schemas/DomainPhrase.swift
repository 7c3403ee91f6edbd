import JSON

/// What a subschema asks for, as a message says it: "a whole number from 1 to 8", "a text of 3 characters at most".
struct DomainPhrase {
    private let schema: JSONSchema

    init(_ schema: JSONSchema) { self.schema = schema }

    /// The phrase of a subschema, which may ask for more than that; nil where no few words say it.
    func phrase(of id: SchemaNode.ID) -> String? {
        let node = schema.nodes[id]
        let pattern = node.pattern.map { " that matches the pattern \(Wording.quoted($0.source))" }
        if let pattern, node.enum == nil, node.const == nil, node.type.map({ $0 == .string }) ?? true {
            return Self.text(node) + pattern
        }
        if let kind = kind(of: node) { return kind }
        if node.minLength != nil || node.maxLength != nil { return Self.text(node) }
        if [node.minimum, node.maximum, node.exclusiveMinimum, node.exclusiveMaximum].contains(where: { $0 != nil }) {
            return Self.number(node)
        }
        // No circle: the reader refuses references that lead back to themselves.
        return node.ref.flatMap(phrase)
    }

    /// The phrase of a subschema that asks for nothing else.
    func wholePhrase(of id: SchemaNode.ID) -> String? {
        let node = schema.nodes[id]
        let isNarrower =
            !node.inPlace.isEmpty || !node.properties.isEmpty || !node.patternProperties.isEmpty
            || !node.required.isEmpty || !node.dependentRequired.isEmpty || !node.prefixItems.isEmpty
            || [
                node.additionalProperties, node.propertyNames, node.unevaluatedProperties, node.minProperties,
                node.maxProperties, node.items, node.contains, node.unevaluatedItems,
            ].contains { $0 != nil } || node.uniqueItems || node.multipleOf != nil || node.formatAutomaton != nil
        return isNarrower ? nil : phrase(of: id)
    }

    /// What `enum`, `const` or `type` ask for, with the bounds of the types; nil where there is none of them.
    func kind(of node: SchemaNode) -> String? {
        if let choices = node.enum { return Self.choices(choices) }
        if let const = node.const { return Wording.shown(const) }
        guard let types = node.type else { return nil }
        var phrases: [String] = []
        if types.contains(.string) { phrases.append(Self.text(node)) }
        if !types.isDisjoint(with: [.integer, .number]) { phrases.append(Self.number(node)) }
        if types.contains(.boolean) { phrases.append("true or false") }
        if types.contains(.array) { phrases.append(Self.list(node)) }
        if types.contains(.object) { phrases.append("an object") }
        if types.contains(.null) { phrases.append("null") }
        return Wording.choice(phrases)
    }

    static func text(_ node: SchemaNode) -> String {
        "a text\(Wording.span(node.minLength, node.maxLength, "character"))"
    }

    static func list(_ node: SchemaNode) -> String {
        "a list\(Wording.span(node.minItems, node.maxItems, "item"))"
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

    static func choices(_ choices: [JSONValue]) -> String {
        switch choices.count {
        case 0: "nothing at all"
        case 1: Wording.shown(choices[0])
        default: "one of \(Wording.list(choices, as: Wording.shown))"
        }
    }
}
