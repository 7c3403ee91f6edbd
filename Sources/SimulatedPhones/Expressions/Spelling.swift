/// Suggestions for names that nothing knows.
enum Spelling {
    /// The candidate that differs least, if it is near enough to be meant.
    static func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.count / 3)
        let scored = candidates.map { (distance(word, $0), $0) }.filter { $0.0 <= limit }
        return scored.min { $0 < $1 }?.1
    }

    static func hint(_ near: String?) -> String { near.map { "; did you mean “\($0)”?" } ?? "" }

    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().unicodeScalars), right = Array(right.lowercased().unicodeScalars)
        guard !left.isEmpty, left.count < 100, right.count < 100 else { return max(left.count, right.count) }
        var rows = [Array(0...right.count)]
        for (i, scalar) in left.enumerated() {
            var row = [i + 1]
            for j in right.indices {
                let substituted = rows[i][j] + (scalar == right[j] ? 0 : 1)
                var best = min(substituted, row[j] + 1, rows[i][j + 1] + 1)
                // Two letters in the wrong order are one mistake.
                if i > 0, j > 0, scalar == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
