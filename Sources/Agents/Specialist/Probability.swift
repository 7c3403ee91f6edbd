import Glibc

/// Logits and what they mean.
enum Probability {
    static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    static func logOdds(_ p: Double) -> Double { log(p / (1 - p)) }

    /// Shares that add up to 1; empty for none.
    static func softmax(_ logits: [Float]) -> [Double] {
        guard let most = logits.max() else { return [] }
        return normalized(logits.map { exp(Double($0 - most)) })
    }

    /// What adds up to 1, in the same proportions.
    static func normalized(_ weights: [Double]) -> [Double] {
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }
}
