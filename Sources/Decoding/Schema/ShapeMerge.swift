import JSON
import Patterns
import Schemas

/// Merges the keywords of subschemas that must all hold into one shape a type.
struct ShapeMerge {
    let schema: JSONSchema
    /// Without references and choices, which have been followed.
    let nodes: [SchemaNode.ID]

    func shapes(of wanted: SchemaTypes) throws(DecodingError) -> [Shape] {
        var types = wanted
        for id in nodes {
            guard var stated = schema.nodes[id].type else { continue }
            if stated.contains(.number) { stated.insert(.integer) }
            types.formIntersection(stated)
        }
        try refuse([("not", \.hasNot), ("if", \.hasIf)])
        var shapes: [Shape] = []
        if types.contains(.null) { shapes.append(.null) }
        if types.contains(.boolean) { shapes.append(.boolean) }
        if types.contains(.integer) {
            shapes += try number(isInteger: !types.contains(.number)).map { [.number($0)] } ?? []
        }
        if types.contains(.string) { shapes += try string().map { [.string($0)] } ?? [] }
        if types.contains(.array) { shapes += try array().map { [.array($0)] } ?? [] }
        if types.contains(.object) {
            shapes += try ObjectMerge(schema: schema, nodes: nodes).shape().map { [.object($0)] } ?? []
        }
        return shapes
    }

    /// Refuses keywords that no grammar keeps, by name and place.
    private func refuse(_ keywords: [(name: String, isUsed: (SchemaNode) -> Bool)]) throws(DecodingError) {
        for (name, isUsed) in keywords {
            guard let id = nodes.first(where: { isUsed(schema.nodes[$0]) }) else { continue }
            throw Self.unsupported(name, at: schema.nodes[id])
        }
    }

    static func unsupported(_ keyword: String, at node: SchemaNode) -> DecodingError {
        DecodingError(
            .unsupported, "\"\(keyword)\" cannot be kept while decoding", keyword: keyword, at: node.location)
    }

    // MARK: Numbers

    private func number(isInteger: Bool) throws(DecodingError) -> NumberShape? {
        var shape = NumberShape(isInteger: isInteger)
        for id in nodes {
            let node = schema.nodes[id]
            for (value, isExclusive) in [(node.minimum, false), (node.exclusiveMinimum, true)] {
                guard let value else { continue }
                shape.low = Self.tighter(shape.low, .init(value: value, isExclusive: isExclusive), by: >)
            }
            for (value, isExclusive) in [(node.maximum, false), (node.exclusiveMaximum, true)] {
                guard let value else { continue }
                shape.high = Self.tighter(shape.high, .init(value: value, isExclusive: isExclusive), by: <)
            }
            if let divisor = node.multipleOf { shape.divisors.append(divisor) }
        }
        return shape
    }

    /// The bound that leaves less.
    private static func tighter(
        _ known: NumberShape.Bound?, _ new: NumberShape.Bound, by isTighter: (Double, Double) -> Bool
    ) -> NumberShape.Bound {
        guard let known else { return new }
        // Integers are compared as such: doubles cannot tell large ones apart.
        if known.value == new.value { return new.isExclusive ? new : known }
        if let one = known.value.integer, let other = new.value.integer {
            return isTighter(1, 0) == (other > one) ? new : known
        }
        return isTighter(new.value.number ?? 0, known.value.number ?? 0) ? new : known
    }

    // MARK: Strings

    private func string() throws(DecodingError) -> StringShape? {
        var shape = StringShape()
        for id in nodes {
            let node = schema.nodes[id]
            shape.least = max(shape.least, node.minLength ?? 0)
            shape.most = [shape.most, node.maxLength].compactMap(\.self).min()
            if let pattern = node.pattern { shape.texts.append(pattern.pattern.automaton) }
            if let format = node.format, !Self.annotations.contains(format) {
                guard let texts = ScalarAutomaton.format(format) else {
                    throw DecodingError(
                        .unsupported, "format \"\(format)\" is not known", keyword: "format", at: node.location)
                }
                shape.texts.append(texts)
                shape.onlyFormat = format
                if format == "hostname" { shape.most = min(shape.most ?? .max, ScalarAutomaton.longestHostname) }
            }
            if let sources = node.spanSources { shape.texts.append(try Self.parts(of: sources, at: node)) }
        }
        if let most = shape.most, most < shape.least { return nil }
        if shape.texts.count > 1 || shape.least > 0 || nodes.contains(where: { schema.nodes[$0].maxLength != nil }) {
            shape.onlyFormat = nil
        }
        return shape
    }

    private static func parts(of texts: [String], at node: SchemaNode) throws(DecodingError) -> ScalarAutomaton {
        do throws(PatternError) {
            return try .parts(of: texts)
        } catch {
            throw DecodingError(.tooLarge, error.message, keyword: "x-span-of", at: node.location)
        }
    }

    /// Formats that say how a field is shown and bind no text.
    private static let annotations: Set<String> = ["password", "textarea", "multiline"]

    // MARK: Lists

    private func array() throws(DecodingError) -> ArrayShape? {
        let least = nodes.compactMap { schema.nodes[$0].minItems }.max() ?? 0
        let most = nodes.compactMap { schema.nodes[$0].maxItems }.min()
        if let most, most < least { return nil }
        if most ?? 2 > 1 { try refuse([("uniqueItems", \.uniqueItems)]) }
        try refuse([("contains", { $0.contains != nil }), ("unevaluatedItems", { $0.unevaluatedItems != nil })])
        let length = nodes.map { schema.nodes[$0].prefixItems.count }.max() ?? 0
        func item(_ index: Int) -> Conjunction {
            Conjunction(
                nodes.compactMap { id in
                    let node = schema.nodes[id]
                    return index < node.prefixItems.count ? node.prefixItems[index] : node.items
                })
        }
        return ArrayShape(prefix: (0..<length).map(item), rest: item(length), least: least, most: most)
    }
}

extension SchemaTypes {
    static let all: SchemaTypes = [.null, .boolean, .integer, .number, .string, .array, .object]
}

extension SchemaNode {
    /// Texts of which a string must be a part: this module's own keyword `x-span-of`.
    var spanSources: [String]? { extensions["x-span-of"]?.array?.compactMap(\.string) }

    fileprivate var hasNot: Bool { not != nil }
    fileprivate var hasIf: Bool { `if` != nil }
}
