import JSON
import Schemas

/// Reads the parts of one tool's definition.
struct DefinitionReader {
    var tool: String

    func parameters(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> [Parameter] {
        let schema = try object(TypeNames.standardized(json), at: path)
        let known = [
            "type", "properties", "required", "additionalProperties", "description", "title", "$schema", "$defs",
            "definitions",
        ]
        try expect(schema, only: known, at: path)
        if let type = schema["type"], type.string != "object" {
            throw malformed("must be \"object\"", at: path + ".type")
        }
        // Whatever it says: a tool takes the arguments that it declares.
        if let more = schema["additionalProperties"], more.bool == nil {
            let message = "only true and false are supported: a tool takes the arguments that it declares"
            throw ToolDefinitionError(.unsupported, message, tool: tool, path: path + ".additionalProperties")
        }
        let types = ArgumentTypeReader(definition: self, root: schema, rootPath: path)
        let properties =
            try schema["properties"].map { value throws(ToolDefinitionError) in
                try object(value, at: path + ".properties")
            } ?? JSONObject()
        let declared = Set(properties.keys)
        var required: Set<String> = []
        if let names = schema["required"] {
            guard let names = names.array else {
                throw malformed("a list of texts is needed here", at: path + ".required")
            }
            for name in names {
                guard let name = name.string, declared.contains(name) else {
                    throw malformed("each must be the name of a property", at: path + ".required")
                }
                required.insert(name)
            }
        }
        var parameters: [Parameter] = []
        for (name, value) in properties.members {
            let place = "\(path).properties.\(name)"
            parameters.append(try parameter(name, value, types, isRequired: required.contains(name), at: place))
        }
        return parameters
    }

    private func parameter(
        _ name: String, _ json: JSONValue, _ types: ArgumentTypeReader, isRequired: Bool, at path: String
    ) throws(ToolDefinitionError) -> Parameter {
        // `true` and `false` are schemas too.
        let schema = json.bool == nil ? try object(json, at: path) : [:]
        let summary = try text(schema["description"], at: path + ".description")
        let type = try types.type(json, at: path)
        guard isRequired else {
            // `null` is how others say that there is no default.
            guard let value = schema["default"], !value.isNull || type.takesNull else {
                return .optional(name, type, summary)
            }
            return .optional(name, type, summary, default: value)
        }
        guard schema["default"] == nil else {
            throw ToolDefinitionError(
                .badDefault, "a required argument has no default", tool: tool, path: path + ".default")
        }
        return .required(name, type, summary)
    }

    /// The schema of a result.
    func schema(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> JSONSchema {
        do {
            return try JSONSchema(argument: TypeNames.standardized(json))
        } catch {
            throw ToolDefinitionError(error, tool: tool, below: path)
        }
    }

    func risk(_ json: JSONValue?) throws(ToolDefinitionError) -> Risk {
        guard let json else { return .unknown }
        guard let risk = json.string.flatMap(Risk.init(rawValue:)) else {
            throw malformed("must be \(Wording.choice(Risk.allCases.map(\.rawValue)))", at: "risk")
        }
        return risk
    }

    func object(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> JSONObject {
        guard let object = json.object else { throw malformed("an object is needed here", at: path) }
        return object
    }

    /// The text, or an empty one where the member is absent.
    func text(_ json: JSONValue?, at path: String) throws(ToolDefinitionError) -> String {
        guard let json else { return "" }
        guard let text = json.string else { throw malformed("a text is needed here", at: path) }
        return text
    }

    func expect(_ object: JSONObject, only known: [String], at path: String) throws(ToolDefinitionError) {
        guard let stranger = object.keys.first(where: { !known.contains($0) }) else { return }
        let place = path.isEmpty ? stranger : "\(path).\(stranger)"
        throw ToolDefinitionError(.unsupported, "\(Wording.quoted(stranger)) is not supported", tool: tool, path: place)
    }

    func malformed(_ message: String, at path: String) -> ToolDefinitionError {
        ToolDefinitionError(.malformedJSON, message, tool: tool, path: path)
    }
}
