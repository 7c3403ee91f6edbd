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
}
