/// The word that was probably meant.
enum Suggestion {
    /// The nearest known word: one that begins with what was written or lies within it, else one that at most three
    /// letters are wrong of.
    static func nearest(to word: String, among known: [String]) -> String? {
        let word = word.lowercased()
        guard !word.isEmpty, word.utf8.count <= 64 else { return nil }
        func first(where isNear: (String) -> Bool) -> String? { known.first { isNear($0.lowercased()) } }
        if word.utf8.count > 2, let found = first(where: { $0.hasPrefix(word) || word.hasPrefix($0) }) { return found }
        let distances = known.map { ($0, distance(Array(word.utf8), Array($0.lowercased().utf8))) }
        if let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= min(3, word.utf8.count / 2) { return best.0 }
        return word.utf8.count > 2 ? first { $0.contains(word) } : nil
    }

    /// "; did you mean …?", or nothing.
    static func clause(for word: String, among known: [String]) -> String {
        nearest(to: word, among: known).map { "; did you mean \($0)?" } ?? ""
    }

    /// Levenshtein's.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, byte) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let cost = min(row[j] + 1, row[j + 1] + 1, diagonal + (byte == other ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
