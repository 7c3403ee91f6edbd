import Decoding
import Foundation
import JSON
import Screens
import Testing
import ToolTestSupport
import Tools

@Suite("GBNF of the legal calls")
struct GBNFTests {
    static let screens: [Screen?] = [ToolFixture.inbox, ToolFixture.notice, ToolFixture.empty, nil]

    @Test(
        "The grammar generates every call drawn from the space",
        arguments: screens.indices)
    func generatedCallsAreLegal(index: Int) throws {
        let screen = Self.screens[index]
        let space = CallSpace(try ToolFixture.everything(), on: screen)
        let grammar = try GBNFMatcher(try space.gbnf())
        var generator = CallGenerator(seed: UInt64(index))
        for choice in space.choices {
            for _ in 0..<40 {
                let call = generator.call(from: choice)
                let isGenerated = grammar.matches(call.json.print())
                #expect(isGenerated, "\(call.json)")
            }
        }
    }

    @Test("A mutated call is not generated", arguments: screens.indices)
    func mutatedCallsAreRefused(index: Int) throws {
        let screen = Self.screens[index]
        let space = CallSpace(try ToolFixture.everything(), on: screen)
        let grammar = try GBNFMatcher(try space.gbnf())
        var generator = CallGenerator(seed: UInt64(index))
        var count = 0
        for choice in space.choices {
            let call = generator.call(from: choice)
            for (_, mutant) in CallMutants.mutants(of: call, choice, on: screen) {
                count += 1
                let isGenerated = grammar.matches(mutant.json.print())
                #expect(!isGenerated, "\(mutant.json)")
            }
        }
        #expect(count > space.choices.count)
    }

    @Test("A grammar is balanced, and defines each rule that it uses and no other", arguments: screens.indices)
    func grammarIsSound(index: Int) throws {
        let text = try CallSpace(try ToolFixture.everything(), on: Self.screens[index]).gbnf()
        let grammar = try GBNFMatcher(text)
        #expect(grammar.undefined.isEmpty)
        #expect(grammar.unreachable.isEmpty)
    }

    @Test(
        "The grammar of a range generates its whole numbers and none beside",
        arguments: [
            0...0, 0...9, 7...7, 3...12, 0...60, 99...101, 105...1999, -1...1, -120 ... -7, -12...105, 998...1001,
        ])
    func integerGrammar(range: ClosedRange<Int64>) throws {
        let tool = Tool("t", "", parameters: [.required("n", .integer(range), "")])
        let grammar = try GBNFMatcher(try CallSpace(try ToolRegistry([tool]), on: nil).gbnf())
        for number in (range.lowerBound - 30)...(range.upperBound + 30) {
            let text = "{\"name\":\"t\",\"arguments\":{\"n\":\(number)}}"
            #expect(grammar.matches(text) == range.contains(number), "\(number)")
        }
    }

    @Test(
        "The grammar of a number's range stays inside it and reaches both ends",
        arguments: [
            0...60, 0...1, 0.2...0.8, 1.5...2.25, -0.25...1.5, -3.5 ... -1.25, 2...2, 0.125...0.125,
        ])
    func numberGrammar(range: ClosedRange<Double>) throws {
        let tool = Tool("t", "", parameters: [.required("n", .number(range), "")])
        let grammar = try GBNFMatcher(try CallSpace(try ToolRegistry([tool]), on: nil).gbnf())
        func matches(_ number: String) -> Bool { grammar.matches("{\"name\":\"t\",\"arguments\":{\"n\":\(number)}}") }
        for thousandth in -4000...4000 {
            let number = String(format: "%.3f", Double(thousandth) / 1000)
            if matches(number) { #expect(range.contains(try #require(Double(number))), "\(number)") }
        }
        for bound in [range.lowerBound, range.upperBound] {
            #expect(matches(String(format: "%.3f", bound)) || matches(String(format: "%.0f", bound)), "\(bound)")
        }
    }

    @Test(
        "The grammar of a range that ends where Int64 ends goes to that end and no further",
        arguments: [
            (Int64.min...Int64.max, ["-9223372036854775808", "0", "9223372036854775807"]),
            (1...Int64.max, ["1", "9223372036854775807"]), (Int64.min...(-1), ["-9223372036854775808", "-1"]),
        ])
    func extremeGrammar(range: ClosedRange<Int64>, inside: [String]) throws {
        let tool = Tool("t", "", parameters: [.required("n", .integer(range), "")])
        let grammar = try GBNFMatcher(try CallSpace(try ToolRegistry([tool]), on: nil).gbnf())
        func matches(_ number: String) -> Bool { grammar.matches("{\"name\":\"t\",\"arguments\":{\"n\":\(number)}}") }
        for number in inside { #expect(matches(number), "\(number)") }
        for number in ["-9223372036854775809", "9223372036854775808", "00", "-0", "1e3", "01"] {
            #expect(!matches(number), "\(number)")
        }
    }

    @Test("Where nothing can be called there is no grammar")
    func nothingToCall() {
        #expect(throws: DecodingError.self) { try CallSpace(ToolRegistry(), on: nil).gbnf() }
    }

    @Test("The grammar of one tool, to the letter")
    func grammarText() throws {
        let registry = try ToolRegistry([UITool.type.tool, UITool.back.tool])
        #expect(
            try CallSpace(registry, on: ToolFixture.inbox).gbnf() == #"""
                root ::= "{\"name\":\"" ("type\",\"arguments\":" type "}" | "back\",\"arguments\":" back "}")
                back ::= "{}"
                boolean ::= "true" | "false"
                type ::= "{\"element\":4,\"text\":\"" char{1,500} "\"" (",\"submit\":" boolean "}" | "}")
                char ::= [^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]
                """#)
    }

    @Test(
        "Rules bear the names of members, characters stand for themselves, and what recurs is a rule",
        arguments: [
            (
                #"{"type":"object","properties":{"zip-code":{"type":"string","pattern":"^[0-9-]{2}é?$"}},"required":["zip-code"],"additionalProperties":false}"#,
                #"""
                root ::= "{\"zip-code\":\"" code "}"
                code ::= [\x2D0-9] code-2
                code-2 ::= [\x2D0-9] code-3
                code-3 ::= [\xE9] "\"" | "\""
                """#
            ),
            (
                ##"{"type":"array","items":{"$ref":"#"}}"##,
                #"""
                root ::= "[" ("]" | rule rule-2)
                rule-2 ::= "]" | "," rule rule-2
                rule ::= "[" ("]" | rule rule-3)
                rule-3 ::= "]" | "," rule rule-3
                """#
            ),
            (
                #"{"type":"string","maxLength":3}"#,
                "root ::= \"\\\"\" char{0,3} \"\\\"\"\n" + #"char ::= [^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]"#
            ),
            (#"{"const":"a\n\"\\é"}"#, #"root ::= "\"a\\n\\\"\\\\é\"""#),
        ])
    func schemaText(schema: String, text: String) throws {
        let written = try Grammar(schema: schema).gbnf()
        #expect(written == text)
        #expect(try GBNFMatcher(written).undefined.isEmpty)
    }

    @Test("A string is copied as its source has it, in GBNF too")
    func copies() throws {
        let tool = Tool("say", "", parameters: [.required("text", .string, "")])
        let grammar = try Grammar(CallSpace(try ToolRegistry([tool]), on: nil), copies: ["say.text": ["a\"é\n"]])
        let rules = try GBNFMatcher(try grammar.gbnf())
        for (text, isPart) in [("a", true), ("a\"é\n", true), ("é\n", true), ("", false), ("aé", false), ("b", false)] {
            let call = ToolCall("say", ["text": .string(text)])
            #expect(rules.matches(call.json.print()) == isPart, "\(text)")
        }
    }

    @Test("A format of thousands of states is written in time, with a rule of its own for each")
    func manyStates() throws {
        let rules = try Grammar(schema: #"{"type":"string","format":"hostname"}"#).gbnf().split(separator: "\n")
        let names = Set(rules.map { $0.prefix { $0 != " " } })
        #expect(names.count == rules.count && rules.count > 10_000)
    }

    @Test("A lazy grammar has no GBNF")
    func lazy() throws {
        let space = CallSpace(try ToolRegistry([UITool.back.tool]), on: nil)
        let error = #expect(throws: DecodingError.self) { try Grammar(space, isLazy: true).gbnf() }
        #expect(error?.code == .unsupported)
    }
}
