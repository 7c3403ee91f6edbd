/// An SVG of an evaluation: accuracy by group beside the other models, and each model's reliability diagram.
package struct EvaluationPlot {
    private let evaluation: Evaluation

    package init(_ evaluation: Evaluation) { self.evaluation = evaluation }

    private static let colours = ["#2563eb", "#9ca3af", "#d97706", "#059669"]
    private static let barHeight = 9
    private static let rowGap = 8
    private static let left = 190
    private static let barWidth = 360
    private static let diagram = 220

    package var svg: String {
        let groups = evaluation.groups
        let models = evaluation.candidates.map(\.model)
        let rowHeight = Self.barHeight * models.count + Self.rowGap
        let height = max(60 + groups.count * rowHeight, 110 + Self.diagram)
        let width = Self.left + Self.barWidth + 60 + Self.diagram + 60
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) "
                + "\(height)\" font-family=\"sans-serif\" font-size=\"11\">",
            "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
        ]
        for (index, model) in models.enumerated() {
            let x = Self.left + index * 150
            parts.append("<rect x=\"\(x)\" y=\"12\" width=\"10\" height=\"10\" fill=\"\(Self.colour(index))\"/>")
            parts.append("<text x=\"\(x + 15)\" y=\"21\">\(Self.escaped(model))</text>")
        }
        parts.append("<text x=\"\(Self.left)\" y=\"40\" fill=\"#555\">tool and element right, %</text>")
        for (row, group) in groups.enumerated() {
            parts += bars(
                group.part == "all" ? "all" : "\(group.part): \(group.name)", group.scores, y: 50 + row * rowHeight)
        }
        parts += reliability(x: Self.left + Self.barWidth + 80, y: 60)
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    private func bars(_ name: String, _ scores: [Scores], y: Int) -> [String] {
        var parts = [
            "<text x=\"\(Self.left - 8)\" y=\"\(y + Self.barHeight)\" text-anchor=\"end\">\(Self.escaped(name)) "
                + "(\(scores.first?.count ?? 0))</text>"
        ]
        for (index, score) in scores.enumerated() {
            let top = y + index * Self.barHeight
            let length = Int(score.toolAndElement * Double(Self.barWidth))
            parts.append(
                "<rect x=\"\(Self.left)\" y=\"\(top)\" width=\"\(length)\" height=\"\(Self.barHeight - 1)\" "
                    + "fill=\"\(Self.colour(index))\"/>")
            parts.append(
                "<text x=\"\(Self.left + length + 4)\" y=\"\(top + Self.barHeight - 1)\" font-size=\"9\">"
                    + "\(Evaluation.percent(score.toolAndElement))</text>")
        }
        return parts
    }

    /// Accuracy over confidence; a calibrated model lies on the diagonal, and a dot's size tells how many answers.
    private func reliability(x: Int, y: Int) -> [String] {
        let side = Self.diagram
        var parts = [
            "<text x=\"\(x)\" y=\"\(y - 8)\" fill=\"#555\">accuracy over confidence</text>",
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(side)\" height=\"\(side)\" fill=\"none\" stroke=\"#999\"/>",
            "<line x1=\"\(x)\" y1=\"\(y + side)\" x2=\"\(x + side)\" y2=\"\(y)\" stroke=\"#ccc\"/>",
        ]
        for (index, candidate) in evaluation.candidates.enumerated() {
            let scores = Scores(candidate.judgements)
            for bin in scores.bins where bin.count > 0 {
                let radius = 2 + 8 * (Double(bin.count) / Double(max(scores.count, 1))).squareRoot()
                parts.append(
                    "<circle cx=\"\(x + Int(bin.confidence * Double(side)))\" cy=\"\(y + side - Int(bin.accuracy * Double(side)))\" "
                        + "r=\"\(Int(radius))\" fill=\"\(Self.colour(index))\" fill-opacity=\"0.6\"/>")
            }
        }
        return parts
    }

    private static func colour(_ index: Int) -> String { colours[index % colours.count] }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
