package import JSON

/// Figures over answers to lessons.
package struct Scores: Sendable {
    package let count: Int
    /// Shares, 0…1.
    package let tool: Double
    package let toolAndElement: Double
    package let whole: Double
    /// The mean distance between confidence and accuracy over ten bins of equal width, weighted by their size
    /// (expected calibration error; Guo et al., 2017).
    package let calibrationError: Double
    /// Accuracy of the surest 70 % of the answers, and the confidence that they have at least.
    package let surest: (accuracy: Double, threshold: Double)
    package let bins: [Bin]
    /// Calls that were handed out, and those of them that cannot be made on their screens.
    package let calls: Int
    package let illegal: Int

    /// Answers of about the same confidence.
    package struct Bin: Sendable {
        package var count = 0
        package var confidence = 0.0
        package var accuracy = 0.0
    }

    package init(_ judgements: some Collection<Judgement>) {
        count = judgements.count
        calls = judgements.map(\.calls).reduce(0, +)
        illegal = judgements.map(\.illegal).reduce(0, +)
        let size = Double(max(judgements.count, 1))
        tool = Double(judgements.count { $0.isToolRight }) / size
        toolAndElement = Double(judgements.count { $0.isToolRight && $0.isElementRight }) / size
        whole = Double(judgements.count { $0.isRight }) / size
        var bins = [Bin](repeating: Bin(), count: 10)
        for judgement in judgements {
            let place = min(max(Int(judgement.confidence * 10), 0), 9)
            bins[place].count += 1
            bins[place].confidence += judgement.confidence
            bins[place].accuracy += judgement.isRight ? 1 : 0
        }
        var error = 0.0
        for place in bins.indices where bins[place].count > 0 {
            let members = Double(bins[place].count)
            error += abs(bins[place].confidence - bins[place].accuracy) / size
            bins[place].confidence /= members
            bins[place].accuracy /= members
        }
        self.bins = bins
        calibrationError = error
        let sure = judgements.sorted { $0.confidence > $1.confidence }.prefix((judgements.count * 7 + 9) / 10)
        surest = (
            Double(sure.count { $0.isRight }) / Double(max(sure.count, 1)), sure.last?.confidence ?? 0
        )
    }

    package var json: JSONValue {
        [
            "count": .integer(Int64(count)), "tool": .number(tool), "tool_and_element": .number(toolAndElement),
            "whole": .number(whole), "calibration_error": .number(calibrationError),
            "calls": .integer(Int64(calls)), "illegal": .integer(Int64(illegal)),
            "surest_70_accuracy": .number(surest.accuracy), "surest_70_threshold": .number(surest.threshold),
            "bins": .array(
                bins.map {
                    [
                        "count": .integer(Int64($0.count)), "confidence": .number($0.confidence),
                        "accuracy": .number($0.accuracy),
                    ]
                }),
        ]
    }
}
