import JSON
import Screens
import Testing
import Tools

@Suite("The registry and tools from outside")
struct RegistryTests {
    @Test("The built-in tools pass the checks of registration, and are all there")
    func builtIn() throws {
        let names = try ToolRegistry(ToolRegistry.ui.tools).names
        #expect(names == UITool.allCases.map(\.rawValue))
        #expect(UITool.allCases.allSatisfy { $0.tool.name == $0.rawValue })
    }

    @Test("No alias of a built-in tool is a tool's name or another's alias")
    func aliases() {
        let words = ToolRegistry.ui.tools.flatMap { [$0.name] + $0.aliases }
        #expect(Set(words).count == words.count)
    }

    @Test("Tools keep the order of registration, and can be looked up and removed")
    func order() throws {
        var registry = try ToolRegistry([Tool("b", ""), Tool("a", "")])
        try registry.register(Tool("c", ""))
        #expect(registry.names == ["b", "a", "c"])
        #expect(registry["a"]?.name == "a")
        #expect(registry["d"] == nil)
        let rest = registry.removing(["a", "d"])
        #expect(rest.names == ["b", "c"])
        #expect(rest["a"] == nil)
        #expect(rest["c"]?.name == "c")
    }

    static let malformed: [(Tool, ToolDefinitionError.Code)] = [
        (Tool("tap", ""), .duplicateTool),
        (Tool("", ""), .malformedName), (Tool("1st", ""), .malformedName), (Tool("a b", ""), .malformedName),
        (Tool("é", ""), .malformedName), (Tool(String(repeating: "a", count: 65), ""), .malformedName),
        (Tool("t", "", parameters: [.required("a.b", .string, "")]), .malformedName),
        (Tool("t", "", parameters: [.required("a", .string, ""), .optional("a", .boolean, "")]), .duplicateParameter),
        (Tool("t", "", parameters: [.required("a", .oneOf([]), "")]), .emptyType),
        (Tool("t", "", parameters: [.required("a", .oneOf(["x", "x"]), "")]), .emptyType),
        (Tool("t", "", parameters: [.required("a", .array(of: .oneOf([]), count: nil), "")]), .emptyType),
        (Tool("t", "", parameters: [.required("a", .string(length: -1...2), "")]), .emptyType),
        (Tool("t", "", parameters: [.required("a", .number(0...(.infinity)), "")]), .emptyType),
        (Tool("t", "", parameters: [.optional("a", .integer(0...5), "", default: 6)]), .badDefault),
        (Tool("t", "", parameters: [.optional("a", .boolean, "", default: "true")]), .badDefault),
    ]

    @Test("What no schema or grammar could express is refused", arguments: malformed)
    func refused(tool: Tool, code: ToolDefinitionError.Code) {
        var registry = ToolRegistry.ui
        let error = #expect(throws: ToolDefinitionError.self) { try registry.register(tool) }
        #expect(error?.code == code)
        #expect(registry.names == ToolRegistry.ui.names)
    }

    static let forms = [
        #"{"type":"function","function":{"name":"call_taxi","description":"Order a taxi.","strict":true,"parameters":SCHEMA}}"#,
        #"{"type":"function","name":"call_taxi","description":"Order a taxi.","parameters":SCHEMA}"#,
        #"{"name":"call_taxi","description":"Order a taxi.","input_schema":SCHEMA}"#,
        #"{"name":"call_taxi","description":"Order a taxi.","inputSchema":SCHEMA}"#,
    ]

    @Test("The four ways to write a function define the same tool", arguments: forms)
    func definitionForms(form: String) throws {
        let schema = """
            {"type":"object","properties":{"seats":{"type":"integer","minimum":1,"maximum":8},\
            "class":{"type":"string","enum":["eco","van"],"default":"eco"},\
            "via":{"type":"array","items":{"type":"string","maxLength":80},"maxItems":3},\
            "stop":{"type":"integer","x-element":"tap","description":"Where to."}},\
            "required":["seats"],"additionalProperties":false}
            """
        let json = try JSONValue(parsing: form.replacing("SCHEMA", with: schema))
        let tool = try Tool(json: json)
        #expect(tool.name == "call_taxi")
        #expect(tool.summary == "Order a taxi.")
        #expect(tool.risk == .unknown)
        #expect(tool.parameters.map(\.name) == ["seats", "class", "via", "stop"])
        #expect(tool.parameters.map(\.isRequired) == [true, false, false, false])
        #expect(
            tool.parameters.map(\.type) == [
                .integer(1...8), .oneOf(["eco", "van"]), .array(of: .string(length: 0...80), count: 0...3),
                .element(affording: .tap),
            ])
        #expect(tool.parameter("class")?.defaultValue == "eco")
        #expect(tool.parameter("stop")?.summary == "Where to.")
    }

    /// The definition of `t` with one argument `a`.
    static func one(_ schema: String) -> String { #"{"name":"t","parameters":{"properties":{"a":\#(schema)}}}"# }

    static let refusedDefinitions: [(String, ToolDefinitionError.Code, String)] = [
        (one(#"{"oneOf":[]}"#), .malformedJSON, "parameters.properties.a.oneOf"),
        (one(#"{"type":"string","pattern":"("}"#), .malformedJSON, "parameters.properties.a.pattern"),
        (one(#"{"type":"string","pattern":"(?=x)"}"#), .unsupported, "parameters.properties.a.pattern"),
        (one(#"{"type":"text"}"#), .malformedJSON, "parameters.properties.a.type"),
        (one(#"{"type":"string","maxLenght":5}"#), .unsupported, "parameters.properties.a.maxLenght"),
        (one(#"{"anyOf":[{"type":"null"},{"kind":1}]}"#), .unsupported, "parameters.properties.a.anyOf.1.kind"),
        (one(##"{"$ref":"#/$defs/b"}"##), .malformedJSON, "parameters.properties.a.$ref"),
        (one(##"{"$ref":"#"}"##), .unsupported, "parameters.properties.a.$ref"),
        (one(#"{"$ref":"https://example.org/a"}"#), .unsupported, "parameters.properties.a.$ref"),
        (one(#"{"$id":"https://example.org/a","type":["string","null"]}"#), .unsupported, "a"),
        (one("false"), .emptyType, "a"),
        (one("7"), .malformedJSON, "parameters.properties.a"),
        (one(#"{"type":"integer","minimum":2,"maximum":1}"#), .emptyType, "parameters.properties.a"),
        (one(#"{"type":"string","enum":[]}"#), .emptyType, "a"),
        (one(#"{"type":"string","enum":"x"}"#), .malformedJSON, "parameters.properties.a.enum"),
        (one(#"{"type":"integer","x-element":"click"}"#), .malformedJSON, "parameters.properties.a.x-element"),
        (one(#"{"type":"integer","x-element":"tap","maximum":4}"#), .unsupported, "parameters.properties.a.maximum"),
        (
            one(#"{"type":"object","properties":{"e":{"type":"integer","x-element":"tap"}}}"#), .unsupported,
            "parameters.properties.a.properties.e.x-element"
        ),
        (one(#"{"type":"boolean","default":1}"#), .badDefault, "a"),
        (one(#"{"type":"string","pattern":"^a$","default":"b"}"#), .badDefault, "a"),
        (
            ##"{"name":"t","parameters":{"properties":{"a":{"$ref":"#/$defs/b"}},"$defs":{"b":{"type":"text"}}}}"##,
            .malformedJSON, "parameters.$defs.b.type"
        ),
        (#"{"name":"t","parameters":{"properties":{},"required":["a"]}}"#, .malformedJSON, "parameters.required"),
        (
            #"{"name":"t","parameters":{"additionalProperties":{"type":"string"}}}"#, .unsupported,
            "parameters.additionalProperties"
        ),
        (#"{"name":"t","parameters":{"oneOf":[]}}"#, .unsupported, "parameters.oneOf"),
        (
            #"{"name":"t","parameters":{"properties":{"a":{"type":"boolean","default":true}},"required":["a"]}}"#,
            .badDefault, "parameters.properties.a.default"
        ),
        (#"{"name":"t","risk":"high"}"#, .malformedJSON, "risk"),
        (#"{"name":"t","outputSchema":{"type":"thing"}}"#, .malformedJSON, "outputSchema.type"),
        (#"{"description":"nameless"}"#, .malformedJSON, "name"),
        (#"{"name":"no name"}"#, .malformedName, ""),
        ("7", .malformedJSON, ""),
    ]

    @Test("A definition that is not understood is refused by the name of what is not", arguments: refusedDefinitions)
    func refusedDefinition(text: String, code: ToolDefinitionError.Code, path: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: ToolDefinitionError.self) { try Tool(json: json) }
        #expect(error?.code == code)
        #expect(error?.path == path)
    }

    @Test(
        "A file holds one tool, a list of them, or a list under \"tools\"",
        arguments: [
            (#"{"name":"a"}"#, ["a"]), (#"[{"name":"a"},{"name":"b"}]"#, ["a", "b"]),
            (#"{"tools":[{"name":"b"}]}"#, ["b"]),
        ])
    func files(text: String, names: [String]) throws {
        #expect(try Tool.list(try JSONValue(parsing: text)).map(\.name) == names)
    }

    @Test("A stated risk is kept, and only tools that do no lasting harm need no consent")
    func risk() throws {
        #expect(try Tool(json: ["name": "t", "risk": "pays"]).risk == .pays)
        #expect(Risk.allCases.filter { !$0.needsConsent } == [.none, .reads, .changes])
    }

    @Test("Every key has the name that Android's input command takes")
    func keys() {
        #expect(Key.backspace.androidName == "KEYCODE_DEL")
        #expect(Key.forwardDelete.androidName == "KEYCODE_FORWARD_DEL")
        #expect(Key.dpadUp.androidName == "KEYCODE_DPAD_UP")
    }
}
