/// Suggestions for names that nothing knows.
package enum Spelling {
    /// The candidate that differs least from a word, if at most a third of the word differs.
    ///
    /// Of equally near ones it is the first by name.
    package static func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.count / 3)
        let scored = candidates.map { (distance(word, $0, limit: limit), $0) }.filter { $0.0 <= limit }
        return scored.min { $0 < $1 }?.1
    }

    /// How much two texts have in common, 0 to 1, case ignored: 1 less the share of letters that differ.
    ///
    /// What is less than `floor` is 0, and found out sooner.
    package static func likeness(_ left: String, _ right: String, floor: Double) -> Double {
        let longest = min(max(left.utf8.count, right.utf8.count), 256)
        guard longest > 0 else { return 1 }
        let limit = Int(Double(longest) * (1 - floor))
        let apart = distance(left, right, limit: limit)
        return apart > limit ? 0 : 1 - Double(apart) / Double(longest)
    }

    /// A clause for the end of a sentence, or nothing.
    package static func hint(_ near: String?) -> String { near.map { "; did you mean “\($0)”?" } ?? "" }

    /// Optimal string alignment distance (insert, delete, replace, swap neighbours) of bytes, case ignored.
    ///
    /// What differs by more than `limit` costs `limit + 1` or more, lengths that do at once, so a hostile word of any
    /// length is cheap.
    private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
        let a = Array(left.utf8.prefix(256)).map(folded), b = Array(right.utf8.prefix(256)).map(folded)
        guard abs(a.count - b.count) <= limit, !a.isEmpty, !b.isEmpty else { return limit + 1 }
        var older = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        var current = older
        for i in 1...a.count {
            current[0] = i
            var least = i
            for j in 1...b.count {
                var cost = min(previous[j], current[j - 1]) + 1
                cost = min(cost, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, older[j - 2] + 1) }
                current[j] = cost
                least = min(least, cost)
            }
            // A swap may yet go back by a row, at one more.
            if least > limit + 1 { return limit + 1 }
            (older, previous, current) = (previous, current, older)
        }
        return previous[b.count]
    }

    /// Small letters, and `_` for `-`.
    private static func folded(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 32 : byte == 0x2D ? 0x5F : byte
    }
}
