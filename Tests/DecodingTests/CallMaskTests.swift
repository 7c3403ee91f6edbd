import Decoding
import Testing
import ToolTestSupport
import Tools

@Suite("Masks of calls")
struct CallMaskTests {
    private static let specials = ["<tool_call>", "</tool_call>", "<think>", "<nexa_0>"]

    /// Grammars that ask for special tokens, wait for a trigger, or copy, each with an output of theirs.
    private static func examples() throws -> [(grammar: Grammar, output: [UInt8])] {
        let back = CallSpace(try ToolRegistry([UITool.back.tool, UITool.wait.tool]), on: nil)
        let say = Tool("say", "", parameters: [.required("text", .string(length: 1...8), "")])
        let inner = Array("\n{\"name\": \"back\", \"arguments\": {}}\n".utf8)
        let written = Vocabulary.special("<tool_call>") + inner + Vocabulary.special("</tool_call>")
        let octopus = CallForm(
            opening: [], middle: [.text("(")], closing: [.text(")")], functionalTokens: ["back": "<nexa_0>"])
        return [
            (try Grammar(back, form: .hermes, specials: Set(specials)), written),
            (
                try Grammar(back, form: .hermes, specials: Set(specials), calls: 1...2, isLazy: true),
                Array("So é <tool_ca:".utf8) + written + [0x0A] + written
            ),
            (
                try Grammar(back, form: .hermes, isLazy: true),
                Array("<tool_<tool_call>".utf8) + inner + Array("</tool_call>".utf8)
            ),
            (
                try Grammar(back, form: octopus, specials: ["<nexa_0>"]),
                Vocabulary.special("<nexa_0>") + Array("({})".utf8)
            ),
            (
                try Grammar(CallSpace(ToolRegistry([say]), on: nil), copies: ["say.text": ["aé \"b\"\n猫", "éaé"]]),
                Array(#"{"name":"say","arguments":{"text":"é \"b\"\n猫"}}"#.utf8)
            ),
            (
                try Grammar(CallSpace(ToolFixture.everything(), on: ToolFixture.inbox)),
                Array(#"{"name":"send_mail","arguments":{"to":["a\"é"],"volume":-12,"ratio":0.25}}"#.utf8)
            ),
        ]
    }

    @Test("Masks have the tokens that reading accepts, special ones among them", arguments: 0..<6)
    func masksAreExact(index: Int) throws {
        let (grammar, output) = try Self.examples()[index]
        #expect(grammar.accepts(output))
        var maker = VocabularyMaker(seed: UInt64(index))
        let vocabulary = maker.vocabulary(from: [output], specials: Self.specials)
        let constraint = TokenConstraint(grammar, TokenIndex(vocabulary))
        var matcher = GrammarMatcher(grammar)
        for byte in output {
            let mask = constraint.mask(after: matcher), expected = vocabulary.mask(after: matcher)
            #expect(mask == expected, "\(vocabulary.difference(mask, expected))")
            _ = matcher.read(byte)
        }
        #expect(constraint.mask(after: matcher) == vocabulary.mask(after: matcher) && matcher.mayEnd)
    }
}
