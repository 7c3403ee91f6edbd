package import JSON

extension CallSpace {
    /// JSON Schema (draft 2020-12) of one call, `{"name": …, "arguments": {…}}`: one alternative a tool.
    package var jsonSchema: JSONValue {
        var definitions = SchemaDefinitions()
        let calls = choices.map { choice -> JSONValue in
            [
                "type": "object",
                "description": .string(choice.tool.summary),
                "properties": [
                    "name": ["const": .string(choice.tool.name)],
                    "arguments": .object(choice.parameters(&definitions)),
                ],
                "required": ["name", "arguments"],
                "additionalProperties": false,
            ]
        }
        var schema: JSONObject = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "ToolCall",
        ]
        // `anyOf` must not be empty; `not: {}` is the schema that nothing satisfies.
        schema[calls.isEmpty ? "not" : "anyOf"] = calls.isEmpty ? [:] : .array(calls)
        if !definitions.members.isEmpty { schema["$defs"] = .object(definitions.members) }
        return .object(schema)
    }

    /// The functions that a model is told of, one a tool.
    package var functions: [FunctionDeclaration] { choices.map(\.function) }

    /// The `tools` array of an OpenAI-compatible request.
    package var openAITools: JSONValue { .array(functions.map(\.json)) }
}

extension CallSpace.Choice {
    /// The tool as a model is told of it.
    package var function: FunctionDeclaration {
        var definitions = SchemaDefinitions()
        var parameters = parameters(&definitions)
        if !definitions.members.isEmpty { parameters["$defs"] = .object(definitions.members) }
        return FunctionDeclaration(name: tool.name, description: tool.summary, parameters: parameters)
    }

    /// JSON Schema of the tool's arguments.
    package var argumentsSchema: JSONValue { .object(function.parameters) }

    fileprivate func parameters(_ definitions: inout SchemaDefinitions) -> JSONObject {
        var properties: [JSONObject.Member] = []
        for argument in arguments {
            var schema = argument.domain.jsonSchema(&definitions, named: argument.parameter.name)
            if !argument.parameter.summary.isEmpty { schema["description"] = .string(argument.parameter.summary) }
            if let value = argument.parameter.defaultValue { schema["default"] = value }
            properties.append((argument.parameter.name, .object(schema)))
        }
        let required = arguments.filter(\.parameter.isRequired).map { JSONValue.string($0.parameter.name) }
        var schema: JSONObject = ["type": "object", "properties": .object(JSONObject(properties))]
        if !required.isEmpty { schema["required"] = .array(required) }
        schema["additionalProperties"] = false
        return schema
    }
}

extension ArgumentDomain {
    /// JSON Schema of one value, its definitions moved to those of the document.
    fileprivate func jsonSchema(_ definitions: inout SchemaDefinitions, named name: String) -> JSONObject {
        switch self {
        case .elements(let ids):
            return ["type": "integer", "enum": .array(ids.map { .integer(Int64($0)) })]
        case .anyElement: return ["type": "integer", "minimum": 1]
        case .string(let length):
            return Self.schema("string", "minLength", "maxLength", length)
        case .integer(let range):
            var schema: JSONObject = ["type": "integer"]
            schema["minimum"] = range?.statedLow.map { .integer($0) }
            schema["maximum"] = range?.statedHigh.map { .integer($0) }
            return schema
        case .number(let range):
            var schema: JSONObject = ["type": "number"]
            schema["minimum"] = range?.statedLow.map { .number($0) }
            schema["maximum"] = range?.statedHigh.map { .number($0) }
            return schema
        case .boolean: return ["type": "boolean"]
        case .oneOf(let words): return ["type": "string", "enum": .array(words.map { .string($0) })]
        case .array(let item, let count):
            var schema = Self.schema("array", "minItems", "maxItems", count)
            // An `enum` must not be empty, and a list without room for items needs no type for them.
            if !item.isEmpty { schema["items"] = .object(item.jsonSchema(&definitions, named: name)) }
            return schema
        case .schema(let schema): return definitions.embed(schema, named: name)
        }
    }

    private static func schema(
        _ type: String, _ minimum: String, _ maximum: String, _ range: ClosedRange<Int>?
    ) -> JSONObject {
        var schema: JSONObject = ["type": .string(type)]
        schema[minimum] = range?.statedLow.map { .integer(Int64($0)) }
        schema[maximum] = range?.statedHigh.map { .integer(Int64($0)) }
        return schema
    }
}
