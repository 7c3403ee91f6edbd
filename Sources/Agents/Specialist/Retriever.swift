import Glibc

/// A prompt with the retriever's opinion.
package struct HintedPrompt: Sendable {
    package var tokens: [Int]
    /// How much speaks for the elements of the recap, by their pointers, as logits.
    package var scores: [Int: Float] = [:]
}

/// Ranks a prompt's elements by what their words mean, and puts its opinion into the prompt as hint tokens.
///
/// The instruction and an element are each the sum of their tokens' vectors; their cosine, and a number for each of the
/// element's tokens, rank the elements. It learnt from the same lessons as the model, which reads its hints and may
/// overrule them. `tools/train/hinter.py` computes the same.
package struct Retriever: Sendable {
    private let dimensions: Int
    /// (vocabulary, dimensions), to be multiplied with the row's scale.
    private let rows: [Int8]
    private let scales: [Float]
    private let bias: [Float]
    private let scale: Float

    /// - Parameters:
    ///   - rows: (vocabulary, dimensions).
    ///   - scales: of each row.
    ///   - bias: of each token.
    ///   - scale: of the cosine.
    /// - Precondition: the sizes agree.
    package init(rows: [Int8], scales: [Float], bias: [Float], scale: Float) {
        precondition(!scales.isEmpty && rows.count % scales.count == 0 && bias.count == scales.count, "other sizes")
        dimensions = rows.count / scales.count
        self.rows = rows
        self.scales = scales
        self.bias = bias
        self.scale = scale
    }

    /// Elements that are hinted at, at most.
    private static let most = 5
    /// The first's share, where it is a sure one.
    private static let sure: Float = 0.6

    /// The prompt with hints before the pointers of the likeliest of the elements that the recap names.
    package func hinted(_ prompt: [Int]) -> HintedPrompt {
        let scored = scores(of: prompt)
        let hints = hints(scored)
        var tokens: [Int] = []
        tokens.reserveCapacity(prompt.count + hints.count)
        for (place, token) in prompt.enumerated() {
            if let hint = hints[place] { tokens.append(hint) }
            tokens.append(token)
        }
        return HintedPrompt(
            tokens: tokens,
            scores: Dictionary(scored.map { (prompt[$0.place], $0.score) }) { first, _ in first })
    }

    /// Where each element of the recap ends, and how well it answers the instruction.
    private func scores(of prompt: [Int]) -> [(place: Int, score: Float)] {
        guard let recap = prompt.lastIndex(of: SpecialToken.recap.id),
            let start = prompt.firstIndex(of: SpecialToken.screen.id)
        else { return [] }
        let again = Set(prompt[recap...].filter(SpecialToken.isPointer))
        let words = prompt.dropFirst().prefix { $0 >= SpecialToken.all.count }
        let asked = sum(words)
        var scored: [(place: Int, score: Float)] = []
        var begin = start + 1
        for place in start..<recap where SpecialToken.isPointer(prompt[place]) {
            let tokens = prompt[begin..<place]
            begin = place + 1
            guard again.contains(prompt[place]) else { continue }
            let told = sum(tokens)
            let length = max(norm(told) * norm(asked), 1e-6)
            let cosine = zip(told, asked).reduce(Float(0)) { $0 + $1.0 * $1.1 } / length
            scored.append((place, scale * cosine + tokens.reduce(Float(0)) { $0 + bias[$1] }))
        }
        return scored
    }

    /// The hint before each of the likeliest places.
    private func hints(_ scored: [(place: Int, score: Float)]) -> [Int: Int] {
        let ranked = scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }
        guard let best = ranked.first else { return [:] }
        let whole = ranked.reduce(Float(0)) { $0 + expf($1.score - best.score) }
        let grades = [1 / whole >= Self.sure ? 0 : 1, 2, 3, 3, 3]
        return Dictionary(
            uniqueKeysWithValues: zip(ranked.prefix(Self.most), grades).map { ($0.place, SpecialToken.meaning($1).id) })
    }

    private func sum(_ tokens: some Sequence<Int>) -> [Float] {
        var sum = [Float](repeating: 0, count: dimensions)
        for token in tokens {
            let scale = scales[token]
            for column in 0..<dimensions { sum[column] += Float(rows[token * dimensions + column]) * scale }
        }
        return sum
    }

    private func norm(_ vector: [Float]) -> Float { vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot() }
}
