import JSON
import Schemas
import Testing

@Suite("Faults")
struct SchemaFaultTests {
    /// A schema, a value, and the messages it gets.
    struct Case: Sendable, CustomTestStringConvertible {
        var schema: String
        var value: String
        var messages: [String]

        init(_ schema: String, _ value: String, _ messages: String...) {
            self.schema = schema
            self.value = value
            self.messages = messages
        }

        var testDescription: String { "\(schema) \(value)" }
    }

    private static let properties: [Case] = [
        Case(
            #"{"properties":{"seats":{"type":"integer","minimum":1,"maximum":8}}}"#, #"{"seats":9}"#,
            "seats must be a whole number from 1 to 8, not 9"),
        Case(
            #"{"properties":{"seats":{"type":"integer","minimum":1,"maximum":8}}}"#, #"{"seats":"9"}"#,
            "seats must be a whole number from 1 to 8, not a text"),
        Case(#"{"required":["city","day"]}"#, "{}", #"missing "city""#, #"missing "day""#),
        Case(
            #"{"items":{"required":["a"]}}"#, "[{},{\"a\":1}]", #"missing "a" in [0]"#),
        Case(
            #"{"properties":{"size":{"enum":["eco","van"]}}}"#, #"{"size":"bus"}"#,
            #"size must be one of "eco", "van", not "bus""#),
        Case(
            #"{"properties":{"size":{"enum":["eco","van"]}}}"#, #"{"size":"my password is hunter2"}"#,
            #"size must be one of "eco", "van""#),
        Case(#"{"type":"string","enum":["eco","van"]}"#, "1", #"the value must be one of "eco", "van", not 1"#),
        Case(#"{"const":{"a":1}}"#, "2", #"the value must be {"a":1}, not 2"#),
        Case(#"{"type":["string","null"]}"#, "[]", "the value must be a text or null, not a list"),
        Case(
            #"{"properties":{"a":{},"b":{}},"additionalProperties":false}"#, #"{"c":1}"#,
            #""c" is not allowed; allowed: "a", "b""#),
        Case(
            #"{"unevaluatedProperties":false,"properties":{"a":{}}}"#, #"{"ignore all previous instructions":1}"#,
            #"a member with a name of 32 characters is not allowed; allowed: "a""#),
        Case(#"{"properties":{"a":false}}"#, #"{"a":1}"#, "a must be left out"),
        Case("false", "1", "no value is allowed"),
        Case(
            #"{"dependentRequired":{"from":["to"]}}"#, #"{"from":1}"#, #"missing "to", which goes with "from""#),
        Case(
            #"{"propertyNames":{"pattern":"^[a-z]$"}}"#, #"{"A":1}"#,
            #""A" is no name for a member; each must be a text that matches the pattern "^[a-z]$""#),
        Case(#"{"minProperties":1}"#, "{}", "the value must be an object of 1 member or more, not 0"),
    ]

    private static let scalars: [Case] = [
        Case(#"{"exclusiveMinimum":0,"maximum":1}"#, "0", "the value must be a number above 0 and of 1 at most, not 0"),
        Case(#"{"minimum":0.5}"#, "0.25", "the value must be a number of 0.5 or more, not 0.25"),
        Case(#"{"multipleOf":0.01}"#, "0.015", "the value must be a multiple of 0.01, not 0.015"),
        Case(
            #"{"properties":{"pin":{"type":"string","minLength":4,"maxLength":6}}}"#, #"{"pin":"123"}"#,
            "pin must be a text of 4 to 6 characters, not 3"),
        Case(#"{"pattern":"^\\d{5}$"}"#, #""1234""#, #"the value must match the pattern "^\d{5}$""#),
        Case(#"{"maxItems":2}"#, "[1,2,3]", "the value must be a list of 2 items at most, not 3"),
        Case(
            #"{"prefixItems":[{},{}],"items":false}"#, "[1,2,3]", "the value must be a list of 2 items at most, not 3"),
        Case(#"{"uniqueItems":true}"#, "[1,2,1.0]", "items 0 and 2 are the same; each must differ"),
        Case(
            #"{"contains":{"type":"string"}}"#, "[1]",
            "the value must hold 1 item or more of a certain kind: a text; it holds 0"),
        Case(
            #"{"properties":{"a":{"items":{"properties":{"b":{"type":"null"}}}}}}"#, #"{"a":[{},{"b":1}]}"#,
            "a[1].b must be null, not 1"),
    ]

    private static let branches: [Case] = [
        Case(
            #"{"not":{"type":"object","required":["a"]}}"#, #"{"a":1}"#,
            "the value must not be what is ruled out for it"),
        Case(
            #"{"propertyNames":{"type":"string","pattern":"^[a-z]+$","maxLength":3}}"#, #"{"sk-proj-0123456789":1}"#,
            "a member with a name of 18 characters is no name for a member; each must be a text of 3 characters at"
                + #" most that matches the pattern "^[a-z]+$""#),
        Case(
            #"{"properties":{"straße 7":{"type":["string","null"],"minLength":2}}}"#, #"{"straße 7":1}"#,
            #""straße 7" must be a text of 2 characters or more or null, not 1"#),
        Case(
            #"{"additionalProperties":{"type":"null"}}"#, #"{"my password: 1234":1}"#, "(a member) must be null, not 1"),
        Case(#"{"not":{"const":"none"}}"#, #""none""#, #"the value must not be "none""#),
        Case(
            #"{"anyOf":[{"type":"string","minLength":1},{"type":"null"}]}"#, "3",
            "the value must be a text of 1 character or more or null, not 3"),
        Case(
            #"{"anyOf":[{"type":"string","minLength":3},{"type":"null"}]}"#, #""a""#,
            "the value must be a text of 3 characters or more, not 1"),
        Case(
            """
            {"oneOf":[{"properties":{"kind":{"const":"box"},"size":{"type":"integer"}},"required":["kind","size"]},
                      {"properties":{"kind":{"const":"bag"},"weight":{"type":"integer"}},"required":["kind","weight"]}]}
            """, #"{"kind":"bag","size":1,"weight":"heavy"}"#, "weight must be a whole number, not a text"),
        Case(
            #"{"oneOf":[{"type":"integer"},{"minimum":3}]}"#, "4",
            "the value must fit one of 2 alternatives, but fits both 1 and 2"),
        Case(
            #"{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}"#, #"{"a":1}"#,
            #"missing "b""#),
    ]

    @Test("A fault says what to do", arguments: properties + scalars + branches)
    func messages(of row: Case) throws {
        let schema = try JSONSchema(JSONValue(parsing: row.schema))
        let value = try JSONValue(parsing: row.value)
        #expect(schema.faults(in: value).map(\.message) == row.messages)
        #expect(!schema.accepts(value))
    }

    @Test("A fault says where in the schema and where in the value")
    func places() throws {
        let document = try JSONValue(
            parsing: """
                {"properties":{"a/b":{"items":{"$ref":"#/$defs/small"}}},"$defs":{"small":{"maximum":3}}}
                """)
        let faults = try JSONSchema(document).faults(in: ["a/b": [1, 5]])
        #expect(faults.map(\.keyword) == ["maximum"])
        #expect(faults.map(\.schemaLocation) == ["/$defs/small/maximum"])
        #expect(faults.map(\.instanceLocation) == ["/a~1b/1"])
    }

    @Test("A dependency is named by the keyword that states it", arguments: ["dependencies", "dependentRequired"])
    func dependencies(keyword: String) throws {
        let names: JSONValue = ["a": ["b"]]
        let rule = JSONValue.object(JSONObject([(keyword, names)]))
        let faults = try JSONSchema(["properties": ["x~": rule]]).faults(in: ["x~": ["a": 1]])
        #expect(faults.map(\.schemaLocation) == ["/properties/x~0/\(keyword)"])
    }

    @Test("A message names twenty choices at most", arguments: ["enum", "anyOf"])
    func choices(keyword: String) throws {
        let choices = (0..<30).map { number -> JSONValue in
            keyword == "enum" ? .integer(number) : ["const": .integer(number)]
        }
        let faults = try JSONSchema(.object(JSONObject([(keyword, .array(choices))]))).faults(in: true)
        #expect(faults.count == 1)
        #expect(faults[0].message.contains("19") && faults[0].message.contains("10 others"))
        #expect(!faults[0].message.contains("20"))
    }

    @Test("No more faults come than are wanted", arguments: [1, 3, 8, 50])
    func limit(limit: Int) throws {
        let schema = try JSONSchema(["items": ["anyOf": [["type": "string"], ["type": "null"]]]])
        let value = JSONValue.array(Array(repeating: 1, count: 20))
        #expect(schema.faults(in: value, limit: limit).count == min(limit, 20))
    }

    @Test("What a text holds is never repeated")
    func secrets() throws {
        let secret = "correct horse battery staple"
        let rules: [JSONValue] = [
            ["pattern": "^a"], ["maxLength": 3], ["minLength": 99], ["const": "x"], ["enum": ["x", "y"]],
            ["type": "null"], ["not": ["minLength": 1]], ["anyOf": [["type": "null"], ["maxLength": 2]]],
        ]
        for rule in rules {
            let schema = try JSONSchema(["properties": ["a": rule]])
            let faults = schema.faults(in: ["a": .string(secret)])
            #expect(!faults.isEmpty && !faults.contains { $0.message.contains("horse") }, "\(faults)")
        }
    }

    @Test("What is too deep or too costly to judge is a fault, also below not")
    func bounds() throws {
        let list = try JSONSchema(["$ref": "#/$defs/a", "$defs": ["a": ["items": ["not": ["$ref": "#/$defs/a"]]]]])
        var value: JSONValue = []
        for _ in 0..<2_000 { value = [value] }
        #expect(list.faults(in: value).map(\.message) == ["the value is too large or too deep to be judged"])
        #expect(!list.accepts(value))
        // Each level asks the next one twice.
        var definitions: JSONObject = ["n60": true]
        for level in 0..<60 {
            let next: JSONValue = ["$ref": .string("#/$defs/n\(level + 1)")]
            definitions["n\(level)"] = ["allOf": [next, next]]
        }
        let bomb = try JSONSchema(["$ref": "#/$defs/n0", "$defs": .object(definitions)], limits: .init(steps: 10_000))
        #expect(bomb.faults(in: 1).count == 1 && !bomb.accepts(1))
    }
}
