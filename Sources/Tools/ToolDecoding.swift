package import JSON

extension Tool {
    /// Reads tools from a file's JSON: an array of definitions, an object with a `tools` array, or one definition.
    package static func list(_ json: JSONValue) throws(ToolDefinitionError) -> [Tool] {
        var definitions = [json]
        if let list = json.array ?? json["tools"]?.array { definitions = list }
        var tools: [Tool] = []
        for definition in definitions { tools.append(try Tool(json: definition)) }
        return tools
    }

    /// Reads one definition: `{"type": "function", "function": {…}}`, or the inner object bare.
    ///
    /// The inner object has `name`, `description`, and JSON Schema under `parameters`, `input_schema` (Anthropic) or
    /// `inputSchema` (MCP). What it returns may be said by JSON Schema under `outputSchema` (MCP), `response` (BFCL) or `returns`. `risk` is
    /// ours; a tool without it is of `unknown` risk. What is not understood is refused by name, because a rule that is
    /// silently dropped is a rule that is broken later.
    package init(json: JSONValue) throws(ToolDefinitionError) {
        var reader = DefinitionReader(tool: "")
        var outer = try reader.object(json, at: "")
        if let inner = outer["function"] {
            try reader.expect(outer, only: ["type", "function"], at: "")
            outer = try reader.object(inner, at: "function")
        }
        if let name = outer["name"]?.string { reader.tool = name }
        let schemas = ["parameters", "input_schema", "inputSchema"]
        let results = ["returns", "outputSchema", "response"]
        try reader.expect(outer, only: ["type", "name", "description", "risk", "strict"] + schemas + results, at: "")
        guard let name = outer["name"]?.string else { throw reader.malformed("a text is needed here", at: "name") }
        let schema = schemas.first { outer[$0] != nil }
        self.init(
            name, try reader.text(outer["description"], at: "description"),
            parameters: try schema.map { key throws(ToolDefinitionError) in
                try reader.parameters(outer[key] ?? .null, at: key)
            } ?? [],
            risk: try reader.risk(outer["risk"]),
            returns: try results.first { outer[$0] != nil }.map { key throws(ToolDefinitionError) in
                try reader.schema(outer[key] ?? .null, at: key)
            })
        try checkForm()
    }
}
