import JSON
import Patterns
import Schemas

/// Finds the shapes that a conjunction of subschemas allows: follows references, merges `allOf`, and takes `anyOf` and
/// `oneOf` apart.
struct ShapeExpansion {
    /// Alternatives of one place in a document.
    static let mostShapes = 512

    let schema: JSONSchema
    private var known: [Conjunction: [Shape]] = [:]

    init(_ schema: JSONSchema) { self.schema = schema }

    /// A choice between subschemas that is still to be made.
    private struct Choice {
        var options: [SchemaNode.ID]
        var isExclusive: Bool
        /// The node that has it, and those whose choices led there: coming back to one of them says nothing new.
        var owners: [SchemaNode.ID]
    }

    /// Subschemas whose own keywords must hold, and choices that are still to be made.
    private struct Pending {
        var nodes: [SchemaNode.ID] = []
        var choices: [Choice] = []
        /// Nodes whose `oneOf` is being taken apart: they judge the alternatives together, not each by itself.
        var exclusive: Set<SchemaNode.ID> = []
    }

    mutating func shapes(of conjunction: Conjunction) throws(DecodingError) -> [Shape] {
        if let shapes = known[conjunction] { return shapes }
        var pending = Pending()
        var shapes: [Shape] = []
        if conjunction.nodes.allSatisfy({ add($0, owners: [], to: &pending) }) {
            shapes = try self.shapes(of: pending)
        }
        known[conjunction] = shapes
        return shapes
    }

    /// The values of an `enum` or `const` that everything else allows, or nil where there is neither.
    ///
    /// The validator decides, so what a grammar cannot keep otherwise is kept here.
    private func values(of pending: Pending) -> [JSONValue]? {
        let lists = pending.nodes.lazy.compactMap { id in
            schema.nodes[id].const.map { [$0] } ?? schema.nodes[id].enum
        }
        guard let values = lists.first else { return nil }
        var distinct: [JSONValue] = []
        for value in values
        where !distinct.contains(value)
            && pending.nodes.allSatisfy({ pending.exclusive.contains($0) || accepts(value, at: $0) })
        {
            distinct.append(value)
        }
        return distinct
    }

    /// Whether a subschema allows a value, its format included, which the validator takes for a remark.
    private func accepts(_ value: JSONValue, at id: SchemaNode.ID) -> Bool {
        if let text = value.string, let format = schema.nodes[id].format,
            let terminal = FormatTerminals.terminal(format),
            !terminal.automaton.accepts(JSONValue.string(text).print().utf8.dropFirst())
        {
            return false
        }
        return schema.accepts(value, at: id)
    }

    // MARK: Choices

    /// Adds a subschema with what it refers to.
    /// - Returns: whether a value may still exist.
    private func add(_ id: SchemaNode.ID, owners: [SchemaNode.ID], to pending: inout Pending) -> Bool {
        if owners.contains(id) { return false }
        let node = schema.nodes[id]
        if let always = node.always { return always }
        if pending.nodes.contains(id) { return true }
        pending.nodes.append(id)
        for part in node.allOf + [node.ref].compactMap(\.self) where !add(part, owners: owners, to: &pending) {
            return false
        }
        for (options, isExclusive) in [(node.anyOf, false), (node.oneOf, true)] {
            guard let options else { continue }
            pending.choices.append(Choice(options: options, isExclusive: isExclusive, owners: owners + [id]))
        }
        return true
    }

    private mutating func shapes(of pending: Pending) throws(DecodingError) -> [Shape] {
        if let values = values(of: pending) { return values.isEmpty ? [] : [.values(values)] }
        guard let choice = pending.choices.first else {
            return try ShapeMerge(schema: schema, nodes: pending.nodes).shapes()
        }
        var alternatives: [[Shape]] = []
        for option in choice.options {
            var taken = pending
            taken.choices.removeFirst()
            if choice.isExclusive, let owner = choice.owners.last { taken.exclusive.insert(owner) }
            guard add(option, owners: choice.owners, to: &taken) else { continue }
            alternatives.append(try shapes(of: taken))
        }
        var shapes = alternatives.flatMap(\.self)
        if choice.isExclusive, let owner = choice.owners.last {
            try checkDisjoint(alternatives, of: owner)
            // Finite sets may have values in common: the whole schema says which of them are in one alternative alone.
            shapes = shapes.compactMap { shape in
                guard case .values(let values) = shape else { return shape }
                let kept = values.filter { accepts($0, at: owner) }
                return kept.isEmpty ? nil : .values(kept)
            }
        }
        guard shapes.count <= Self.mostShapes else {
            throw DecodingError(
                .tooLarge, "more than \(Self.mostShapes) alternatives for one value",
                at: schema.nodes[choice.owners.last ?? 0].location)
        }
        return Self.joined(shapes)
    }

    /// All finite sets as one, so that an output that agrees with several is followed once.
    private static func joined(_ shapes: [Shape]) -> [Shape] {
        var joined: [Shape] = []
        var values: [JSONValue] = []
        for shape in shapes {
            if case .values(let more) = shape {
                for value in more where !values.contains(value) { values.append(value) }
            } else {
                joined.append(shape)
            }
        }
        return values.isEmpty ? joined : [.values(values)] + joined
    }

    // MARK: Exclusive choices

    private static func areFinite(_ one: Shape, _ other: Shape) -> Bool {
        if case .values = one, case .values = other { true } else { false }
    }

    private mutating func checkDisjoint(
        _ alternatives: [[Shape]], of owner: SchemaNode.ID
    ) throws(DecodingError) {
        for (index, shapes) in alternatives.enumerated() {
            for others in alternatives[(index + 1)...] {
                for shape in shapes {
                    for other in others {
                        if Self.areFinite(shape, other) { continue }
                        if try isDisjoint(shape, other, depth: 0) { continue }
                        throw DecodingError(
                            .unsupported,
                            "\"oneOf\" needs alternatives that cannot hold at once; use \"anyOf\" if several may",
                            keyword: "oneOf", at: schema.nodes[owner].location)
                    }
                }
            }
        }
    }
}
