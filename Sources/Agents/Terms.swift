/// Text as search terms: lower case, lightly stemmed, identifiers taken apart, Han, Kana and Hangul as bigrams.
enum Terms {
    /// The terms of a text, in order; the same rules hold for labels, identifiers and instructions.
    static func of(_ text: some StringProtocol) -> [String] {
        var terms: [String] = []
        var run = ""
        var kind = Kind.other
        var previousIsLower = false
        func flush() {
            guard !run.isEmpty else { return }
            if kind == .ideograph {
                let characters = Array(run)
                terms += characters.count == 1 ? [run] : zip(characters, characters.dropFirst()).map { "\($0)\($1)" }
            } else {
                terms.append(stem(run))
            }
            run = ""
        }
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\u{2019}" { continue }
            if let name = symbols[scalar] {
                flush()
                terms.append(name)
                continue
            }
            let next = Kind(scalar)
            let isUpper = next == .letter && scalar.properties.isUppercase
            if next != kind || (isUpper && previousIsLower) { flush() }
            kind = next
            previousIsLower = next == .letter && !isUpper
            if next != .other { run += scalar.properties.lowercaseMapping }
        }
        flush()
        return terms
    }

    /// Whether the text is written without spaces between words.
    static func isIdeographic(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { Kind($0) == .ideograph }
    }

    /// Words that say nothing about which element is meant, as terms.
    static let stopWords = Set(
        """
        a an the of on in at to for from with and or is are be that which this these it its please i my me you your
        there where has have having says say saying named called labeled labelled present located shown showing
        mentioned given page screen web webpage app application window side hand one any can now just by as
        """.split { $0.isWhitespace }.map { stem(String($0)) })

    /// "Show the password" asks for "Show password", and "the Piers" for "The Piers".
    static func withoutArticles(_ terms: [String]) -> [String] {
        let rest = terms.filter { !["a", "an", "the"].contains($0) }
        return rest.isEmpty ? terms : rest
    }

    /// Plural, -ing, -ed and a final e go; other languages' words stay as they are.
    private static func stem(_ word: String) -> String {
        let bytes = Array(word.utf8)
        guard bytes.count > 3, bytes.allSatisfy({ (0x61...0x7A).contains($0) }) else { return word }
        var stem = word[...]
        if stem.hasSuffix("ies"), bytes.count > 4 {
            stem = stem.dropLast(3) + "y"
        } else if ["xes", "ches", "shes", "sses"].contains(where: { stem.hasSuffix($0) }) {
            stem = stem.dropLast(2)
        } else if stem.hasSuffix("s"), !["ss", "us", "is"].contains(where: { stem.hasSuffix($0) }) {
            stem = stem.dropLast()
        }
        if stem.hasSuffix("ing"), stem.count > 5 {
            stem = stem.dropLast(3)
        } else if stem.hasSuffix("ed"), stem.count > 5 {
            stem = stem.dropLast(2)
        }
        if stem.hasSuffix("e"), stem.count > 4 { stem = stem.dropLast() }
        return String(stem)
    }

    /// Signs that stand for a word when a button shows nothing else.
    private static let symbols: [Unicode.Scalar: String] = [
        "+": "plus", "×": "x", "✕": "x", "✖": "x", "⋮": "more", "…": "more", "☰": "menu", "←": "back", "★": "star",
        "☆": "star", "♥": "heart", "♡": "heart", "&": "and", "%": "percent",
    ]

    private enum Kind {
        case letter, digit, ideograph, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF,
                0xF900...0xFAFF, 0x20000...0x3134F:
                self = .ideograph
            default:
                let properties = scalar.properties
                switch properties.generalCategory {
                case .decimalNumber: self = .digit
                case .nonspacingMark, .spacingMark: self = .letter
                default: self = properties.isAlphabetic ? .letter : .other
                }
            }
        }
    }
}
