/// A model that the specialist's prompts are read by: tokens in, logits out.
package protocol SpecialistModel: Sendable {
    /// The model's name as outputs show it.
    var name: String { get }
    /// What its probabilities are worth.
    var calibration: Calibration { get }
    /// The id of each token that is text, by its bytes.
    var textTokens: [[UInt8]: Int] { get }
    /// The bytes of a token that is text.
    func bytes(of token: Int) -> [UInt8]
    /// The tokens of a text.
    func tokens(of text: String) -> [Int]

    /// The logits of some tokens behind each of some positions.
    ///
    /// What a call shares with the one before is not computed again.
    /// - Parameters:
    ///   - tokens: the whole prompt, and what was answered so far.
    ///   - positions: indices of `tokens`, ascending.
    ///   - candidates: ids of tokens.
    /// - Returns: for each position, a logit for each candidate.
    /// - Throws: where the tokens are more than the model can hold.
    func logits(of tokens: [Int], at positions: [Int], among candidates: [Int]) async throws -> [[Float]]
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
