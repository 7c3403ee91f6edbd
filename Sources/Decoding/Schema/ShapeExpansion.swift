import JSON
import Schemas

/// Finds the shapes that a conjunction of subschemas allows: follows references, merges `allOf`, and takes `anyOf` and
/// `oneOf` apart.
struct ShapeExpansion {
    /// Alternatives of one place in a document.
    static let mostShapes = 512
    /// Alternatives that are tried for one schema, and pairs of them that are compared: both grow as fast as choices
    /// beside choices multiply, also where nothing is left over.
    static let mostTrials = 20_000

    let schema: JSONSchema
    private var trials = 0
    /// What is being compared, and what comparing may still cost: members within members multiply it.
    var comparison = (owner: SchemaNode.ID(0), steps: 1_000_000)
    private var known: [Conjunction: [Shape]] = [:]
    /// Those that are being expanded: comparing the alternatives of one may lead back to it.
    private(set) var open: Set<Conjunction> = []

    /// The types of values that are looked for.
    private let types: SchemaTypes

    init(_ schema: JSONSchema, types: SchemaTypes = .all) {
        self.schema = schema
        self.types = types
    }

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
        /// The first of the nodes that values are judged by.
        ///
        /// Those before it lead to an exclusive choice, which no value passes that several alternatives allow: they
        /// judge when the alternatives have been compared.
        var firstJudge = 0
    }

    mutating func shapes(of conjunction: Conjunction) throws(DecodingError) -> [Shape] {
        if let shapes = known[conjunction] { return shapes }
        open.insert(conjunction)
        defer { open.remove(conjunction) }
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
        var seen: Set<JSONValue> = []
        return judged(values.filter { seen.insert($0).inserted }, by: pending)
    }

    private func judged(_ values: [JSONValue], by pending: Pending) -> [JSONValue] {
        let judges = pending.nodes[pending.firstJudge...]
        return values.filter { value in
            judges.allSatisfy {
                // Decoding keeps formats, which the validator may have been told to take for remarks.
                schema.accepts(value, at: $0, assertsFormats: true) && isCopied(value, at: $0)
            }
        }
    }

    /// Whether a string is a part of the texts that a subschema wants it copied from, which the validator does not know.
    private func isCopied(_ value: JSONValue, at id: SchemaNode.ID) -> Bool {
        guard let sources = schema.nodes[id].spanSources, let text = value.string?.unicodeScalars else { return true }
        return !text.isEmpty && sources.contains { $0.unicodeScalars.contains(text) }
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
            return try ShapeMerge(schema: schema, nodes: pending.nodes).shapes(of: types)
        }
        var alternatives: [[Shape]] = []
        for option in choice.options {
            try count(at: choice.owners.last ?? 0)
            var taken = pending
            taken.choices.removeFirst()
            if choice.isExclusive { taken.firstJudge = taken.nodes.count }
            guard add(option, owners: choice.owners, to: &taken) else { continue }
            alternatives.append(try shapes(of: taken))
        }
        var shapes = alternatives.flatMap(\.self)
        if choice.isExclusive {
            try checkDisjoint(alternatives, of: choice.owners.last ?? 0)
            shapes = shapes.compactMap { shape in
                guard case .values(let values) = shape else { return shape }
                let judged = judged(values, by: pending)
                return judged.isEmpty ? nil : .values(judged)
            }
        }
        shapes = Self.joined(shapes)
        guard shapes.count <= Self.mostShapes else {
            throw DecodingError(
                .tooLarge, "more than \(Self.mostShapes) alternatives for one value",
                at: schema.nodes[choice.owners.last ?? 0].location)
        }
        return shapes
    }

    private mutating func count(at owner: SchemaNode.ID) throws(DecodingError) {
        trials += 1
        guard trials > Self.mostTrials else { return }
        throw DecodingError(
            .tooLarge, "choices beside choices come to more than \(Self.mostTrials) alternatives",
            at: schema.nodes[owner].location)
    }

    /// All finite sets as one, so that an output that agrees with several is followed once.
    private static func joined(_ shapes: [Shape]) -> [Shape] {
        var joined: [Shape] = []
        var values: [JSONValue] = []
        var seen: Set<JSONValue> = []
        for shape in shapes {
            if case .values(let more) = shape {
                values += more.filter { seen.insert($0).inserted }
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
                    try count(at: owner)
                    for other in others {
                        if Self.areFinite(shape, other) { continue }
                        // Comparing may lead to further choices, which compare in turn.
                        comparison.owner = owner
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
