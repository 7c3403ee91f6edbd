import Screens

/// The phrases that errors and the text rendering are built from.
enum Wording {
    /// "a", "a or b", "a, b or c".
    static func choice(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// "a, b, c"; what lies beyond the limit is counted: "a, b and 3 more".
    static func list(_ words: [String], separator: String = ", ", limit: Int = .max) -> String {
        let shown = words.prefix(limit).joined(separator: separator)
        return words.count > limit ? "\(shown) and \(words.count - limit) more" : shown
    }

    /// Ascending ids with runs of three and more folded: `["2", "5…9"]`.
    static func runs(_ ids: [Int]) -> [String] {
        var words: [String] = []
        var start = ids.startIndex
        while start < ids.endIndex {
            var end = start
            while end + 1 < ids.endIndex, ids[end + 1] == ids[end] + 1 { end += 1 }
            if end - start >= 2 {
                words.append("\(ids[start])…\(ids[end])")
            } else {
                words += ids[start...end].map(String.init)
            }
            start = end + 1
        }
        return words
    }

    /// What one does to elements with that affordance: "elements you can …".
    static func verb(_ affordance: ElementActions?) -> String {
        guard let affordance else { return "use" }
        let verbs = affordance.words.map { word in
            switch word {
            case "long_press": "long-press"
            case "type": "type into"
            default: word
            }
        }
        return verbs.joined(separator: " and ")
    }

    /// "a button", "an image".
    static func noun(_ role: Role) -> String {
        switch role {
        case .image: "an image"
        case .radio: "a radio button"
        case .web: "a web view"
        case .progress: "a progress bar"
        default: "a \(role.rawValue)"
        }
    }

    /// A bound without a needless ".0".
    static func number(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    /// A word that came from outside, cut to 40 characters, control characters and quotes replaced.
    static func quoted(_ word: String) -> String {
        let safe = word.unicodeScalars.prefix(40).map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar == "\"" ? "'" : Character(scalar)
        }
        return "\"" + String(safe) + (word.unicodeScalars.count > 40 ? "…\"" : "\"")
    }

    /// The candidate nearest to a misspelt word, or nil when none is near: at most a third of the word may differ.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let limit = max(1, word.count / 3)
        let ranked = candidates.map { (name: $0, distance: editDistance(word, $0, limit: limit)) }
        return ranked.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
    }

    /// Optimal string alignment distance (insert, delete, replace, swap neighbours), case ignored.
    ///
    /// Lengths that differ by more than `limit` cost `limit + 1` at once, so a hostile word of any length is cheap.
    private static func editDistance(_ left: String, _ right: String, limit: Int) -> Int {
        let a = Array(left.utf8.prefix(256)).map(lowercased), b = Array(right.utf8.prefix(256)).map(lowercased)
        guard abs(a.count - b.count) <= limit, !a.isEmpty, !b.isEmpty else { return limit + 1 }
        var older = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var current = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                current[j] = min(previous[j] + 1, current[j - 1] + 1, replaced)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], older[j - 2] + 1)
                }
            }
            older = previous
            previous = current
        }
        return previous[b.count]
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 32 : byte == 0x2D ? 0x5F : byte
    }
}
