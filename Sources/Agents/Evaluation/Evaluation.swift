package import JSON

/// What models made of the same lessons, side by side.
package struct Evaluation: Sendable {
    /// One model's answers.
    package struct Candidate: Sendable {
        package var model: String
        package var judgements: [Judgement]

        package init(model: String, judgements: [Judgement] = []) {
            self.model = model
            self.judgements = judgements
        }
    }

    package let candidates: [Candidate]

    /// - Precondition: all candidates answered the same lessons in the same order.
    package init(_ candidates: [Candidate]) {
        precondition(Set(candidates.map(\.judgements.count)).count <= 1, "different lessons")
        self.candidates = candidates
    }

    /// Ways to part the lessons, each with its name.
    private static let parts: [(name: String, key: @Sendable (Judgement) -> String?)] = [
        ("set", { $0.set }), ("tool", { $0.tool }), ("language", { $0.language }),
        ("position", { $0.third.map { ["top third", "middle third", "bottom third"][$0] } }),
    ]

    /// The figures of each part, in the order of the first candidate's names; a part with one group only is left out.
    package var groups: [(part: String, name: String, scores: [Scores])] {
        var groups = [(part: "all", name: "all", scores: candidates.map { Scores($0.judgements) })]
        guard let first = candidates.first else { return groups }
        for part in Self.parts {
            let names = Set(first.judgements.compactMap(part.key))
            guard names.count > 1 || part.name == "set" else { continue }
            for name in names.sorted() {
                let scores = candidates.map { candidate in
                    Scores(candidate.judgements.filter { part.key($0) == name })
                }
                groups.append((part.name, name, scores))
            }
        }
        return groups
    }

    /// A table for people: per cent, tool and element right, then all right.
    package var text: String {
        let width = max(groups.map(\.name.count).max() ?? 0, 8)
        let head = candidates.map { Self.padded($0.model, 26, isRight: true) }.joined()
        var lines = [Self.padded("", width) + Self.padded("lessons", 9, isRight: true) + head]
        lines.append(
            Self.padded("", width + 9)
                + candidates.map { _ in Self.padded("tool  +element  all right", 26, isRight: true) }.joined())
        var part = "all"
        for group in groups {
            if group.part != part {
                part = group.part
                lines.append("by \(part)")
            }
            let cells = group.scores.map { scores in
                Self.padded(Self.percent(scores.tool), 8, isRight: true)
                    + Self.padded(Self.percent(scores.toolAndElement), 9, isRight: true)
                    + Self.padded(Self.percent(scores.whole), 9, isRight: true)
            }
            lines.append(
                Self.padded(group.name, width)
                    + Self.padded("\(group.scores.first?.count ?? 0)", 9, isRight: true) + cells.joined())
        }
        for candidate in candidates {
            let scores = Scores(candidate.judgements)
            lines.append(
                "\(candidate.model): calibration error \(Self.rounded(scores.calibrationError)); the surest 70 % are "
                    + "\(Self.percent(scores.surest.accuracy)) % right (confidence \(Self.rounded(scores.surest.threshold)) "
                    + "or more)")
            lines.append(
                "\(candidate.model): \(scores.illegal) of \(scores.calls) calls are illegal on their screens")
        }
        return lines.joined(separator: "\n")
    }

    package var json: JSONValue {
        let members: [JSONValue] = groups.map { group in
            var figures = JSONObject()
            for (candidate, scores) in zip(candidates, group.scores) { figures[candidate.model] = scores.json }
            return ["by": .string(group.part), "name": .string(group.name), "models": .object(figures)]
        }
        return ["groups": .array(members)]
    }

    // MARK: Printing

    static func percent(_ share: Double) -> String { tenths(share * 1000) }

    private static func rounded(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        return "\(thousandths / 1000)." + String(String(1000 + thousandths % 1000).dropFirst())
    }

    private static func tenths(_ value: Double) -> String {
        let count = Int(value.rounded())
        return "\(count / 10).\(count % 10)"
    }

    private static func padded(_ text: String, _ width: Int, isRight: Bool = false) -> String {
        let blank = String(repeating: " ", count: max(0, width - text.count))
        return isRight ? blank + text : text + blank
    }
}
