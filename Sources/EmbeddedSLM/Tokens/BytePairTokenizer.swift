package import Decoding
import Synchronization

/// Byte-level BPE of a GGUF file: texts to tokens and back.
///
/// A text never becomes a special token, whatever it says; those are named by number. Equal to Hugging Face's
/// `tokenizers` with `ByteLevel(add_prefix_space=False)` and `BPE(merges)`.
package final class BytePairTokenizer: Sendable {
    package typealias Token = Vocabulary.Token

    /// What a prompt is made of.
    package enum Piece: Sendable, Hashable {
        case text(String)
        case token(Token)
    }

    /// The bytes of each token, and which tokens end an output; special ones as `Vocabulary` wants them.
    package let vocabulary: Vocabulary
    /// The number of each special token by its name, such as "<end>".
    package let specialTokens: [String: Token]

    private let isSpecial: [Bool]
    /// The token of each byte alone.
    private let byteTokens: [Int32]
    private let merges: MergeTable
    /// Words that were cut before, by their bytes, since equal texts can differ in those; screens repeat themselves.
    private let words = Mutex<[[UInt8]: [Int32]]>([:])
    /// Words kept at most, and the longest that is.
    private static let wordLimit = 8192, wordBytes = 64

    /// Reads the tokenizer of a file.
    ///
    /// - Parameter header: the file's beginning.
    /// - Throws: `unsupported` for another kind of tokenizer, `malformed` or `missing` for one that is not whole.
    package init(_ header: GGUFHeader) throws(ModelFileError) {
        try Self.refuseOthers(header)
        let texts = try header.texts("tokenizer.ggml.tokens")
        guard texts.count <= 1 << 20 else {
            throw ModelFileError(.tooLarge, "\(texts.count) tokens", item: "tokenizer.ggml.tokens")
        }
        let kinds = try header.integers("tokenizer.ggml.token_type") ?? [Int](repeating: 1, count: texts.count)
        guard kinds.count == texts.count else {
            throw ModelFileError(
                .malformed, "\(kinds.count) types of \(texts.count) tokens", item: "tokenizer.ggml.token_type")
        }
        var numbers: [String: Int32] = Dictionary(minimumCapacity: texts.count)
        var special: [String: Token] = [:]
        var bytes: [[UInt8]] = []
        bytes.reserveCapacity(texts.count)
        for (token, text) in texts.enumerated() {
            switch kinds[token] {
            case 1:
                guard let meant = ByteLetters.bytes(of: text), !meant.isEmpty else {
                    throw ModelFileError(
                        .malformed, "token \(token), \"\(text)\", is not in byte letters", item: "tokenizer.ggml.tokens"
                    )
                }
                bytes.append(meant)
                guard numbers.updateValue(Int32(token), forKey: text) == nil else {
                    throw ModelFileError(
                        .malformed, "token \(token), \"\(text)\", is there twice", item: "tokenizer.ggml.tokens")
                }
            case 5: bytes.append([])
            default:
                bytes.append(Vocabulary.special(text))
                special[text] = token
            }
        }
        specialTokens = special
        isSpecial = kinds.map { $0 != 1 }
        byteTokens = try Self.byteTokens(numbers)
        merges = try MergeTable(header.texts("tokenizer.ggml.merges"), tokens: numbers)
        vocabulary = Vocabulary(bytes, endTokens: try Self.endTokens(header, count: texts.count))
    }

    private static func refuseOthers(_ header: GGUFHeader) throws(ModelFileError) {
        for (key, known) in [("tokenizer.ggml.model", "gpt2"), ("tokenizer.ggml.pre", "gpt-2")] {
            let name = try header.needed(key, try header.text(key))
            guard name == known else {
                throw ModelFileError(.unsupported, "\"\(name)\"; only \"\(known)\" is known here", item: key)
            }
        }
    }

    private static func byteTokens(_ numbers: [String: Int32]) throws(ModelFileError) -> [Int32] {
        var tokens: [Int32] = []
        for scalar in ByteLetters.scalars {
            guard let token = numbers[String(Character(scalar))] else {
                throw ModelFileError(
                    .missing, "no token for byte \(tokens.count) alone", item: "tokenizer.ggml.tokens")
            }
            tokens.append(token)
        }
        return tokens
    }

    private static func endTokens(_ header: GGUFHeader, count: Int) throws(ModelFileError) -> [Token] {
        var tokens: Set<Token> = []
        for key in ["tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id"] {
            if let token = try header.integer(key, in: 0...count - 1) { tokens.insert(token) }
        }
        return Array(tokens)
    }

    /// The tokens of a text; it has no special ones.
    package func encode(_ text: String) -> [Token] { encode([.text(text)]) }

    /// The tokens of texts and special tokens in order.
    ///
    /// Each text is cut for itself.
    package func encode(_ pieces: [Piece]) -> [Token] {
        var tokens: [Token] = []
        words.withLock { words in
            for piece in pieces {
                switch piece {
                case .token(let token): tokens.append(token)
                case .text(var text):
                    text.withUTF8 { append($0, to: &tokens, words: &words) }
                }
            }
        }
        return tokens
    }

    private func append(
        _ text: UnsafeBufferPointer<UInt8>, to tokens: inout [Token], words: inout [[UInt8]: [Int32]]
    ) {
        var splitter = WordSplitter(text)
        while let range = splitter.next() {
            let bytes = text[range]
            if range.count > Self.wordBytes {
                tokens += merges.joined(bytes.map { byteTokens[Int($0)] }).lazy.map(Int.init)
                continue
            }
            let word = Array(bytes)
            if let known = words[word] {
                tokens += known.lazy.map(Int.init)
            } else {
                let found = merges.joined(word.map { byteTokens[Int($0)] })
                if words.count >= Self.wordLimit { words.removeAll(keepingCapacity: true) }
                words[word] = found
                tokens += found.lazy.map(Int.init)
            }
        }
    }

    /// The text of tokens.
    ///
    /// Special ones are left out, and bytes that are no UTF-8 become U+FFFD.
    package func decode(_ tokens: some Sequence<Token>) -> String {
        String(decoding: bytes(of: tokens), as: UTF8.self)
    }

    /// The bytes of tokens, those of special ones left out: what a streaming reader needs.
    package func bytes(of tokens: some Sequence<Token>) -> [UInt8] {
        tokens.flatMap { isSpecial[$0] ? [] : vocabulary[$0] }
    }
}
