/// The tokens of a model: which bytes each stands for, and which of them end an output.
///
/// A special token (`<|im_end|>`) is no text. Its bytes here are `Vocabulary.specialMark` and then its name; 0xFF occurs
/// in no UTF-8, so no text can be mistaken for one and a grammar can ask for one like for a literal.
package struct Vocabulary: Sendable {
    /// A token's number, from 0.
    package typealias Token = Int

    /// The byte that stands before the name of a special token.
    package static let specialMark: UInt8 = 0xFF

    /// The bytes of all tokens, one after the other.
    let bytes: [UInt8]
    /// Where each token begins in `bytes`, and where the last ends: `count + 1` offsets.
    let offsets: [Int32]
    /// The tokens that end an output, ascending.
    package let endTokens: [Token]

    /// Holds the tokens in the order of their numbers.
    ///
    /// - Parameters:
    ///   - tokens: the bytes of each; a token without bytes is never legal.
    ///   - endTokens: the numbers of those that end an output.
    /// - Precondition: the tokens hold less than 2 GiB together, and the end tokens are among them.
    package init(_ tokens: some Collection<[UInt8]>, endTokens: [Token]) {
        var bytes: [UInt8] = []
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(tokens.count + 1)
        for token in tokens {
            bytes += token
            offsets.append(Int32(bytes.count))
        }
        precondition(endTokens.allSatisfy { 0..<tokens.count ~= $0 }, "an end token that is not in the vocabulary")
        self.bytes = bytes
        self.offsets = offsets
        self.endTokens = endTokens.sorted()
    }

    /// The bytes of the special token of that name.
    package static func special(_ name: String) -> [UInt8] { [specialMark] + name.utf8 }

    package var count: Int { offsets.count - 1 }

    /// The bytes of a token.
    package subscript(token: Token) -> ArraySlice<UInt8> { bytes[Int(offsets[token])..<Int(offsets[token + 1])] }
}
