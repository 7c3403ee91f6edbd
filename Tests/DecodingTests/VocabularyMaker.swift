import Decoding
import TestSupport

/// Makes vocabularies whose tokens cut documents at awkward places.
struct VocabularyMaker {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(state: seed) }

    /// Every byte, pieces of the documents, and tokens that mean trouble.
    ///
    /// `specials` are names of special tokens. The last two tokens end an output.
    mutating func vocabulary(from documents: [[UInt8]], pieces: Int = 300, specials: [String] = []) -> Vocabulary {
        var tokens = (UInt8.min..<Vocabulary.specialMark).map { [$0] }
        for _ in 0..<pieces {
            guard let document = documents.randomElement(using: &random), !document.isEmpty else { continue }
            let start = Int.random(in: 0..<document.count, using: &random)
            let end = min(document.count, start + Int.random(in: 1...9, using: &random))
            tokens.append(Array(document[start..<end]))
        }
        tokens += documents.map { Array($0.prefix(60)) }
        tokens += [
            "\"}", "\",\"", "\":", "\\u00", "\\\"", "\"\"", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "é", "猫b", "  ", "\n\n",
            "]]", "}}", "1,", "[[", "null",
        ]
        .map { Array($0.utf8) }
        // Cut inside characters, and none at all.
        tokens += [[0xC3], [0xA9, 0x22], [0xF0, 0x9F], [0x98, 0x80, 0x61], [0x61, 0xE7, 0x8C], []]
        // Twice the same, and a token longer than most outputs.
        tokens += [
            tokens[300 % tokens.count], Array("\"}".utf8), Array(repeating: 0x61, count: 1500), Array("aé".utf8),
            Array("aé".utf8),
        ]
        tokens.shuffle(using: &random)
        tokens += specials.map { Vocabulary.special($0) }
        tokens += [Vocabulary.special("<|im_end|>"), Vocabulary.special("<|endoftext|>")]
        return Vocabulary(tokens, endTokens: [tokens.count - 2, tokens.count - 1])
    }
}

extension Vocabulary {
    /// The mask that a matcher should have, found by trying every token.
    func mask(after matcher: GrammarMatcher) -> TokenMask {
        var mask = TokenMask(count: count)
        for token in 0..<count {
            var copy = matcher
            let bytes = self[token]
            if !bytes.isEmpty, copy.read(bytes) { mask.insert(token) }
        }
        if matcher.mayEnd { for token in endTokens { mask.insert(token) } }
        return mask
    }

    /// What two masks disagree about, to be read.
    func difference(_ one: TokenMask, _ other: TokenMask) -> [String] {
        (0..<count).filter { one.contains($0) != other.contains($0) }.map { String(decoding: self[$0], as: UTF8.self) }
    }
}
