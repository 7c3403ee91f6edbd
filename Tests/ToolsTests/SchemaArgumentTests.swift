import JSON
import Schemas
import Testing
import ToolTestSupport
import Tools

@Suite("Arguments of any JSON Schema")
struct SchemaArgumentTests {
    /// A tool with one required argument `a`.
    static func tool(_ schema: String, root: String = "") throws -> Tool {
        let text =
            #"{"name":"t","parameters":{"type":"object","properties":{"a":\#(schema)},"required":["a"]\#(root)}}"#
        return try Tool(json: try JSONValue(parsing: text))
    }

    static let typed: [(String, ArgumentType)] = [
        (#"{"type":"string"}"#, .string), (#"{"type":"string","minLength":2}"#, .string(length: 2...Int.max)),
        (#"{"enum":["x","y"]}"#, .oneOf(["x", "y"])),
        (#"{"type":"integer","minimum":1,"maximum":8,"examples":[3]}"#, .integer(1...8)),
        (#"{"type":"number"}"#, .number(nil)), (#"{"type":"boolean","title":"A"}"#, .boolean),
        (
            #"{"type":"array","items":{"type":"array","items":{"type":"integer"}},"maxItems":3}"#,
            .array(of: .array(of: .integer(nil), count: nil), count: 0...3)
        ),
        (
            #"{"type":"array","items":{"type":"integer","x-element":"any"}}"#,
            .array(of: .element(affording: nil), count: nil)
        ),
        // Java's and Python's names.
        (#"{"type":"String","optional":true}"#, .string),
        (#"{"type":"ArrayList","items":{"type":"long"}}"#, .array(of: .integer(nil), count: nil)),
        (#"{"type":"str"}"#, .string), (#"{"type":"int"}"#, .integer(nil)), (#"{"type":"float"}"#, .number(nil)),
        (#"{"type":"bool"}"#, .boolean), (#"{"type":"list","items":{"type":"str"}}"#, .array(of: .string, count: nil)),
    ]

    @Test("What a typed case says becomes one", arguments: typed)
    func typedCases(schema: String, type: ArgumentType) throws {
        #expect(try Self.tool(schema).parameters[0].type == type)
    }

    static let general: [(schema: String, accepted: [JSONValue], refused: [JSONValue])] = [
        (#"{"type":"string","pattern":"^[0-9]{5}$"}"#, ["10115"], ["1011", 10115]),
        (#"{"type":["string","null"]}"#, ["x", nil], [1]),
        (#"{"type":"integer","exclusiveMinimum":1}"#, [2], [1, 2.5]),
        (#"{"type":"integer","minimum":0.5}"#, [1], [0]),
        (#"{"type":"integer","multipleOf":5}"#, [10], [7]),
        (#"{"enum":[1,"two",null]}"#, [1, "two", nil], [2, "one"]),
        (#"{"const":"yes"}"#, ["yes"], ["no"]),
        (#"{"anyOf":[{"type":"integer"},{"type":"string","maxLength":2}]}"#, [5, "ab"], ["abc", nil]),
        (#"{"type":"array"}"#, [[], [1, "x"]], ["x"]),
        (#"{"type":"array","items":{"type":"string"},"uniqueItems":true}"#, [["a", "b"]], [["a", "a"], [1]]),
        (
            #"{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"number"}},"required":["x"]}"#,
            [["x": 1], ["x": 1, "y": 2.5, "z": nil]], [["y": 1], ["x": "1"]]
        ),
        (#"{"type":"object"}"#, [[:], ["a": 1]], [[]]),
        (#"{"description":"Anything."}"#, [1, nil, "x", []], []),
        ("true", [1, nil], []),
        // Python's names, also below; data that looks like a type stays as it is.
        (
            #"{"type":"dict","properties":{"type":{"type":"float"},"k":{"enum":[{"type":"dict"}]}},"required":["type"]}"#,
            [["type": 1.5], ["type": 1, "k": ["type": "dict"]]], [["type": "x"], ["type": 1, "k": ["type": "object"]]]
        ),
        (#"{"type":"tuple","items":{"type":"any"}}"#, [[1, "x"]], [["a": 1]]), (#"{"type":"any"}"#, [1, "x", nil], []),
        (#"{"type":"string","format":"date"}"#, ["2026-11-28"], ["tomorrow", 20261128]),
        // No format that is known, and a remark of its maker.
        (#"{"type":"integer","format":"int32"}"#, [1], ["1"]),
        (#"{"type":["integer","null"],"x-unit":"m"}"#, [1, nil], ["1"]),
    ]

    @Test("Every other schema is kept, and decides", arguments: general)
    func schemas(schema: String, accepted: [JSONValue], refused: [JSONValue]) throws {
        let tool = try Self.tool(schema)
        guard case .schema = tool.parameters[0].type else { throw Mismatch(type: tool.parameters[0].type) }
        let space = CallSpace(try ToolRegistry([tool]), on: nil)
        for value in accepted {
            #expect(try space.validate(ToolCall("t", ["a": value])).arguments["a"] == value)
        }
        for value in refused {
            let error = #expect(throws: ToolCallError.self) { try space.validate(ToolCall("t", ["a": value])) }
            #expect(error?.message.hasPrefix("t takes a: ") == true)
        }
    }

    struct Mismatch: Error { var type: ArgumentType }

    static let tree = """
        ,"$defs":{"node":{"type":"object","properties":{"name":{"type":"str"},"kids":{"type":"array",\
        "items":{"$ref":"#/$defs/node"}}},"required":["name"]}}
        """

    @Test(
        "References lead into the definitions of the parameters",
        arguments: [
            (##"{"$ref":"#/$defs/node"}"##, tree),
            (##"{"$ref":"#/definitions/node"}"##, tree.replacing("$defs", with: "definitions")),
        ])
    func references(schema: String, root: String) throws {
        let space = CallSpace(try ToolRegistry([try Self.tool(schema, root: root)]), on: nil)
        let good: JSONValue = ["name": "a", "kids": [["name": "b", "kids": []]]]
        #expect(try space.validate(ToolCall("t", ["a": good])).arguments["a"] == good)
        let error = #expect(throws: ToolCallError.self) {
            try space.validate(ToolCall("t", ["a": ["name": "a", "kids": [["kids": []]]]]))
        }
        #expect(error?.code == .brokenRule)
        #expect(error?.message == #"t takes a: missing "name" in kids[0]"#)
        #expect(
            try #require(space["t"]).argumentsSchema.print() == """
                {"type":"object","properties":{"a":{"$ref":"#/$defs/node"}},"required":["a"],"additionalProperties":false,\
                "$defs":{"node":{"type":"object","properties":{"name":{"type":"string"},"kids":{"type":"array",\
                "items":{"$ref":"#/$defs/node"}}},"required":["name"]}}}
                """)
    }

    @Test("Undeclared arguments are refused whatever additionalProperties says", arguments: ["", "true", "false"])
    func additionalProperties(value: String) throws {
        let root = value.isEmpty ? "" : ",\"additionalProperties\":\(value)"
        let space = CallSpace(try ToolRegistry([try Self.tool(#"{"type":"string"}"#, root: root)]), on: nil)
        #expect(try space.validate(ToolCall("t", ["a": "x"])).arguments.count == 1)
        let error = #expect(throws: ToolCallError.self) { try space.validate(ToolCall("t", ["a": "x", "b": 1])) }
        #expect(error?.code == .unknownArgument)
        #expect(space["t"]?.argumentsSchema["additionalProperties"] == false)
    }

    static let refusals: [(String, JSONValue, ToolCallError.Code, String)] = [
        ("zip", "1011", .brokenRule, #"place_order takes zip: the value must match the pattern "^[0-9]{5}$""#),
        ("zip", 10115, .wrongType, "place_order takes zip: the value must be a text, not 10115"),
        ("address", [:], .brokenRule, #"place_order takes address: missing "street""#),
        (
            "address", ["street": "", "floor": 1.5], .tooShort,
            "place_order takes address: street must be a text of 1 character or more, not 0; floor must be a whole number or null, not 1.5"
        ),
    ]

    @Test("A refusal says what the schema says", arguments: refusals)
    func refusal(argument: String, value: JSONValue, code: ToolCallError.Code, message: String) throws {
        var arguments: JSONObject = ["zip": "10115", "address": ["street": "Allee"]]
        arguments[argument] = value
        let registry = try ToolRegistry([try ToolFixture.order()])
        let error = #expect(throws: ToolCallError.self) {
            try registry.validate(ToolCall("place_order", arguments), on: nil)
        }
        #expect(error?.message == message)
        #expect(error?.code == code)
        #expect(error?.argument == argument)
    }

    @Test("What is missing is asked for by its signature")
    func missing() throws {
        let registry = try ToolRegistry([try ToolFixture.order()])
        let error = #expect(throws: ToolCallError.self) {
            try registry.validate(ToolCall("place_order", ["zip": "10115"]), on: nil)
        }
        #expect(error?.message == "place_order needs address: {street: string, floor?: integer|null}")
    }

    static let signatures: [(JSONValue, String)] = [
        (["type": "string", "pattern": "^a$"], "/^a$/"), (["type": ["string", "null"]], "string|null"),
        (["type": "string", "format": "date"], "date"), ([:], "any"), (["enum": [1, "b", nil]], "1|b|null"),
        (["const": 5], "5"), (["anyOf": [["type": "integer", "minimum": 1], ["type": "boolean"]]], "1…|boolean"),
        (["type": "array", "items": ["type": "object"]], "[object]"), (["type": "array"], "[any]"),
        (["properties": ["a": ["type": "number", "maximum": 2]], "required": ["a"]], "{a: …2}"),
        (["allOf": [["type": "string"], ["maxLength": 3]]], "string & any"),
        (
            ["$ref": "#/$defs/n", "$defs": ["n": ["properties": ["next": ["$ref": "#/$defs/n"]]]]],
            "{next?: {next?: …}}"
        ),
        (["enum": .array((1...20).map { .integer($0) })], "1|2|3|4|5|6|7|8|9|10|11|12|…"),
    ]

    @Test("A signature says a schema in a few characters", arguments: signatures)
    func signature(document: JSONValue, text: String) throws {
        let tool = Tool("t", "", parameters: [.required("a", try .schema(document), "")])
        #expect(CallSpace(try ToolRegistry([tool]), on: nil).text == "t(a: \(text))")
    }

    @Test("Definitions of the same name do not meet, and a schema may refer to itself")
    func definitions() throws {
        func list(_ type: JSONValue) -> JSONValue {
            ["type": "array", "items": ["$ref": "#/$defs/x"], "$defs": ["x": ["type": type]]]
        }
        let tools = [
            Tool(
                "one", "",
                parameters: [
                    .required("a", try .schema(list("string")), ""), .required("b", try .schema(list("integer")), ""),
                    .required("c", try .schema(list("string")), ""),
                    .required("self", try .schema(["type": "object", "additionalProperties": ["$ref": "#"]]), ""),
                ]),
            Tool("two", "", parameters: [.required("a", try .schema(list("boolean")), "")]),
        ]
        let space = CallSpace(try ToolRegistry(tools), on: nil)
        let calls = try JSONSchema(space.jsonSchema)
        let parameters = try JSONSchema(try #require(space["one"]).argumentsSchema)
        let good: JSONObject = ["a": ["x"], "b": [1], "c": ["y"], "self": ["k": ["l": [:]]]]
        #expect(parameters.accepts(.object(good)))
        #expect(calls.accepts(ToolCall("one", good).json))
        #expect(calls.accepts(ToolCall("two", ["a": [true]]).json))
        #expect(!calls.accepts(ToolCall("two", ["a": ["x"]]).json))
        for (name, bad): (String, JSONValue) in [("a", [1]), ("b", ["x"]), ("c", [1]), ("self", ["k": ["l": 1]])] {
            var arguments = good
            arguments[name] = bad
            #expect(!parameters.accepts(.object(arguments)), "\(name)")
            #expect(!calls.accepts(ToolCall("one", arguments).json), "\(name)")
        }
    }

    @Test("The schema of a space accepts the calls that the validator accepts, and no other", arguments: 0..<4)
    func schemaAgrees(index: Int) throws {
        let screen = CallSpaceTests.screens[index]
        let space = CallSpace(try ToolFixture.everything(), on: screen)
        let schema = try JSONSchema(space.jsonSchema)
        var generator = CallGenerator(seed: UInt64(index))
        for choice in space.choices {
            for _ in 0..<4 { #expect(schema.accepts(generator.call(from: choice).json)) }
            let call = generator.call(from: choice)
            for (_, mutant) in CallMutants.mutants(of: call, choice, on: screen) {
                #expect(!schema.accepts(mutant.json), "\(mutant.json)")
            }
        }
    }

    @Test("A default of null says that there is none, where null is no value")
    func nullDefault() throws {
        let json = try JSONValue(
            parsing: #"""
                {"name":"t","parameters":{"properties":{"_from":{"type":"string","default":null},
                "b":{"type":["string","null"],"default":null}}}}
                """#)
        let tool = try Tool(json: json)
        #expect(tool.parameter("_from").map { $0.defaultValue == nil } == true)
        #expect(tool.parameter("b")?.defaultValue == .some(.null))
        #expect(try ToolRegistry([tool]).validate(ToolCall("t"), on: nil).arguments == ["b": nil])
    }

    @Test("A result's schema is read under each name, and said in the text")
    func returns() throws {
        for key in ["returns", "outputSchema", "response"] {
            var definition: JSONObject = ["name": "t"]
            definition[key] = ["type": "dict", "properties": ["n": ["type": "int"]]]
            let tool = try Tool(json: .object(definition))
            #expect(tool.returns?.accepts(["n": 1]) == true)
            #expect(tool.returns?.accepts(["n": "1"]) == false)
            #expect(CallSpace(try ToolRegistry([tool]), on: nil).text == "t() -> {n?: integer}")
        }
    }
}
