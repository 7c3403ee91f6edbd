import Decoding
import JSON
import Schemas
import Testing

@Suite("Schemas that are refused")
struct RefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var schema: String
        var keyword: String?
        var location: String
        var code: DecodingError.Code

        init(_ schema: String, _ keyword: String?, at location: String = "", _ code: DecodingError.Code = .unsupported)
        {
            self.schema = schema
            self.keyword = keyword
            self.location = location
            self.code = code
        }

        var testDescription: String { schema.count > 120 ? schema.prefix(120) + "…" : schema }
    }

    static func check(_ refusal: Refusal) throws {
        let schema = try JSONSchema(JSONValue(parsing: refusal.schema))
        let error = #expect(throws: DecodingError.self) { try Grammar(schema) }
        #expect(error?.code == refusal.code)
        #expect(error?.keyword == refusal.keyword)
        #expect(error?.location == refusal.location)
        if let keyword = refusal.keyword {
            #expect(error?.message.contains(keyword) == true, "\(error?.message ?? "")")
        }
    }

    @Test(
        "A keyword that a grammar cannot keep is refused by name and place",
        arguments: [
            Refusal(#"{"not":{"type":"null"}}"#, "not"),
            Refusal(#"{"properties":{"a":{"type":"string","not":{"const":"x"}}}}"#, "not", at: "/properties/a"),
            Refusal(#"{"type":"object","if":{"required":["a"]},"then":{"required":["b"]}}"#, "if"),
            Refusal(#"{"type":"array","items":{"type":"integer"},"uniqueItems":true}"#, "uniqueItems"),
            Refusal(#"{"type":"array","maxItems":5,"uniqueItems":true}"#, "uniqueItems"),
            Refusal(#"{"type":"array","contains":{"const":1}}"#, "contains"),
            Refusal(#"{"type":"object","dependentRequired":{"a":["b"]}}"#, "dependentRequired"),
            Refusal(#"{"type":"object","dependentSchemas":{"a":{"required":["b"]}}}"#, "dependentSchemas"),
            Refusal(#"{"type":"object","unevaluatedProperties":false}"#, "unevaluatedProperties"),
            Refusal(#"{"type":"array","prefixItems":[{}],"unevaluatedItems":false}"#, "unevaluatedItems"),
            Refusal(#"{"type":"string","format":"colour"}"#, "format"),
            Refusal(#"{"const":9223372036854775808}"#, "enum"), Refusal(#"{"enum":[1,[1e300]]}"#, "enum"),
            Refusal(#"{"type":"object","minProperties":2}"#, "minProperties"),
            Refusal(
                #"{"type":"object","patternProperties":{"^a":{},"^b":{},"^c":{},"^d":{},"^e":{}}}"#, "patternProperties"
            ),
            Refusal(
                ##"{"$ref":"#/$defs/x","$defs":{"x":{"items":{"type":"array","contains":{}}}}}"##, "contains",
                at: "/$defs/x/items"),
        ])
    func unsupported(_ refusal: Refusal) throws { try Self.check(refusal) }

    @Test(
        "oneOf is refused where its alternatives may hold at once",
        arguments: [
            #"{"oneOf":[{"type":"integer"},{"type":"number"}]}"#, #"{"oneOf":[{"type":"string"},{"type":"string"}]}"#,
            #"{"oneOf":[{"type":"integer","maximum":3},{"type":"integer","minimum":3}]}"#,
            #"{"oneOf":[{"type":"integer"},{"const":5}]}"#, #"{"oneOf":[{"const":5},{"type":"integer"}]}"#,
            #"{"oneOf":[{"type":"integer"},{"const":100000000000000000000}]}"#,

            #"{"oneOf":[{"type":"string","pattern":"a"},{"type":"string","pattern":"b"}]}"#,
            #"{"oneOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]}]}"#,
            #"{"oneOf":[{"type":"array"},{"type":"array","minItems":1}]}"#, #"{"oneOf":[{"minimum":5},{"maximum":3}]}"#,
            #"{"oneOf":[{},{"type":"null"}]}"#,
        ])
    func overlapping(schema: String) throws { try Self.check(Refusal(schema, "oneOf")) }

    @Test(
        "A schema that no finite value satisfies is refused",
        arguments: [
            "false", #"{"type":"integer","minimum":3,"maximum":2}"#, #"{"type":"string","minLength":2,"maxLength":1}"#,
            #"{"type":"string","pattern":"^a$","minLength":2}"#, #"{"enum":[1,2],"type":"string"}"#,
            #"{"type":"array","minItems":1,"items":false}"#, #"{"type":"array","minItems":3,"maxItems":2}"#,
            #"{"type":"object","required":["a"],"properties":{"a":false}}"#,
            #"{"type":"object","required":["a"],"additionalProperties":false}"#,
            #"{"type":"object","required":["a","b"],"maxProperties":1}"#,
            #"{"type":"object","required":["ab"],"propertyNames":{"maxLength":1}}"#,
            ##"{"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"]}"##,
            ##"{"type":"array","items":{"$ref":"#"},"minItems":1}"##,
            #"{"allOf":[{"type":"string"},{"type":"integer"}]}"#,
            #"{"type":"integer","exclusiveMinimum":1,"exclusiveMaximum":2}"#,
            #"{"type":"object","minProperties":9223372036854775807,"additionalProperties":false,"properties":{"a":{},"b":{}}}"#,
        ])
    func unsatisfiable(schema: String) throws { try Self.check(Refusal(schema, nil, .unsatisfiable)) }

    @Test("A schema that would take too much is refused", arguments: HostileSchema.all)
    func tooLarge(_ hostile: HostileSchema) throws {
        let schema = try JSONSchema(JSONValue(parsing: hostile.text))
        let error = #expect(throws: DecodingError.self) { try Grammar(schema) }
        #expect(error?.code == .tooLarge, "\(error?.description ?? "accepted")")
    }
}

/// A schema that asks for more than a grammar may have.
struct HostileSchema: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String

    init(_ name: String, _ text: String) {
        testDescription = name
        self.text = text
    }

    static let all: [HostileSchema] = [
        HostileSchema("long lists", #"{"type":"array","maxItems":4097}"#),
        HostileSchema("endless lists", #"{"type":"array","minItems":9223372036854775807}"#),
        HostileSchema(
            "endless objects", #"{"type":"object","properties":{"a":{}},"maxProperties":9223372036854775807}"#),
        HostileSchema("many members, counted", #"{"type":"object","properties":{"a":{}},"maxProperties":4000}"#),
        choices, contradictions, chain, nestedLists, overlaps,
    ]

    private static func list(_ count: Int, _ element: (Int) -> String) -> String {
        (0..<count).map(element).joined(separator: ",")
    }

    /// Each choice doubles the alternatives.
    private static let choices = HostileSchema(
        "choices beside choices",
        #"{"allOf":["# + list(10) { #"{"anyOf":[{"minimum":\#($0)},{"maximum":\#($0 + 100)}]}"# } + "]}")

    /// No alternative is left over, but finding that out takes as long.
    private static let contradictions = HostileSchema(
        "choices that leave nothing",
        #"{"allOf":["# + list(40) { _ in #"{"anyOf":[{"type":"string"},{"type":["string","null"]}]}"# }
            + #",{"type":"integer"}]}"#)

    /// Each definition is a level below the one before, though none stands inside another.
    private static let chain = HostileSchema(
        "a chain of definitions",
        ##"{"$ref":"#/$defs/d0","$defs":{"##
            + list(5000) { ##""d\##($0)":{"type":"object","properties":{"a":{"$ref":"#/$defs/d\##($0 + 1)"}}}"## }
            + #","d5000":{}}}"#)

    /// Lists of large objects, written out at each level.
    private static let nestedLists = HostileSchema(
        "lists of alternatives of lists",
        (0..<60).reduce(#"{"type":"integer"}"#) { schema, _ in
            #"{"type":"array","maxItems":4000,"items":{"anyOf":[\#(schema),{"type":"string"}]}}"#
        })

    /// Every alternative is compared with every other, member by member.
    private static let overlaps = HostileSchema(
        "many exclusive alternatives",
        #"{"oneOf":["#
            + list(400) {
                #"{"type":"object","required":["k"],"properties":{"a":{},"k":{"type":"string","pattern":"^[a-z]+\#($0)$"}}}"#
            } + "]}")
}
