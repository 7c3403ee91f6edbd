import Foundation
import JSON
import Screens
import TestSupport
import Testing
import Tools

@Suite("The legal calls of a screen and their renderings")
struct CallSpaceTests {
    static let screens: [Screen?] = [Fixture.inbox, Fixture.notice, Fixture.empty, nil]

    @Test(
        "Every call drawn from the space validates, unchanged in meaning, and the grammar generates it",
        arguments: screens.indices)
    func generatedCallsAreLegal(index: Int) throws {
        let screen = Self.screens[index]
        let registry = try Fixture.everything()
        let space = CallSpace(registry, on: screen)
        let grammar = try GrammarMatcher(try #require(space.gbnf))
        var generator = CallGenerator(random: SeededGenerator(state: UInt64(index)))
        for choice in space.choices {
            for _ in 0..<40 {
                let call = generator.call(from: choice)
                let valid = try registry.validate(call, on: screen)
                for (name, value) in call.arguments.members { #expect(valid.arguments[name] == value) }
                let isGenerated = grammar.matches(call.json.print())
                #expect(isGenerated, "\(call.json)")
            }
        }
    }

    @Test("A mutated call is refused by the validator and by the grammar", arguments: screens.indices)
    func mutatedCallsAreRefused(index: Int) throws {
        let screen = Self.screens[index]
        let registry = try Fixture.everything()
        let space = CallSpace(registry, on: screen)
        let grammar = try GrammarMatcher(try #require(space.gbnf))
        var generator = CallGenerator(random: SeededGenerator(state: UInt64(index)))
        var count = 0
        for choice in space.choices {
            let call = generator.call(from: choice)
            for (code, mutant) in Self.mutants(of: call, choice, on: screen) {
                count += 1
                let isGenerated = grammar.matches(mutant.json.print())
                #expect(!isGenerated, "\(mutant.json)")
                let error = #expect(throws: ToolCallError.self, "\(mutant.json)") {
                    try registry.validate(mutant, on: screen)
                }
                if let code { #expect(error?.code == code, "\(mutant.json)") }
            }
        }
        #expect(count > space.choices.count)
    }

    /// Calls that differ from a legal one in one illegal way; the code is nil where it depends on the type.
    private static func mutants(
        of call: ToolCall, _ choice: CallSpace.Choice, on screen: Screen?
    ) -> [(ToolCallError.Code?, ToolCall)] {
        var mutants: [(ToolCallError.Code?, ToolCall)] = []
        var extra = call
        extra.arguments["surprise"] = 1
        mutants.append((.unknownArgument, extra))
        var renamed = call
        renamed.name += "s"
        mutants.append((.unknownTool, renamed))
        for argument in choice.arguments {
            let name = argument.parameter.name
            if argument.parameter.isRequired {
                var missing = call
                missing.arguments[name] = nil
                mutants.append((.missingArgument, missing))
            }
            for wrong: JSONValue in [nil, [:], "\u{1}"] where argument.domain.normalized(wrong) == nil {
                var mistyped = call
                mistyped.arguments[name] = .some(wrong)
                mutants.append((nil, mistyped))
            }
            if case .elements(let ids) = argument.domain, let screen {
                for id in 0...screen.elements.count + 1 where !ids.contains(id) {
                    var elsewhere = call
                    elsewhere.arguments[name] = .integer(Int64(id))
                    mutants.append((screen[id: id] == nil ? .noSuchElement : nil, elsewhere))
                }
            }
        }
        return mutants
    }

    @Test("A grammar is balanced, and defines each rule that it uses and no other", arguments: screens.indices)
    func grammarIsSound(index: Int) throws {
        let text = try #require(CallSpace(try Fixture.everything(), on: Self.screens[index]).gbnf)
        let grammar = try GrammarMatcher(text)
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
        let grammar = try GrammarMatcher(try #require(CallSpace(try ToolRegistry([tool]), on: nil).gbnf))
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
        let grammar = try GrammarMatcher(try #require(CallSpace(try ToolRegistry([tool]), on: nil).gbnf))
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
        let grammar = try GrammarMatcher(try #require(CallSpace(try ToolRegistry([tool]), on: nil).gbnf))
        func matches(_ number: String) -> Bool { grammar.matches("{\"name\":\"t\",\"arguments\":{\"n\":\(number)}}") }
        for number in inside { #expect(matches(number), "\(number)") }
        for number in ["-9223372036854775809", "9223372036854775808", "00", "-0", "1e3", "01"] {
            #expect(!matches(number), "\(number)")
        }
    }

    @Test("A tool without a usable element is left out, an optional element only from its tool")
    func nothingToUse() throws {
        let space = CallSpace(.ui, on: Fixture.notice)
        for name in ["tap", "long_press", "double_tap", "type", "clear"] { #expect(space[name] == nil) }
        #expect(space["scroll"]?.arguments.map(\.parameter.name) == ["direction"])
        #expect(space["swipe"]?["element"]?.domain == .elements([1, 2]))
        #expect(CallSpace(ToolRegistry(), on: nil).gbnf == nil)
    }

    @Test(
        "An element can be used when it affords the tool, is enabled, on the screen and not covered",
        arguments: [
            ("tap", [2, 4, 6]), ("long_press", [6]), ("double_tap", [2, 4, 6]), ("type", [4]), ("clear", [4]),
            ("scroll", [5]), ("swipe", [1, 2, 4, 5, 6, 9]),
        ])
    func usableElements(tool: String, ids: [Int]) {
        #expect(CallSpace(.ui, on: Fixture.inbox)[tool]?["element"]?.domain == .elements(ids))
    }

    @Test("The text rendering is one line a tool")
    func text() {
        let registry = ToolRegistry.ui.removing(["press_key", "open_app", "wait", "answer", "done", "infeasible"])
        #expect(
            CallSpace(registry, on: Fixture.inbox).text == """
                tap(element: 2|4|6) - Tap an element.
                long_press(element: 6) - Hold a finger on an element.
                double_tap(element: 2|4|6) - Tap an element twice in quick succession.
                type(element: 4, text: string, submit: boolean = false) - Put text into a field, in place of what it holds.
                clear(element: 4) - Empty a field.
                back() - Go back one screen, or close what lies over it.
                home() - Go to the home screen.
                scroll(direction: up|down|left|right, element?: 5) - Show more content in a direction: down shows what \
                is below.
                swipe(direction: up|down|left|right, element?: 1|2|4…6|9) - Move a finger across the screen or an \
                element: a swipe up moves the finger up.
                """)
    }

    @Test("The grammar of one tool, to the letter")
    func grammarText() throws {
        let registry = try ToolRegistry([UITool.type.tool, UITool.back.tool])
        #expect(
            CallSpace(registry, on: Fixture.inbox).gbnf == #"""
                root ::= call-type | call-back
                element ::= "4"
                char ::= [^"\\\x00-\x1F\x7F] | "\\" ["\\/bfnrt]
                string ::= "\"" char{1,500} "\""
                boolean ::= "true" | "false"
                call-type ::= "{\"name\":\"type\",\"arguments\":{\"element\":" element ",\"text\":" string (",\"submit\":" boolean)? "}}"
                call-back ::= "{\"name\":\"back\",\"arguments\":{}}"
                """#)
    }
}
