import JSON
import Schemas

/// What a tool declares to return, asked where a reference leads.
struct ResultSchema {
    let schema: JSONSchema

    enum Place {
        /// Nothing is declared about it.
        case open
        case declared(SchemaNode.ID)
        /// It cannot be there; the reason follows "the result".
        case absent(String)
    }

    /// Where a path leads, by what is declared: a member that an object does not list is absent, unless the schema says
    /// what further members are.
    func place(of path: [ResultReference.Step]) -> Place {
        var id = schema.root
        for (index, step) in path.enumerated() {
            let way = ResultReference.text(of: path.prefix(index))
            let subject = way.isEmpty ? "" : " at \(Wording.quoted(way))"
            switch self.step(step, from: target(of: id), subject) {
            case .declared(let next): id = next
            case let end: return end
            }
        }
        return .declared(id)
    }

    /// The types that a place may have; nil where none are declared.
    func types(of id: SchemaNode.ID) -> SchemaTypes? { schema[target(of: id)].type }

    private func step(_ step: ResultReference.Step, from id: SchemaNode.ID, _ subject: String) -> Place {
        let node = schema[id]
        if node.always == false { return .absent("\(subject) is nothing") }
        let hasAlternatives = !node.allOf.isEmpty || node.anyOf != nil || node.oneOf != nil || node.if != nil
        switch step {
        case .member(let name):
            if let types = node.type, !types.contains(.object) { return .absent("\(subject) is no object") }
            if let property = node.properties.first(where: { $0.name == name }) { return .declared(property.schema) }
            if hasAlternatives || !node.patternProperties.isEmpty { return .open }
            if let other = node.additionalProperties, schema[other].always != false { return .declared(other) }
            if node.properties.isEmpty, node.additionalProperties == nil { return .open }
            let names = Wording.list(node.properties.map(\.name), limit: 20)
            return .absent("\(subject) has no \(Wording.quoted(name)); it has: \(names)")
        case .item(let index):
            if let types = node.type, !types.contains(.array) { return .absent("\(subject) is no list") }
            if node.prefixItems.indices.contains(index) { return .declared(node.prefixItems[index]) }
            if let most = node.maxItems, index >= most {
                return .absent("\(subject) has \(most) items at most, from [0]")
            }
            return node.items.map(Place.declared) ?? .open
        }
    }

    /// The subschema itself, or what it refers to.
    private func target(of id: SchemaNode.ID) -> SchemaNode.ID {
        // No circle: the reader refuses references that lead back to themselves.
        var id = id
        while let next = schema[id].ref { id = next }
        return id
    }
}

extension CallPlan {
    /// Checks each reference against what the tool that it refers to declares to return.
    func checkResultTypes() throws(CallPlanError) {
        for (index, members) in arguments.enumerated() {
            for member in members {
                for reference in member.value.references {
                    let type: ArgumentType? =
                        if case .reference = member.value {
                            registry[calls[index].name]?.parameter(member.key)?.type
                        } else {
                            nil
                        }
                    guard let (code, message) = fault(of: reference, for: type) else { continue }
                    throw CallPlanError(
                        code, message, call: index + 1, tool: calls[index].name, argument: member.key)
                }
            }
        }
    }

    /// What is wrong with a reference; `type` is that of the argument which it is the whole of.
    private func fault(of reference: ResultReference, for type: ArgumentType?) -> (CallPlanError.Code, String)? {
        let other = calls[reference.call - 1].name
        guard let result = registry[other]?.returns.map(ResultSchema.init) else { return nil }
        switch result.place(of: reference.path) {
        case .open: return nil
        case .absent(let reason): return (.unknownField, "the result of call \(reference.call) (\(other))\(reason)")
        case .declared(let id):
            guard let type, let given = result.types(of: id), let taken = type.schemaTypes,
                given.isDisjoint(with: taken)
            else { return nil }
            let phrase = ArgumentDomain(type, on: screen).phrase
            return (.wrongType, "it takes \(phrase), but \(reference) is \(Wording.choice(given.phrases))")
        }
    }
}

extension ArgumentType {
    /// The types of JSON Schema that some value of it has; nil for any.
    ///
    /// A number may turn out to be whole.
    fileprivate var schemaTypes: SchemaTypes? {
        switch self {
        case .element, .integer, .number: [.integer, .number]
        case .string, .oneOf: .string
        case .boolean: .boolean
        case .array: .array
        case .schema(let schema):
            ResultSchema(schema: schema).types(of: schema.root).map { types in
                types.isDisjoint(with: [.integer, .number]) ? types : types.union([.integer, .number])
            }
        }
    }
}

extension SchemaTypes {
    fileprivate var phrases: [String] {
        let words: [(SchemaTypes, String)] = [
            (.string, "a text"), (.integer, "a whole number"), (.number, "a number"), (.boolean, "true or false"),
            (.array, "a list"), (.object, "an object"), (.null, "null"),
        ]
        return words.filter { contains($0.0) }.map(\.1)
    }
}

extension Tool {
    /// What is wrong with a result, or nil where it is as declared.
    func resultFault(_ value: JSONValue) -> String? {
        let faults = returns?.faults(in: value, limit: 3) ?? []
        return faults.isEmpty ? nil : Wording.list(faults.map(\.message), separator: "; ")
    }
}
