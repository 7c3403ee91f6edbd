import Decoding
import JSON
import Schemas
import Testing

@Suite("Schemas that ask for too much")
struct HostileSchemaTests {
    /// Two alternatives of which every member is as alike as the alternatives are, `depth` levels down.
    private static func alike(depth: Int, members: Int, choices: Int) throws -> JSONSchema {
        var definitions: [JSONObject.Member] = []
        for level in 0..<depth {
            for side in ["A", "B"] {
                let inner: JSONValue =
                    level + 1 < depth
                    ? ["$ref": .string("#/$defs/\(side)\(level + 1)")]
                    : ["type": "integer", "minimum": .integer(side == "A" ? 0 : 1)]
                let options = (0..<choices).map { choice -> JSONValue in
                    let names = (0..<members).map { "a\($0)" }
                    let tag: JSONObject.Member = ("t", ["const": .string("\(side)\(choice)")])
                    return [
                        "type": "object", "properties": .object(JSONObject(names.map { ($0, inner) } + [tag])),
                        "required": .array((names + ["t"]).map { .string($0) }),
                    ]
                }
                definitions.append(("\(side)\(level)", ["anyOf": .array(options + [["type": "integer"]])]))
            }
        }
        let sides = ["A", "B"].map { ["$ref": .string("#/$defs/\($0)0")] as JSONValue }
        return try JSONSchema(["$defs": .object(JSONObject(definitions)), "oneOf": .array(sides)])
    }

    @Test("Alternatives that are alike for long are not compared for ever")
    func comparisons() throws {
        let schema = try Self.alike(depth: 4, members: 12, choices: 12)
        let error = #expect(throws: DecodingError.self) { try Grammar(schema) }
        #expect(error?.code == .tooLarge)
        #expect(error?.keyword == "oneOf")
    }

    @Test("Many automata are refused together where each is small enough", arguments: [(120, false), (130, true)])
    func states(count: Int, isRefused: Bool) throws {
        let value: JSONValue = ["enum": .array("ab".map { .string(String(repeating: $0, count: 2_000)) })]
        let properties = (0..<count).map { ("p\($0)", value) }
        let schema = try JSONSchema(["type": "object", "properties": .object(JSONObject(properties))])
        guard isRefused else {
            _ = try Grammar(schema)
            return
        }
        let error = #expect(throws: DecodingError.self) { try Grammar(schema) }
        #expect(error?.code == .tooLarge)
    }

    @Test("Listed values that are too long together are refused")
    func listed() throws {
        let values = "abcdef".map { JSONValue.string(String(repeating: $0, count: 100_000)) }
        let error = #expect(throws: DecodingError.self) { try Grammar(JSONSchema(["enum": .array(values)])) }
        #expect(error?.code == .tooLarge)
    }

    @Test("A format that comes up often is one automaton")
    func formats() throws {
        let properties = (0..<500).map { ("p\($0)", ["type": "string", "format": "uri"] as JSONValue) }
        let grammar = try Grammar(JSONSchema(["type": "object", "properties": .object(JSONObject(properties))]))
        #expect(grammar.terminals.count < 20)
    }

    @Test("Long lists of values are one automaton, however they are written")
    func values() throws {
        let words = (0..<600).map { JSONValue.string("w\($0)") }
        let alternatives = try Grammar(JSONSchema(["anyOf": .array(words.map { ["const": $0] })]))
        let listed = try Grammar(JSONSchema(["enum": .array(words)]))
        #expect(alternatives.terminals.count == 1)
        for text in [#""w0""#, #""w599""#, #""w600""#, #""w""#] {
            #expect(alternatives.accepts(text) == listed.accepts(text))
        }
    }

    @Test(
        "A listed value has the formats that any keyword beside asks for",
        arguments: [
            ["anyOf": [["format": "ipv4"], ["format": "ipv6"]]], ["oneOf": [["format": "ipv4"], ["format": "ipv6"]]],
            ["allOf": [["format": "ipv4"]]], ["format": "ipv4"],
        ] as [JSONValue])
    func formatsOfValues(_ keywords: JSONValue) throws {
        var schema = try #require(keywords.object)
        schema["enum"] = ["abc", "1.2.3.4"]
        let grammar = try Grammar(JSONSchema(.object(schema)))
        #expect(grammar.accepts(#""1.2.3.4""#))
        #expect(!grammar.accepts(#""abc""#))
    }

    @Test("Names may be bound by the schema that binds them")
    func recursiveNames() throws {
        let schema = ##"{"type":["object","string"],"maxLength":1,"propertyNames":{"$ref":"#"}}"##
        let grammar = try Grammar(JSONSchema(JSONValue(parsing: schema)))
        #expect(grammar.accepts(#"{"a":1}"#))
        #expect(!grammar.accepts(#"{"ab":1}"#))
    }

    @Test("Alternatives that hold the whole choice are told apart by what else they need")
    func recursiveAlternatives() throws {
        let schema = ##"""
            {"oneOf":[{"type":"object","properties":{"of":{"$ref":"#"},"is":{"const":"not"}},"required":["of","is"]},
            {"type":"object","properties":{"of":{"oneOf":[{"$ref":"#"},{"type":"null"}]},"is":{"const":"some"}},
            "required":["of","is"]}]}
            """##
        let grammar = try Grammar(JSONSchema(JSONValue(parsing: schema)))
        #expect(grammar.accepts(#"{"of":{"of":null,"is":"some"},"is":"not"}"#))
        #expect(!grammar.accepts(#"{"of":null,"is":"not"}"#))
        let alike: JSONValue = ["oneOf": [["type": "array", "items": ["$ref": "#"]], ["type": "array"]]]
        #expect(throws: DecodingError.self) { try Grammar(JSONSchema(alike)) }
    }
}
