/// A set of tokens: one bit for each of a vocabulary.
package struct TokenMask: Sendable, Hashable {
    /// Bit `token % 64` of word `token / 64`; the bits behind the last token are 0.
    package private(set) var words: [UInt64]
    /// How many tokens the vocabulary has.
    package let count: Int

    /// The empty set.
    package init(count: Int) {
        self.count = count
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    package func contains(_ token: Int) -> Bool { words[token >> 6] & (1 << UInt64(token & 63)) != 0 }

    package mutating func insert(_ token: Int) { words[token >> 6] |= 1 << UInt64(token & 63) }

    /// Adds the tokens of a set over the same vocabulary.
    package mutating func formUnion(_ other: TokenMask) {
        words.withUnsafeMutableBufferPointer { words in
            other.words.withUnsafeBufferPointer { others in
                for index in 0..<min(words.count, others.count) { words[index] |= others[index] }
            }
        }
    }

    /// Removes the tokens of a set over the same vocabulary.
    package mutating func subtract(_ other: TokenMask) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The tokens of the set, ascending.
    package var tokens: [Int] {
        var tokens: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                tokens.append(index << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return tokens
    }

    /// Lends the words for a loop that sets bits.
    mutating func withWords<Result>(_ body: (UnsafeMutableBufferPointer<UInt64>) -> Result) -> Result {
        words.withUnsafeMutableBufferPointer { body($0) }
    }
}
