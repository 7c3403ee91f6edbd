/// A model that the specialist's prompts are read by: tokens in, logits out.
package protocol SpecialistModel: Sendable {
    /// The model's name as outputs show it.
    var name: String { get }
    /// What its probabilities are worth.
    var calibration: Calibration { get }
    /// The tokens of a text.
    func tokens(of text: String) -> [Int]

    /// Tokens that a prompt may have.
    var capacity: Int { get }
    /// Tokens that an answer with its quotation may have behind it.
    var room: Int { get }

    /// The prompt with what the model itself can tell of it beforehand.
    func hinted(_ prompt: [Int]) -> HintedPrompt

    /// Answers questions about a text.
    ///
    /// What it shares with the text before is not read again.
    /// - Parameters:
    ///   - tokens: the whole prompt, and what was answered so far.
    ///   - questions: what is asked, of any of its positions.
    /// - Returns: for each question, for each of its positions, a logit for each candidate.
    /// - Throws: where the tokens are more than the model can hold.
    func logits(of tokens: [Int], _ questions: [LogitQuestion]) async throws -> [[[Float]]]
}

/// How likely some tokens are to come behind some positions of a text.
package struct LogitQuestion: Sendable, Hashable {
    /// Indices of the text's tokens, ascending.
    package var positions: [Int]
    /// Ids of tokens.
    package var candidates: [Int]

    package init(positions: [Int], candidates: [Int]) {
        self.positions = positions
        self.candidates = candidates
    }
}

/// Turns a model's probability into the share of such calls that are right: a logistic function of its log-odds,
/// fitted on steps that the model was not trained on (Platt, 1999).
package struct Calibration: Sendable, Hashable {
    package var slope: Double
    package var intercept: Double

    package init(slope: Double = 1, intercept: Double = 0) {
        self.slope = slope
        self.intercept = intercept
    }

    package func confidence(_ probability: Double) -> Double {
        let p = min(max(probability, 1e-6), 1 - 1e-6)
        return Probability.sigmoid(slope * Probability.logOdds(p) + intercept)
    }
}
