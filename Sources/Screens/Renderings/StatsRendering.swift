/// Counts, for whoever tunes the rules: what a screen is made of and what its text costs.
package struct StatsRendering: ScreenRendering {
    private let text: any ScreenRendering

    /// `text` is the rendering whose size is counted.
    package init(text: any ScreenRendering) { self.text = text }

    package func render(_ screen: Screen) -> String {
        let elements = screen.elements
        let described = text.render(screen)
        var rows: [(String, Int)] = [("elements", elements.count)]
        rows += Role.allCases.map { role in ("  role \(role.rawValue)", elements.count { $0.role == role }) }
            .filter { $0.1 > 0 }
        rows += tally(elements.map(\.actions.words), "action")
        rows += tally(elements.map(\.states.words), "state")
        let unlabelled = elements.count { $0.labelSource == .none }
        rows += [
            ("labelled", elements.count - unlabelled),
            ("  by resource id only", elements.count { $0.labelSource == .resourceID }),
            ("unlabelled", unlabelled),
            ("  of these reacting", elements.count { $0.labelSource == .none && !$0.actions.isEmpty }),
            ("folded", elements.count { $0.window != .app }),
            ("off screen", elements.count { $0.states.contains(.offscreen) }),
            (
                "text lines",
                described.isEmpty ? 0 : described.split(separator: "\n", omittingEmptySubsequences: false).count
            ),
            ("text words", described.split(whereSeparator: \.isWhitespace).count),
            ("text characters", described.count),
            ("text bytes", described.utf8.count),
            ("text tokens, estimated", Self.estimatedTokens(described)),
            ("warnings", screen.warnings.count),
        ]
        let width = (rows.map(\.0.count).max() ?? 0) + 2
        let digits = rows.map { String($0.1).count }.max() ?? 0
        let lines = rows.map { name, count in
            name + String(repeating: " ", count: width + digits - name.count - String(count).count) + String(count)
        }
        return (lines + screen.warnings.map { "  \($0)" }).joined(separator: "\n")
    }

    /// How many tokens a model's tokenizer would about make of a text, from its characters alone: four ASCII
    /// characters to a token and one token for every other character.
    ///
    /// Against o200k on lines of "id role label" of real dumps the median is 0.99 of the truth, and eight in ten lie
    /// between 0.87 and 1.14.
    package static func estimatedTokens(_ text: String) -> Int {
        let ascii = text.utf8.count { $0 < 0x80 }
        let others = text.unicodeScalars.count { !$0.isASCII }
        return (ascii + 3) / 4 + others
    }

    /// One row for each word in use, the most frequent first, then by name.
    private func tally(_ words: [[String]], _ kind: String) -> [(String, Int)] {
        var counts: [String: Int] = [:]
        for word in words.joined() { counts[word, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ("  \(kind) \($0.key)", $0.value) }
    }
}
