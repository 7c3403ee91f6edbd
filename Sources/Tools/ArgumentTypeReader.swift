import JSON
import Schemas

/// Reads the types of one tool's arguments: into a typed case where one says it all, as a JSON Schema otherwise.
struct ArgumentTypeReader {
    var definition: DefinitionReader
    /// The schema of the arguments object, whose `$defs` the arguments refer to.
    var root: JSONObject
    var rootPath: String

    /// The type that an argument's schema states; `path` is where it stands, `parameters.properties.NAME`.
    func type(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> ArgumentType {
        if let object = json.object, let type = try definition.typedCase(object, at: path) { return type }
        return try schemaCase(json, at: path)
    }

    private func schemaCase(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> ArgumentType {
        var document = json
        if var object = json.object {
            // Said by the parameter.
            object["description"] = nil
            object["default"] = nil
            document = try standingAlone(object, at: path)
        }
        let schema: JSONSchema
        do {
            schema = try JSONSchema(argument: document)
        } catch {
            throw ToolDefinitionError(
                error, tool: definition.tool, below: isDefinition(error.location) ? rootPath : path)
        }
        if let stranger = schema.nodes.first(where: { $0.extensions.keys.contains(where: Self.isRefused) }),
            let name = stranger.extensions.keys.first(where: Self.isRefused)
        {
            let place =
                (isDefinition(stranger.location) ? rootPath : path) + stranger.location.replacing("/", with: ".")
            let message =
                name == "x-element"
                ? "\"x-element\" makes an argument or the items of a list an element, nothing else"
                : "\(Wording.quoted(name)) is not supported"
            throw ToolDefinitionError(.unsupported, message, tool: definition.tool, path: "\(place).\(name)")
        }
        return .schema(schema)
    }

    /// Whether a place lies in the `$defs` that an argument's document has from the root.
    private func isDefinition(_ location: String) -> Bool { location.hasPrefix("/$defs/") }

    /// Whether an unknown member may be a rule.
    ///
    /// What begins with `x-` is a remark of its maker; `optional` only repeats what `required` says.
    private static func isRefused(_ name: String) -> Bool {
        !(name.hasPrefix("x-") && name != "x-element") && !["example", "optional"].contains(name)
    }

    /// The argument's schema as a document: its references begin at its own root, with the definitions they need.
    private func standingAlone(_ schema: JSONObject, at path: String) throws(ToolDefinitionError) -> JSONValue {
        let references = SchemaDefinitions.references(in: .object(schema))
        if references.isEmpty { return .object(schema) }
        var document = schema
        var definitions = root["$defs"]?.object ?? [:]
        for (name, schema) in root["definitions"]?.object?.members ?? [] where definitions[name] == nil {
            definitions[name] = schema
        }
        if !definitions.isEmpty { document["$defs"] = .object(definitions) }
        let all = references + definitions.members.flatMap { SchemaDefinitions.references(in: $0.value) }
        if let foreign = all.first(where: { !$0.hasPrefix("#/$defs/") && !$0.hasPrefix("#/definitions/") }) {
            let message =
                "\(Wording.quoted(foreign)) is not supported: a reference leads into the $defs of the parameters"
            throw ToolDefinitionError(.unsupported, message, tool: definition.tool, path: path + ".$ref")
        }
        return SchemaWalk.map(.object(document)) { schema in
            guard let reference = schema["$ref"]?.string, reference.hasPrefix("#/definitions/") else { return }
            schema["$ref"] = .string("#/$defs/" + reference.dropFirst("#/definitions/".count))
        }
    }
}

extension ArgumentType {
    /// Whether `null` is one of its values.
    var takesNull: Bool { ArgumentDomain(self, on: nil).normalized(.null) != nil }
}
