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
        var row = Array(0...right.count)
        for (i, scalar) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in right.indices {
                let substituted = diagonal + (scalar == right[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
