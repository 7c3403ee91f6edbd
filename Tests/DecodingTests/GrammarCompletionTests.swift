import Decoding
import JSON
import Schemas
import Testing

@Suite("Completion of outputs that were cut off")
struct GrammarCompletionTests {
    static let schemas: [(JSONValue, String)] = [
        (
            [
                "type": "object",
                "properties": [
                    "name": ["type": "string", "minLength": 3], "age": ["type": "integer", "minimum": 18],
                    "tags": ["type": "array", "items": ["enum": ["red", "green"]], "minItems": 2],
                ],
                "required": ["name", "age", "tags"], "additionalProperties": false,
            ], #"{"name":"Zo\u00eb é","age":42,"tags":["red","green"]}"#
        ),
        (
            [
                "$defs": [
                    "tree": [
                        "type": "object",
                        "properties": [
                            "left": ["anyOf": [["$ref": "#/$defs/tree"], ["type": "null"]]], "at": ["format": "date"],
                        ], "required": ["left"],
                    ]
                ], "$ref": "#/$defs/tree",
            ], #"{"left":{"left":null,"at":"2026-11-28"},"at":[1,{"x":-2.5e3}]}"#
        ),
        (["type": "string", "pattern": "^[a-z]+-[0-9]{3}$"], #""abc-123""#),
    ]

    @Test("Cut anywhere, an output is completed to a valid document", arguments: schemas.indices)
    func everyCut(index: Int) throws {
        let (document, text) = Self.schemas[index]
        let schema = try JSONSchema(document)
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            var matcher = GrammarMatcher(try Grammar(schema))
            let isRead = matcher.read(bytes[..<cut])
            let completion = try #require(matcher.shortestCompletion())
            let isCompleted = matcher.read(completion)
            #expect(isRead && isCompleted && matcher.mayEnd)
            let whole = Array(bytes[..<cut]) + completion
            let value = try JSONValue(parsing: whole)
            #expect(schema.accepts(value), "\(String(decoding: whole, as: UTF8.self))")
        }
    }

    @Test("From nothing the shortest document comes out")
    func shortest() throws {
        let schema: JSONValue = [
            "anyOf": [
                ["type": "object", "required": ["a"]], ["type": "array", "minItems": 1], ["const": "long enough"],
            ]
        ]
        let completion = try #require(GrammarMatcher(try Grammar(try JSONSchema(schema))).shortestCompletion())
        #expect(String(decoding: completion, as: UTF8.self).count == 3)
    }

    @Test("A completion that would pass the limit is none", arguments: [98, 99, 100])
    func limit(length: Int64) throws {
        let matcher = GrammarMatcher(try Grammar(try JSONSchema(["type": "string", "minLength": .integer(length)])))
        #expect(matcher.shortestCompletion(limit: 101)?.count == (length < 100 ? Int(length) + 2 : nil))
    }

    @Test("What a short schema asks for may be longer than memory holds")
    func hugeCompletion() throws {
        var definitions: JSONObject = ["d0": ["type": "string", "minLength": 2_000_000_000]]
        for level in 1...70 {
            let below: JSONValue = ["$ref": .string("#/$defs/d\(level - 1)")]
            definitions["d\(level)"] = [
                "type": "object", "properties": ["a": below, "b": below], "required": ["a", "b"],
            ]
        }
        let schema = try JSONSchema(["$ref": "#/$defs/d70", "$defs": .object(definitions)])
        #expect(GrammarMatcher(try Grammar(schema)).shortestCompletion() == nil)
    }
}
