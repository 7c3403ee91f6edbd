import Decoding
import JSON
import Screens
import TestSupport
import Testing
import ToolTestSupport
import Tools

/// A form with the way to read a call back that was written in it.
struct WrittenForm: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var form: CallForm
    /// What stands before the name, between it and the arguments, and behind them.
    var parts: (String, String, String)
    var isSpaced: Bool

    static let all = [
        WrittenForm(
            testDescription: "json", form: .json, parts: (#"{"name":""#, #"","arguments":"#, "}"), isSpaced: false),
        WrittenForm(
            testDescription: "hermes", form: .hermes,
            parts: ("<tool_call>\n{\"name\": \"", #"", "arguments": "#, "}\n</tool_call>"), isSpaced: true),
        WrittenForm(
            testDescription: "llama3", form: .llama3, parts: (#"{"name": ""#, #"", "parameters": "#, "}"),
            isSpaced: true),
        WrittenForm(
            testDescription: "mistral11", form: .mistral11, parts: ("[TOOL_CALLS]", "[ARGS]", ""), isSpaced: true),
    ]

    func text(of call: ToolCall) -> String {
        parts.0 + call.name + parts.1
            + (isSpaced ? Self.spaced(.object(call.arguments)) : JSONValue.object(call.arguments).print()) + parts.2
    }

    func call(in output: [UInt8]) throws -> ToolCall {
        let text = String(decoding: output, as: UTF8.self)
        try #require(text.hasPrefix(parts.0) && text.hasSuffix(parts.2), "\(text)")
        let inner = text.dropFirst(parts.0.count).dropLast(parts.2.count)
        let split = try #require(inner.firstRange(of: parts.1))
        let arguments = try JSONValue(parsing: String(inner[split.upperBound...]))
        return ToolCall(String(inner[..<split.lowerBound]), try #require(arguments.object))
    }

    private static func spaced(_ value: JSONValue) -> String {
        switch value {
        case .array(let items): "[" + items.map(spaced).joined(separator: ", ") + "]"
        case .object(let object):
            "{"
                + object.members.map { "\(JSONValue.string($0.key).print()): \(spaced($0.value))" }.joined(
                    separator: ", ") + "}"
        default: value.print()
        }
    }
}

@Suite("The grammar of the legal calls")
struct CallGrammarTests {
    private static let screens: [Screen?] = [ToolFixture.inbox, ToolFixture.notice, ToolFixture.empty, nil]

    @Test("A call has no name that our reader refuses")
    func names() throws {
        let parameter = Parameter.required("values", try .schema(["type": "object"]), "")
        let grammar = try Grammar(CallSpace(try ToolRegistry([Tool("set", "", parameters: [parameter])]), on: nil))
        func isRead(_ name: String) -> Bool {
            var matcher = GrammarMatcher(grammar)
            return matcher.read(Array(#"{"name":"set","arguments":{"values":{"\#(name)":1}}}"#.utf8)) && matcher.mayEnd
        }
        #expect(isRead(#"a\u0001"#))
        #expect(!isRead(#"a\u0000"#))
    }

    @Test(
        "Every drawn call is legal in each form, and its mutants are not", arguments: WrittenForm.all, screens.indices)
    func drawnCalls(form: WrittenForm, index: Int) throws {
        let screen = Self.screens[index]
        let space = CallSpace(try ToolFixture.everything(), on: screen, offering: .anyReason)
        let grammar = try Grammar(space, form: form.form)
        var generator = CallGenerator(seed: UInt64(index))
        var mutants = 0
        for choice in space.choices {
            for _ in 0..<15 {
                let text = form.text(of: generator.call(from: choice))
                #expect(grammar.accepts(text), "\(text)")
            }
            for (_, mutant) in CallMutants.mutants(of: generator.call(from: choice), choice, on: screen) {
                mutants += 1
                let text = form.text(of: mutant)
                #expect(!grammar.accepts(text), "\(text)")
            }
        }
        #expect(mutants > space.choices.count)
    }

    @Test(
        "What the grammar generates is legal on the screen it was made for", arguments: WrittenForm.all, screens.indices
    )
    func generatedCalls(form: WrittenForm, index: Int) throws {
        let space = CallSpace(try ToolFixture.everything(), on: Self.screens[index], offering: .anyReason)
        let grammar = try Grammar(space, form: form.form)
        var walk = RandomWalk(seed: UInt64(index), patience: 150)
        var names: Set<String> = []
        for _ in 0..<125 {
            let written = walk.output(of: grammar)
            let output = try #require(written)
            let call = try form.call(in: output)
            names.insert(call.name)
            #expect(throws: Never.self, "\(String(decoding: output, as: UTF8.self))") { _ = try space.validate(call) }
        }
        #expect(names.count > 2)
    }

    @Test("Elements of another screen are refused, and each that can be used is legal among 250")
    func elements() throws {
        let screen = ToolFixture.screen((1...250).map { ($0 % 3 == 0 ? .text : .button, $0 % 3 == 0 ? [] : .tap, []) })
        let grammar = try Grammar(CallSpace(ToolRegistry([UITool.tap.tool]), on: screen))
        let parameter = try #require(UITool.tap.tool.parameters.first { $0.isRequired }?.name)
        for id in 0...260 {
            let text = #"{"name":"tap","arguments":{"\#(parameter)":\#(id)}}"#
            #expect(grammar.accepts(text) == ((1...250).contains(id) && id % 3 != 0), "\(text)")
        }
    }

    @Test("Nothing may be called where that is offered")
    func noCall() throws {
        let registry = try ToolRegistry([UITool.tap.tool])
        let space = CallSpace(registry, on: ToolFixture.notice, offering: NoCall([.done, .offTopic]))
        let grammar = try Grammar(space)
        #expect(grammar.accepts(ToolCall.noCall(.done).json.print()))
        #expect(!grammar.accepts(ToolCall.noCall(.infeasible).json.print()))
        #expect(throws: DecodingError.self) { try Grammar(CallSpace(registry, on: ToolFixture.notice)) }
    }

    @Test("So many calls, with the form's separator between them")
    func severalCalls() throws {
        let space = CallSpace(try ToolRegistry([UITool.back.tool]), on: nil)
        let counts: [ClosedRange<Int>] = [0...0, 0...2, 1...1, 1...3, 2...2]
        for form in WrittenForm.all {
            let call = form.text(of: ToolCall("back"))
            let separator = ["json": "\n", "hermes": "\n", "llama3": "; ", "mistral11": ""][form.testDescription] ?? ""
            for range in counts {
                let grammar = try Grammar(space, form: form.form, calls: range)
                for count in 0...4 {
                    let text = Array(repeating: call, count: count).joined(separator: separator)
                    #expect(grammar.accepts(text) == range.contains(count), "\(form.testDescription) \(range): \(text)")
                }
            }
        }
    }

    @Test("A lazy start binds nothing before the trigger and everything behind it")
    func lazyStart() throws {
        let space = CallSpace(try ToolRegistry([UITool.back.tool]), on: nil)
        let call = "<tool_call>\n{\"name\": \"back\", \"arguments\": {}}\n</tool_call>"
        let grammar = try Grammar(space, form: .hermes, isLazy: true)
        for text in [
            "", "Hello.", "é <tool", "<tool_call", "<<tool_cal", call, "I go back.\n" + call, "<tool_<tool_call" + call,
        ] {
            #expect(grammar.accepts(text), "\(text)")
        }
        for text in [
            "<tool_call>", "<tool_call>x", call + " done", "a" + call.dropLast(), "<tool_<tool_call>",
            call + "\n" + call,
        ] {
            #expect(!grammar.accepts(text), "\(text)")
        }
    }

    @Test("With a special token as trigger, no other special token is text")
    func specialTrigger() throws {
        let space = CallSpace(try ToolRegistry([UITool.back.tool]), on: nil)
        let grammar = try Grammar(space, form: .hermes, specials: ["<tool_call>", "</tool_call>"], isLazy: true)
        let open = Vocabulary.special("<tool_call>"), close = Vocabulary.special("</tool_call>")
        let inner = Array("\n{\"name\": \"back\", \"arguments\": {}}\n".utf8)
        #expect(grammar.accepts(open + inner + close))
        #expect(grammar.accepts(Array("Text, <tool_call> too.".utf8) + open + inner + close))
        #expect(grammar.accepts(Array("<tool_call>".utf8)))
        for other in ["<think>", "</tool_call>", "<tool_calls>", "<|im_start|>", "<t"] {
            #expect(!grammar.accepts(Vocabulary.special(other)), "\(other)")
            #expect(!grammar.accepts(Vocabulary.special(other) + open + inner + close), "\(other)")
        }
        #expect(
            !grammar.accepts(open)
                && !grammar.accepts(Array("<tool_call>".utf8) + inner + Array("</tool_call>".utf8) + open))
    }

    @Test("A lazy start needs something to wait for")
    func lazyWithoutOpening() throws {
        let form = CallForm(opening: [], middle: [.text("(")], closing: [.text(")")])
        #expect(throws: DecodingError.self) {
            try Grammar(CallSpace(ToolRegistry([UITool.back.tool]), on: nil), form: form, isLazy: true)
        }
    }

    @Test("A functional token names its tool")
    func functionalTokens() throws {
        let space = CallSpace(try ToolRegistry([UITool.back.tool, UITool.wait.tool]), on: nil)
        let form = CallForm(
            opening: [], middle: [.text("(")], closing: [.text(")<nexa_end>")], functionalTokens: ["back": "<nexa_0>"])
        let grammar = try Grammar(space, form: form, specials: ["<nexa_0>"])
        #expect(grammar.accepts(Vocabulary.special("<nexa_0>") + Array("({})<nexa_end>".utf8)))
        #expect(!grammar.accepts("<nexa_0>({})<nexa_end>"))
        #expect(!grammar.accepts("back({})<nexa_end>"))
        #expect(!grammar.accepts(Vocabulary.special("<nexa_1>") + Array("({})<nexa_end>".utf8)))
    }
}

@Suite("Copied arguments")
struct CopiedArgumentTests {
    private static let texts = ["Say \"hi\"\nnow", "Größe 猫猫😀", "שלום עולם", "aaaaabaaab", ""]

    private static func grammar(_ type: ArgumentType, _ texts: [String] = texts) throws -> Grammar {
        let tool = Tool("say", "", parameters: [.required("text", type, "")])
        return try Grammar(CallSpace(try ToolRegistry([tool]), on: nil), copies: ["say.text": texts])
    }

    private static func written(_ text: String) -> String {
        ToolCall("say", ["text": .string(text)]).json.print()
    }

    @Test("Exactly the parts of the given texts are legal")
    func parts() throws {
        let grammar = try Self.grammar(.string)
        for text in Self.texts {
            let scalars = Array(text.unicodeScalars)
            for start in scalars.indices {
                for end in start..<scalars.count {
                    let part = String(String.UnicodeScalarView(scalars[start...end]))
                    #expect(grammar.accepts(Self.written(part)), "\(part)")
                }
            }
        }
        for text in ["", "x", "hi\"now", "nowG", "😀猫", "aaaaaa", "baab", "Hi", "Grösse", "עולם שלום"] {
            #expect(!grammar.accepts(Self.written(text)), "\(text)")
        }
    }

    @Test("Lengths and listed words hold of copies, too")
    func bounds() throws {
        let short = try Self.grammar(.string(length: 2...3), ["abcd"])
        for (text, isLegal) in [("a", false), ("ab", true), ("bcd", true), ("abcd", false), ("ac", false)] {
            #expect(short.accepts(Self.written(text)) == isLegal, "\(text)")
        }
        let words = try Self.grammar(.oneOf(["bc", "bd"]), ["abcd"])
        #expect(words.accepts(Self.written("bc")) && !words.accepts(Self.written("bd")))
        #expect(throws: DecodingError.self) { try Self.grammar(.integer(nil)) }
        #expect(throws: DecodingError.self) { try Self.grammar(.string, [""]) }
    }

    @Test("Long and repetitive texts take no more than their length; too long ones are refused")
    func sizes() throws {
        let blank = try Self.grammar(.string, [String(repeating: " ", count: 10_000)])
        #expect(blank.accepts(Self.written(String(repeating: " ", count: 10_000))))
        #expect(!blank.accepts(Self.written(String(repeating: " ", count: 10_001))))
        let error = #expect(throws: DecodingError.self) {
            try Self.grammar(.string, [String(repeating: "ab", count: 10_000)])
        }
        #expect(error?.code == .tooLarge)
    }
}
