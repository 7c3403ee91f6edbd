import JSON
import Patterns

extension SchemaReader {
    /// Reads one keyword of a subschema into its node.
    mutating func read(
        _ keyword: SchemaKeyword, _ value: JSONValue, into node: inout SchemaNode, at place: Place
    ) throws(SchemaError) {
        switch keyword {
        case .ref, .dynamicRef, .recursiveRef: try readReference(keyword, value, at: place)
        case .defs, .definitions: _ = try schemas(byName: value, keyword, at: place)
        case .vocabulary: throw place.unsupported(.vocabulary, "$vocabulary is for metaschemas, which are not read")

        case .type: node.type = try types(value, at: place)
        case .enum:
            let choices = try array(value, keyword, at: place)
            node.enum = choices
            // Below some twenty a search is as quick as a set is to make.
            if choices.count > 20 { node.enumSet = Set(choices) }
        case .const: node.const = value

        case .allOf: node.allOf += try schemas(inList: value, keyword, at: place)
        case .anyOf: node.anyOf = try schemas(inList: value, keyword, at: place)
        case .oneOf: node.oneOf = try schemas(inList: value, keyword, at: place)
        case .not: node.not = try schema(value, keyword, at: place)
        case .if: node.if = try schema(value, keyword, at: place)
        case .then: node.then = try schema(value, keyword, at: place)
        case .else: node.else = try schema(value, keyword, at: place)

        case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum:
            try readBound(value, keyword, into: &node, at: place)
        case .multipleOf:
            node.multipleOf = try number(value, keyword, at: place)
            if value.number.map({ $0 <= 0 }) ?? true { throw place.malformed(keyword, "above 0", not: value) }

        case .minLength: node.minLength = try count(value, keyword, at: place)
        case .maxLength: node.maxLength = try count(value, keyword, at: place)
        case .pattern:
            let source = try string(value, keyword, at: place)
            node.pattern = try pattern(source, at: place.location(of: keyword), keyword: keyword)
        case .format:
            let name = try string(value, keyword, at: place)
            node.format = name
            if assertsFormats {
                guard let automaton = ScalarAutomaton.format(name) else {
                    throw place.unsupported(.format, "the format \(Wording.quoted(name)) cannot be judged")
                }
                node.formatAutomaton = automaton
            }

        case .required: node.required = try names(value, keyword, at: place)
        case .minProperties: node.minProperties = try count(value, keyword, at: place)
        case .maxProperties: node.maxProperties = try count(value, keyword, at: place)
        case .properties: node.properties = try schemas(byName: value, keyword, at: place)
        case .patternProperties:
            for (source, schema) in try schemas(byName: value, keyword, at: place) {
                let location = JSONPointer.appending(source, to: place.location(of: keyword))
                node.patternProperties.append((try pattern(source, at: location, keyword: keyword), schema))
            }
        case .additionalProperties: node.additionalProperties = try schema(value, keyword, at: place)
        case .propertyNames: node.propertyNames = try schema(value, keyword, at: place)
        case .unevaluatedProperties: node.unevaluatedProperties = try schema(value, keyword, at: place)
        case .dependentSchemas: node.dependentSchemas += try schemas(byName: value, keyword, at: place)
        case .dependentRequired, .dependencies: try readDependencies(value, keyword, into: &node, at: place)

        case .prefixItems: node.prefixItems = try schemas(inList: value, keyword, at: place)
        case .items:
            if draft < .draft2020, case .array(let values) = value {
                if !values.isEmpty { node.prefixItems = try schemas(inList: value, keyword, at: place) }
            } else {
                if value.array != nil {
                    throw place.malformed(keyword, "a schema (prefixItems takes several)", not: value)
                }
                node.items = try schema(value, keyword, at: place)
            }
        case .additionalItems:
            let schema = try schema(value, keyword, at: place)
            // It means something only beside a list.
            if case .array? = place.object["items"] { node.items = schema }
        case .minItems: node.minItems = try count(value, keyword, at: place)
        case .maxItems: node.maxItems = try count(value, keyword, at: place)
        case .uniqueItems:
            guard let flag = value.bool else { throw place.malformed(keyword, "true or false", not: value) }
            node.uniqueItems = flag
        case .contains: node.contains = try schema(value, keyword, at: place)
        case .minContains: node.minContains = try count(value, keyword, at: place)
        case .maxContains: node.maxContains = try count(value, keyword, at: place)
        case .unevaluatedItems: node.unevaluatedItems = try schema(value, keyword, at: place)

        // Read before all others.
        case .schema, .id, .plainID, .anchor, .dynamicAnchor, .recursiveAnchor: break
        // They constrain nothing.
        case .comment, .title, .description, .default, .examples, .deprecated, .readOnly, .writeOnly,
            .contentEncoding, .contentMediaType, .contentSchema:
            break
        }
    }

    /// A bound of numbers; in draft 4 the exclusive keywords say true or false about the others.
    private func readBound(
        _ value: JSONValue, _ keyword: SchemaKeyword, into node: inout SchemaNode, at place: Place
    ) throws(SchemaError) {
        var keyword = keyword
        if draft == .draft4 {
            switch keyword {
            case .minimum where place.object["exclusiveMinimum"]?.bool == true: keyword = .exclusiveMinimum
            case .maximum where place.object["exclusiveMaximum"]?.bool == true: keyword = .exclusiveMaximum
            case .exclusiveMinimum, .exclusiveMaximum:
                guard value.bool != nil else { throw place.malformed(keyword, "true or false", not: value) }
                return
            default: break
            }
        }
        let bound = try number(value, keyword, at: place)
        switch keyword {
        case .minimum: node.minimum = bound
        case .maximum: node.maximum = bound
        case .exclusiveMinimum: node.exclusiveMinimum = bound
        default: node.exclusiveMaximum = bound
        }
    }

    /// `dependentRequired`, or `dependencies`, whose members may be schemas too.
    private mutating func readDependencies(
        _ value: JSONValue, _ keyword: SchemaKeyword, into node: inout SchemaNode, at place: Place
    ) throws(SchemaError) {
        for (name, value) in try object(value, keyword, at: place).members {
            if keyword == .dependencies, value.array == nil {
                let location = JSONPointer.appending(name, to: place.location(of: keyword))
                let schema = try read(value, at: location, in: place.resource, depth: place.depth + 1)
                node.dependentSchemas.append((name, schema))
            } else {
                node.dependentRequired.append((name, try names(value, keyword, at: place)))
            }
        }
    }

    private mutating func schema(
        _ value: JSONValue, _ keyword: SchemaKeyword, at place: Place
    ) throws(SchemaError) -> SchemaNode.ID {
        try read(value, at: place.location(of: keyword), in: place.resource, depth: place.depth + 1)
    }

    private mutating func schemas(
        inList value: JSONValue, _ keyword: SchemaKeyword, at place: Place
    ) throws(SchemaError) -> [SchemaNode.ID] {
        let values = try array(value, keyword, at: place)
        guard !values.isEmpty else { throw place.malformed(keyword, "a list of one schema or more", not: value) }
        let location = place.location(of: keyword)
        var ids: [SchemaNode.ID] = []
        ids.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            let location = JSONPointer.appending(index, to: location)
            ids.append(try read(value, at: location, in: place.resource, depth: place.depth + 1))
        }
        return ids
    }

    private mutating func schemas(
        byName value: JSONValue, _ keyword: SchemaKeyword, at place: Place
    ) throws(SchemaError) -> [(name: String, schema: SchemaNode.ID)] {
        let members = try object(value, keyword, at: place).members
        let location = place.location(of: keyword)
        var schemas: [(name: String, schema: SchemaNode.ID)] = []
        schemas.reserveCapacity(members.count)
        for (name, value) in members {
            let location = JSONPointer.appending(name, to: location)
            schemas.append((name, try read(value, at: location, in: place.resource, depth: place.depth + 1)))
        }
        return schemas
    }
}
