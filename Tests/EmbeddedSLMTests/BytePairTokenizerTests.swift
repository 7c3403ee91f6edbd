import Decoding
import EmbeddedSLM
import TestSupport
import Testing

@Suite("The tokenizer")
struct BytePairTokenizerTests {
    private let tokenizer: BytePairTokenizer

    init() throws { tokenizer = try TinyModel(.q8).load().tokenizer }

    /// The texts of tokens, joined with "|".
    private func cut(_ text: String) -> String {
        tokenizer.encode(text).map { String(decoding: tokenizer.vocabulary[$0], as: UTF8.self) }.joined(separator: "|")
    }

    @Test(
        "joins by rank, the first of equals",
        arguments: [
            ("the", "the"), (" the", " the"), ("there", "the|r|e"), ("  the", " | the"), ("ether", "e|the|r"),
            ("one", "one"), ("oner", "on|er"), ("thhe", "th|h|e"), (" a", " a"), ("a a", "a| a"),
        ])
    func merges(text: String, expected: String) {
        // "th e" is before "e r", and "o n" before "on e", which loses to "e r".
        #expect(cut(text) == expected)
    }

    /// The words that GPT-2's pattern finds, as Hugging Face's `tokenizers` 0.23 gives them.
    @Test(
        "joins nothing across the words of GPT-2's pattern",
        arguments: [
            ("one the", "one| the"), ("t he", "t| |h|e"), ("1the", "1|the"), ("t\u{301}he", "t|\u{CC}|\u{81}|h|e"),
            ("\nthe", "\n|the"), (" \n the", " |\n| the"), ("'the", "'|t|h|e"), ("'ther", "'|t|h|er"),
            ("'s't're've'm'll'd", "'|s|'|t|'|r|e|'|v|e|'|m|'|l|l|'|d"), ("the  ", "the| | "),
            ("½the", "\u{C2}|\u{BD}|the"),
            ("\u{A0}the", "\u{C2}|\u{A0}|the"),
        ])
    func words(text: String, expected: String) {
        let tokens = tokenizer.encode(text).map { token in
            let bytes = Array(tokenizer.vocabulary[token])
            return bytes.count == 1 && bytes[0] > 0x7F
                ? String(UnicodeScalar(bytes[0])) : String(decoding: bytes, as: UTF8.self)
        }
        #expect(tokens.joined(separator: "|") == expected)
    }

    @Test("never makes a special token of a text")
    func special() {
        let tokens = tokenizer.encode([.token(2), .text("<e1>"), .token(1)])
        #expect(tokens.first == 2 && tokens.last == 1)
        #expect(!tokens.dropFirst().dropLast().contains { $0 < TinyModel.special.count })
        #expect(tokenizer.decode(tokens) == "<e1>")
        #expect(Array(tokenizer.vocabulary[2]) == Vocabulary.special("<e1>"))
    }

    @Test("gives back every text, again and again")
    func roundTrips() {
        var random = SeededGenerator(state: 9)
        let ranges: [ClosedRange<UInt32>] = [0x20...0x7E, 0...0x2FF, 0x300...0xD7FF, 0xE000...0x1FFFF]
        for _ in 0..<400 {
            var text = ""
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                let range = ranges.randomElement(using: &random) ?? 0x20...0x7E
                text.unicodeScalars.append(UnicodeScalar(UInt32.random(in: range, using: &random)) ?? " ")
            }
            let tokens = tokenizer.encode(text)
            #expect(Array(tokenizer.decode(tokens).utf8) == Array(text.utf8))
            #expect(tokenizer.encode(text) == tokens)
        }
    }

    @Test("keeps texts apart that Unicode calls equal")
    func canonicalEquivalence() {
        #expect(tokenizer.encode("\u{E9}") == Array("\u{E9}".utf8).map { TinyModel.special.count + Int($0) })
        #expect(tokenizer.encode("e\u{301}").count == 3)
        #expect(tokenizer.encode("\u{E9}").count == 2)
    }

    @Test("cuts a word of a hundred thousand letters")
    func longWord() {
        let tokens = tokenizer.encode(String(repeating: "the", count: 40_000))
        #expect(tokens.count == 40_000)
    }
}
