/// Writes an answer token by token: chosen among what is legal, or forced.
struct AnswerWriter<Model: SpecialistModel> {
    private let model: Model
    private let prompt: [Int]
    /// Where each pointer of the recap stands in the prompt: behind its element's words, and again in the recap.
    private let judged: [(words: Int, recap: Int)]
    private(set) var written: [Int] = []
    private(set) var outputTokens = 0
    /// Of all that was chosen.
    private(set) var probability = 1.0

    init(_ model: Model, _ pieces: [SpecialistPrompt.Piece]) {
        self.model = model
        let read = pieces.flatMap { piece in
            switch piece {
            case .special(let token): [token.id]
            case .text(let text): model.tokens(of: text)
            }
        }
        let prompt = model.hinted(read)
        let recap = prompt.lastIndex(of: SpecialToken.recap.id) ?? prompt.endIndex
        let pointers = prompt.indices.filter { SpecialToken.isPointer(prompt[$0]) }
        let words = Dictionary(pointers.filter { $0 < recap }.map { (prompt[$0], $0) }) { first, _ in first }
        judged = pointers.filter { $0 > recap }.compactMap { place in words[prompt[place]].map { ($0, place) } }
        self.prompt = prompt
    }

    var promptTokens: Int { prompt.count }

    /// The share of each candidate behind what was written.
    mutating func shares(_ candidates: [Int]) async throws -> [Double] {
        if candidates.count < 2 { return candidates.map { _ in 1 } }
        outputTokens += 1
        let tokens = prompt + written
        let question = LogitQuestion(positions: [tokens.count - 1], candidates: candidates)
        let logits = try await model.logits(of: tokens, [question])
        return Probability.softmax(logits[0][0])
    }

    /// Judges the elements of the recap and weighs what may come first, in one reading of the prompt.
    ///
    /// - Parameter candidates: what may come first.
    /// - Returns: for each pointer of the recap how much speaks for it, as a logit; and the share of each candidate.
    /// - Throws: what the model throws.
    mutating func judge(_ candidates: [Int]) async throws -> (elements: [Float], shares: [Double]) {
        outputTokens += 1
        let both = [SpecialToken.hit.id, SpecialToken.miss.id]
        let first = LogitQuestion(positions: [prompt.count - 1], candidates: candidates)
        let words = LogitQuestion(positions: judged.map(\.words), candidates: both)
        let recap = LogitQuestion(positions: judged.map(\.recap), candidates: both)
        let answers = try await model.logits(of: prompt, [words, recap, first])
        let verdicts = zip(answers[0], answers[1]).map { $0[0] - $0[1] + Self.recapShare * ($1[0] - $1[1]) }
        return (verdicts, Probability.softmax(answers[2][0]))
    }

    /// What the recap's judgement counts beside the one behind the words: best on the development sets.
    private static var recapShare: Float { 0.5 }

    /// Writes the likeliest candidate.
    /// - Returns: its place among the candidates.
    @discardableResult
    mutating func choose(_ candidates: [Int]) async throws -> Int {
        let shares = try await shares(candidates)
        let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
        probability *= shares[best]
        written.append(candidates[best])
        return best
    }

    /// Writes what cannot be otherwise, or was chosen before.
    mutating func force(_ token: Int, probability: Double = 1) {
        written.append(token)
        self.probability *= probability
    }

    /// This writer one token further, itself left as it is.
    func behind(_ token: Int, probability: Double = 1) -> AnswerWriter {
        var next = self
        next.force(token, probability: probability)
        return next
    }

    /// Copies a text, and ends before a closing token, which is left unwritten where it begins the next part.
    ///
    /// - Parameters:
    ///   - copy: what may be copied.
    ///   - closing: tokens that may follow the text.
    ///   - instead: a token that may stand in place of any text.
    ///   - limit: tokens at most.
    /// - Returns: what was copied and the closing token; nil where it was `instead`, or nothing can be copied.
    /// - Throws: what the model throws.
    mutating func copy(
        _ copy: TextCopy, closing: [Int], instead: Int? = nil, limit: Int
    ) async throws -> (copy: TextCopy, closing: Int)? {
        var copy = copy
        for place in 0..<limit {
            let ends = copy.mayEnd ? closing : []
            let options = ends + (place == 0 ? [instead].compactMap { $0 } : []) + copy.tokens(model.textTokens)
            guard !options.isEmpty else { return nil }
            let shares = try await shares(options)
            let best = shares.indices.max { shares[$0] < shares[$1] } ?? 0
            probability *= shares[best]
            if best < ends.count { return (copy, ends[best]) }
            written.append(options[best])
            if options[best] == instead { return nil }
            copy.append(model.bytes(of: options[best]))
        }
        return nil
    }
}
