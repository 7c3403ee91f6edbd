/// Writes an answer token by token: chosen among what is legal, or forced.
struct AnswerWriter<Model: SpecialistModel> {
    private let model: Model
    private let prompt: [Int]
    /// Where the pointers stand in the prompt, each behind its element's words.
    private let pointers: [Int]
    /// What the retriever makes of the elements, by their pointers' tokens.
    private let meanings: [Int: Float]
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
        let hinted = model.hinted(read)
        let prompt = hinted.tokens
        let recap = prompt.lastIndex(of: SpecialToken.recap.id) ?? prompt.endIndex
        pointers = prompt.indices.prefix(recap).filter { SpecialToken.isPointer(prompt[$0]) }
        self.prompt = prompt
        meanings = hinted.scores
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

    /// What the model makes of the elements and tools.
    struct Reading {
        /// For each element how much speaks for it behind its words, as a logit.
        var words: [Float]
        /// For each element what the retriever makes of it, as a logit; 0 where it is not usable.
        var meanings: [Float]
        /// Of each candidate to come first.
        var shares: [Double]
    }

    /// Judges the elements and weighs what may come first, in one reading of the prompt.
    ///
    /// - Throws: what the model throws.
    mutating func judge(_ candidates: [Int]) async throws -> Reading {
        outputTokens += 1
        let words = LogitQuestion(positions: pointers, candidates: Self.verdict)
        let first = LogitQuestion(positions: [prompt.count - 1], candidates: candidates)
        let answers = try await model.logits(of: prompt, [words, first])
        return Reading(
            words: answers[0].map { $0[0] - $0[1] }, meanings: pointers.map { meanings[prompt[$0]] ?? 0 },
            shares: Probability.softmax(answers[1][0]))
    }

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

    /// Reads a quotation behind what was written.
    ///
    /// - Returns: for each word how much speaks for it, as a logit; none for words that are too far behind.
    /// - Throws: what the model throws.
    mutating func verdicts(on quotation: Quotation) async throws -> [Float] {
        outputTokens += 1
        var tokens = prompt + written
        let limit = prompt.count + model.room
        var places: [Int] = []
        for piece in quotation.pieces {
            switch piece {
            case .special(let token): tokens.append(token.id)
            case .text(let text): tokens += model.tokens(of: text)
            }
            if tokens.count > limit { break }
            if piece == .special(.quote) { places.append(tokens.count - 1) }
        }
        if places.isEmpty { return [] }
        let question = LogitQuestion(positions: places, candidates: Self.verdict)
        return try await model.logits(of: Array(tokens.prefix(limit)), [question])[0].map { $0[0] - $0[1] }
    }

    private static var verdict: [Int] { [SpecialToken.hit.id, SpecialToken.miss.id] }
}
