import JSON
import Patterns
import Schemas

/// Merges the object keywords of subschemas that must all hold.
struct ObjectMerge {
    /// Patterns of member names that may overlap: each set of them that a name can match is a case of its own.
    static let mostPatterns = 4

    let schema: JSONSchema
    let nodes: [SchemaNode.ID]

    /// The objects that are allowed, or nil when there is none.
    func shape() throws(DecodingError) -> ObjectShape? {
        for id in nodes {
            let node = schema.nodes[id]
            if !node.dependentRequired.isEmpty { throw ShapeMerge.unsupported("dependentRequired", at: node) }
            if !node.dependentSchemas.isEmpty { throw ShapeMerge.unsupported("dependentSchemas", at: node) }
            if node.unevaluatedProperties != nil { throw ShapeMerge.unsupported("unevaluatedProperties", at: node) }
        }
        let allowed = try allowedNames()
        let required = distinct(nodes.flatMap { schema.nodes[$0].required })
        let requiredNames = Set(required.map { Array($0.utf8) })
        let declared = nodes.flatMap { schema.nodes[$0].properties.map(\.name) }
        let schemas = declaredSchemas()
        var members: [ObjectShape.Member] = []
        for name in distinct(declared + required) {
            let isRequired = requiredNames.contains(Array(name.utf8))
            if let allowed, !allowed.accepts(name) {
                if isRequired { return nil }
                continue
            }
            members.append(ObjectShape.Member(name: name, value: value(named: name, schemas), isRequired: isRequired))
        }
        let least = nodes.compactMap { schema.nodes[$0].minProperties }.max() ?? 0
        let most = nodes.compactMap { schema.nodes[$0].maxProperties }.min()
        let others = try others(than: members.map(\.name), allowed)
        // A name may come twice among the others, which counts once when the output is read.
        if !others.isEmpty, least > max(1, required.count),
            let id = nodes.first(where: { schema.nodes[$0].minProperties != nil })
        {
            throw ShapeMerge.unsupported("minProperties", at: schema.nodes[id])
        }
        return ObjectShape(members: members, others: others, least: least, most: most)
    }

    /// For each node, what its `properties` say, by the bytes of the names: equal ones of Swift may differ in JSON.
    private func declaredSchemas() -> [[[UInt8]: SchemaNode.ID]] {
        nodes.map { id in
            Dictionary(schema.nodes[id].properties.map { (Array($0.name.utf8), $0.schema) }) { _, last in last }
        }
    }

    /// What binds the value of a member.
    private func value(named name: String, _ declared: [[[UInt8]: SchemaNode.ID]]) -> Conjunction {
        let bytes = Array(name.utf8)
        var value: [SchemaNode.ID] = []
        for (id, declared) in zip(nodes, declared) {
            let node = schema.nodes[id]
            let own = declared[bytes].map { [$0] } ?? []
            let matched = node.patternProperties.filter { $0.pattern.pattern.matches(name) }.map(\.schema)
            value += own + matched
            if own.isEmpty, matched.isEmpty, let rest = node.additionalProperties { value.append(rest) }
        }
        return Conjunction(value)
    }

    // MARK: Other members

    private func others(than names: [String], _ allowed: ScalarAutomaton?) throws(DecodingError) -> [ObjectShape.Others]
    {
        let patterns = nodes.flatMap { id in
            schema.nodes[id].patternProperties.map { (id: id, texts: $0.pattern.pattern.automaton, schema: $0.schema) }
        }
        guard patterns.count <= Self.mostPatterns else {
            throw ShapeMerge.unsupported("patternProperties", at: schema.nodes[patterns[0].id])
        }
        do throws(PatternError) {
            var rest = ScalarAutomaton.anyName(but: names)
            if let allowed { rest = try rest.intersection(allowed) }
            var others: [ObjectShape.Others] = []
            for matched in 0..<(1 << patterns.count) {
                var region = rest
                for (index, pattern) in patterns.enumerated() {
                    let isMatched = matched & (1 << index) != 0
                    region =
                        try isMatched ? region.intersection(pattern.texts) : region.subtracting(pattern.texts)
                }
                if region.isEmpty { continue }
                var value: [SchemaNode.ID] = []
                for id in nodes {
                    let own = patterns.indices.filter { matched & (1 << $0) != 0 && patterns[$0].id == id }
                    value += own.map { patterns[$0].schema }
                    if own.isEmpty, let rest = schema.nodes[id].additionalProperties { value.append(rest) }
                }
                others.append(ObjectShape.Others(names: region, value: Conjunction(value)))
            }
            return others.filter { other in !other.value.nodes.contains { schema.nodes[$0].always == false } }
        } catch {
            let node = schema.nodes[nodes[0]]
            throw DecodingError(
                .tooLarge, "member names: \(error.message)", keyword: "patternProperties", at: node.location)
        }
    }

    /// The names that `propertyNames` allows; nil for all.
    private func allowedNames() throws(DecodingError) -> ScalarAutomaton? {
        let conditions = nodes.compactMap { schema.nodes[$0].propertyNames }
        if conditions.isEmpty { return nil }
        // Names are texts: what the conditions say of objects, themselves among them, binds none.
        var expansion = ShapeExpansion(schema, types: .string)
        var allowed = ScalarAutomaton.nothing
        do {
            for shape in try expansion.shapes(of: Conjunction(conditions)) {
                switch shape {
                case .values(let values): allowed = try allowed.union(.anyOf(values.compactMap(\.string)))
                case .string(let string): allowed = try allowed.union(string.automaton())
                case .null, .boolean, .number, .array, .object: break
                }
            }
        } catch let error as DecodingError {
            throw error
        } catch {
            throw ShapeMerge.unsupported("propertyNames", at: schema.nodes[conditions[0]])
        }
        return allowed
    }

    private func distinct(_ names: [String]) -> [String] {
        var seen: Set<[UInt8]> = []
        return names.filter { seen.insert(Array($0.utf8)).inserted }
    }
}

extension ScalarAutomaton {
    /// Every name but these: a tree of them, from which all else leads away for good.
    ///
    /// Not minimal, but made fast.
    fileprivate static func anyName(but texts: [String]) -> ScalarAutomaton {
        let spelled = texts.map { $0.unicodeScalars.map(\.value) }
        var starts: Set<UInt32> = [0]
        for scalar in spelled.joined() { starts.formUnion([scalar, scalar + 1]) }
        let classStarts = starts.filter { $0 <= 0x10FFFF }.sorted()
        let width = classStarts.count
        let classes = Dictionary(uniqueKeysWithValues: classStarts.enumerated().map { ($0.element, $0.offset) })
        // State 0 is where every name may follow; 1 is the start.
        let row = [State](repeating: 0, count: width)
        var table = row + row
        var isAccepting = [true, true]
        for text in spelled {
            var state = 1
            for scalar in text {
                let place = state * width + (classes[scalar] ?? 0)
                if table[place] == 0 {
                    table[place] = State(isAccepting.count)
                    table += row
                    isAccepting.append(true)
                }
                state = Int(table[place])
            }
            isAccepting[state] = false
        }
        return ScalarAutomaton(classStarts: classStarts, table: table, isAccepting: isAccepting, start: 1)
    }
}

extension StringShape {
    /// States of a text's automaton: a bound of its length multiplies them.
    private static let mostStates = 40_000

    /// All conditions on the text as one automaton.
    func automaton() throws(PatternError) -> ScalarAutomaton {
        var automaton = texts.first ?? .anything
        for more in texts.dropFirst() { automaton = try automaton.intersection(more) }
        let isShort = most.map { most in automaton.longestLength.map { $0 <= most } ?? false } ?? true
        if isShort, least <= (automaton.shortestLength ?? 0) { return automaton }
        return try automaton.restrictedToLength(least: least, most: most, limit: Self.mostStates)
    }
}
