import Decoding
import JSON
import Schemas
import Testing

/// A schema, and documents of which its grammar allows all or none.
struct SchemaCase: Sendable, CustomTestStringConvertible {
    var schema: String
    var accepted: [String]
    var refused: [String]

    init(_ schema: String, accepts accepted: [String], refuses refused: [String]) {
        self.schema = schema
        self.accepted = accepted
        self.refused = refused
    }

    var testDescription: String { schema }

    /// States what the grammar and the validator say of each document.
    func check(spacing: Spacing = .compact) throws {
        let grammar = try Grammar(schema: schema, spacing: spacing)
        let validator = try JSONSchema(JSONValue(parsing: schema), assertsFormats: true)
        for text in accepted {
            let isAccepted = grammar.accepts(text)
            #expect(isAccepted, "refused: \(text)")
            let isValid = try validator.accepts(JSONValue(parsing: text))
            #expect(isValid, "the validator refuses: \(text)")
        }
        for text in refused {
            let isRefused = !grammar.accepts(text)
            #expect(isRefused, "accepted: \(text)")
        }
    }
}

@Suite("The grammar of a schema: combinations")
struct SchemaGrammarTests {
    @Test(
        "Types, values and their lists",
        arguments: [
            SchemaCase(
                "{}", accepts: ["null", "1", "-0.5e3", "\"\"", "[1,{}]", #"{"a":[]}"#, "true"],
                refuses: ["", "nul", "[", " 1"]),
            SchemaCase("true", accepts: ["{}"], refuses: ["{]"]),
            SchemaCase(#"{"type":"null"}"#, accepts: ["null"], refuses: ["0", "false", "\"null\""]),
            SchemaCase(#"{"type":"boolean"}"#, accepts: ["true", "false"], refuses: ["True", "0", "truefalse"]),
            SchemaCase(
                #"{"type":["string","null"]}"#, accepts: ["null", "\"x\""], refuses: ["1", "{}", "\"x"]),
            SchemaCase(#"{"const":null}"#, accepts: ["null"], refuses: ["0", ""]),
            SchemaCase(
                #"{"enum":[1,"1",true,null,[1,2],{"a":[]},1.5,"a\"\\\n"]}"#,
                accepts: ["1", "\"1\"", "true", "null", "[1,2]", #"{"a":[]}"#, "1.5", #""a\"\\\n""#],
                refuses: ["2", "[1]", "[1,2", "{}", "1.", #""a""#]),
            SchemaCase(
                #"{"type":"string","enum":["a",1,"b"]}"#, accepts: ["\"a\"", "\"b\""], refuses: ["1", "\"c\""]),
            SchemaCase(#"{"enum":[1,2,3],"minimum":2}"#, accepts: ["2", "3"], refuses: ["1", "4"]),
            SchemaCase(#"{"enum":["on","one"]}"#, accepts: ["\"on\"", "\"one\""], refuses: ["\"o\"", "\"ones\""]),
            // What no grammar keeps otherwise is kept where the values are listed.
            SchemaCase(#"{"enum":[1,2,3],"not":{"const":2}}"#, accepts: ["1", "3"], refuses: ["2"]),
            SchemaCase(
                #"{"const":[1,1],"uniqueItems":false}"#, accepts: ["[1,1]"], refuses: ["[1,2]", "[1]"]),
        ])
    func values(of example: SchemaCase) throws { try example.check() }

    @Test(
        "anyOf, oneOf and allOf",
        arguments: [
            SchemaCase(
                #"{"anyOf":[{"type":"integer"},{"type":"string","maxLength":1}]}"#,
                accepts: ["12", "\"a\"", "\"\""], refuses: ["\"ab\"", "null", "1.5"]),
            SchemaCase(
                #"{"type":"object","properties":{"k":{}},"required":["k"],"additionalProperties":false,"anyOf":[{"properties":{"k":{"const":"a"}}},{"properties":{"k":{"type":"integer"}}}]}"#,
                accepts: [#"{"k":"a"}"#, #"{"k":5}"#], refuses: [#"{"k":"b"}"#, "{}", #"{"k":null}"#]),
            SchemaCase(
                #"{"oneOf":[{"type":"integer","minimum":5},{"type":"integer","maximum":3}]}"#,
                accepts: ["5", "3", "-7"], refuses: ["4"]),
            SchemaCase(
                #"{"type":"integer","oneOf":[{"exclusiveMinimum":3},{"maximum":3}]}"#, accepts: ["3", "4"],
                refuses: ["3.5"]),
            SchemaCase(
                #"{"oneOf":[{"type":"string","pattern":"^a"},{"type":"string","pattern":"^b"},{"type":"null"}]}"#,
                accepts: ["\"a\"", "\"bx\"", "null"], refuses: ["\"c\"", "\"\""]),
            SchemaCase(
                #"{"oneOf":[{"type":"string","maxLength":2},{"type":"string","minLength":3,"maxLength":4}]}"#,
                accepts: ["\"ab\"", "\"abc\""], refuses: ["\"abcde\""]),
            SchemaCase(
                #"{"oneOf":[{"type":"array","minItems":2},{"type":"array","maxItems":1}]}"#, accepts: ["[]", "[1,2]"],
                refuses: ["1"]),
            SchemaCase(
                #"{"oneOf":[{"type":"object","properties":{"t":{"const":"a"},"x":{"type":"integer"}},"required":["t","x"],"additionalProperties":false},{"type":"object","properties":{"t":{"const":"b"}},"required":["t"],"additionalProperties":false}]}"#,
                accepts: [#"{"t":"a","x":1}"#, #"{"t":"b"}"#], refuses: [#"{"t":"a"}"#, #"{"t":"b","x":1}"#]),
            SchemaCase(
                #"{"oneOf":[{"type":"object","required":["a"]},{"type":"object","properties":{"b":{}},"required":["b"],"additionalProperties":false}]}"#,
                accepts: [#"{"a":1}"#, #"{"b":1}"#, #"{"a":1,"b":2}"#], refuses: ["{}"]),
            SchemaCase(
                #"{"oneOf":[{"type":"integer","minimum":3},{"enum":[1,2]}]}"#, accepts: ["1", "2", "3"], refuses: ["0"]),
            SchemaCase(
                #"{"allOf":[{"type":"integer","minimum":3},{"maximum":5}]}"#, accepts: ["3", "5"], refuses: ["2", "6"]),
            SchemaCase(
                #"{"allOf":[{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"type":"string"},"a":{"minimum":7}},"required":["b"]}]}"#,
                accepts: [#"{"a":7,"b":"x"}"#, #"{"a":8,"b":"","c":null}"#],
                refuses: [#"{"a":7}"#, #"{"a":6,"b":"x"}"#, #"{"b":"x","a":7}"#]),
            SchemaCase(
                #"{"allOf":[{"anyOf":[{"type":"integer"},{"type":"null"}]},{"anyOf":[{"type":"null"},{"type":"string"}]}]}"#,
                accepts: ["null"], refuses: ["1", "\"\""]),
            // Patterns of two subschemas must both hold.
            SchemaCase(
                #"{"type":"string","allOf":[{"pattern":"^a"},{"pattern":"z$"},{"maxLength":3}]}"#,
                accepts: ["\"az\"", "\"abz\""], refuses: ["\"a\"", "\"abcz\"", "\"z\""]),
        ])
    func alternatives(of example: SchemaCase) throws { try example.check() }

    @Test(
        "References",
        arguments: [
            SchemaCase(
                ##"{"$ref":"#/$defs/n","minimum":3,"$defs":{"n":{"type":"integer","maximum":5}}}"##,
                accepts: ["3", "5"], refuses: ["2", "6", "null"]),
            SchemaCase(
                ##"{"$ref":"#/$defs/list","$defs":{"list":{"type":"object","properties":{"v":{"type":"integer"},"next":{"anyOf":[{"$ref":"#/$defs/list"},{"type":"null"}]}},"required":["v","next"],"additionalProperties":false}}}"##,
                accepts: [#"{"v":1,"next":null}"#, #"{"v":1,"next":{"v":2,"next":{"v":3,"next":null}}}"#],
                refuses: [#"{"v":1}"#, #"{"v":1,"next":{"v":2}}"#, #"{"v":1,"next":null}}"#]),
            SchemaCase(
                ##"{"type":"array","items":{"$ref":"#"}}"##, accepts: ["[]", "[[],[[]]]"],
                refuses: ["[1]", "[[]", "[]]"]),
            SchemaCase(
                ##"{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"object","properties":{"name":{"type":"string"},"kids":{"type":"array","items":{"$ref":"#/$defs/tree"},"maxItems":2}},"required":["name"]}}}"##,
                accepts: [#"{"name":"a","kids":[{"name":"b"},{"name":"c","kids":[]}]}"#],
                refuses: [
                    #"{"name":"a","kids":[{}]}"#, #"{"name":"a","kids":[{"name":"b"},{"name":"c"},{"name":"d"}]}"#,
                ]),
            // An alternative that leads back to the choice itself says nothing new.
            SchemaCase(
                ##"{"anyOf":[{"type":"null"},{"type":"array","items":{"$ref":"#"}}]}"##,
                accepts: ["null", "[null,[]]"], refuses: ["[1]"]),
        ])
    func references(of example: SchemaCase) throws { try example.check() }

    @Test("Members in another order than declared are not written")
    func memberOrder() throws {
        let grammar = try Grammar(
            schema: #"{"type":"object","properties":{"b":{"type":"null"},"a":{"type":"null"}},"required":["c"]}"#)
        let accepted = [#"{"b":null,"a":null,"c":1}"#, #"{"a":null,"c":1}"#, #"{"c":1,"d":2}"#]
        for text in accepted { #expect(grammar.accepts(text), "\(text)") }
        for text in [#"{"a":null,"b":null,"c":1}"#, #"{"c":1,"a":null}"#, #"{"d":2,"c":1}"#, #"{"b":null}"#] {
            #expect(!grammar.accepts(text), "\(text)")
        }
    }

    @Test("Each spacing is kept, and only that")
    func spacings() throws {
        let schema =
            #"{"type":"object","properties":{"a":{"type":"array","items":{"type":"integer"}},"b":{"const":{"x":[1,2]}}},"required":["a"]}"#
        let compact = #"{"a":[1,2],"b":{"x":[1,2]}}"#
        let spaced = #"{"a": [1, 2], "b": {"x": [1, 2]}}"#
        let wild = "{ \"a\"\t:[\n1 ,2 ]\r,\"b\" :{\"x\":[1,2]} }"
        let accepted: [Spacing: [String]] = [.compact: [compact], .spaced: [spaced], .flexible: [compact, wild]]
        for spacing in Spacing.allCases {
            let grammar = try Grammar(schema: schema, spacing: spacing)
            for text in [compact, spaced, wild] {
                #expect(grammar.accepts(text) == accepted[spacing]?.contains(text), "\(spacing): \(text)")
            }
            // No white space around a document, whatever the spacing.
            #expect(!grammar.accepts(" " + compact))
            #expect(!grammar.accepts(compact + "\n"))
        }
    }

    @Test("An output is refused at the first byte that leads nowhere, and reading on from before it works")
    func refusedByte() throws {
        let grammar = try Grammar(
            schema:
                #"{"type":"object","properties":{"n":{"type":"integer","maximum":12}},"required":["n"],"additionalProperties":false}"#
        )
        var matcher = GrammarMatcher(grammar)
        let readings = [(#"{"n":1"#, true), ("3", false), ("2.", false), ("2}", true)]
        for (text, isLegal) in readings {
            let isRead = matcher.read(text.utf8)
            #expect(isRead == isLegal, "\(text)")
        }
        #expect(matcher.mayEnd && matcher.mustEnd)
    }
}
