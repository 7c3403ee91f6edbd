package import Decoding

/// What a model thinks comes next: a row of numbers for each position asked for, the greater the likelier.
package struct Logits: Sendable, Hashable {
    package typealias Token = Vocabulary.Token

    /// The positions, in the order that was asked for.
    package let positions: [Int]
    /// The token of each column; nil when the columns are the whole vocabulary.
    package let tokens: [Token]?
    /// Columns of a row.
    package let columns: Int
    /// The numbers, (positions, columns).
    package let values: [Float]

    /// The numbers for the position of that index in `positions`.
    package subscript(row: Int) -> ArraySlice<Float> { values[row * columns..<(row + 1) * columns] }

    /// The likeliest token of a row, the first of several; nil when no tokens were asked for.
    package func likeliest(_ row: Int) -> Token? {
        let logits = self[row]
        guard let most = logits.max(), let index = logits.firstIndex(of: most) else { return nil }
        return tokens.map { $0[index - logits.startIndex] } ?? index - logits.startIndex
    }
}

/// Positions whose logits are wanted, and of which tokens.
package struct LogitRequest: Sendable, Hashable {
    /// Indices of a prompt's tokens, in any order: the logits of a position say what comes after that token.
    package var positions: [Int]
    /// The tokens that could come, where a few cost little; nil for all.
    package var tokens: [Vocabulary.Token]?

    package init(positions: [Int], tokens: [Vocabulary.Token]? = nil) {
        self.positions = positions
        self.tokens = tokens
    }
}
