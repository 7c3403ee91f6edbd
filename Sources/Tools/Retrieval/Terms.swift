/// Text as search terms: lower case, lightly stemmed, identifiers taken apart, Han, Kana and Hangul as bigrams.
package enum Terms {
    /// The terms of a text, in order; the same rules hold for labels, identifiers, descriptions and instructions.
    package static func of(_ text: some StringProtocol) -> [String] {
        var terms: [String] = []
        /// The letters, digits or ideographs so far, lower case, as UTF-8.
        var run: [UInt8] = []
        var kind = Kind.other
        var previousIsLower = false
        func flush() {
            guard !run.isEmpty else { return }
            if kind == .ideograph {
                let characters = Array(String(decoding: run, as: UTF8.self))
                terms +=
                    characters.count == 1
                    ? [String(characters)] : zip(characters, characters.dropFirst()).map { "\($0)\($1)" }
            } else {
                terms.append(String(decoding: run[..<stemEnd(&run)], as: UTF8.self))
            }
            run.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\u{2019}" { continue }
            let next = Kind(scalar)
            if next == .other, let name = symbols[scalar] {
                flush()
                terms.append(name)
                continue
            }
            let isUpper = next == .letter && (scalar.isASCII ? scalar.value < 0x61 : scalar.properties.isUppercase)
            if next != kind || (isUpper && previousIsLower) { flush() }
            kind = next
            previousIsLower = next == .letter && !isUpper
            if next == .other { continue }
            if scalar.isASCII {
                run.append(UInt8(scalar.value) + (isUpper ? 0x20 : 0))
            } else {
                run.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        flush()
        return terms
    }

    /// Whether the text is written without spaces between words.
    package static func isIdeographic(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { Kind($0) == .ideograph }
    }

    /// Words that say nothing about which element is meant, as terms.
    package static let stopWords = Set(
        """
        a an the of on in at to for from with and or is are be that which this these it its please i my me you your
        there where has have having says say saying named called labeled labelled present located shown showing
        mentioned given page screen web webpage app application window side hand one any can now just by as
        """.split { $0.isWhitespace }.flatMap { of($0) })

    /// "Show the password" asks for "Show password", and "the Piers" for "The Piers".
    package static func withoutArticles(_ terms: [String]) -> [String] {
        let rest = terms.filter { !["a", "an", "the"].contains($0) }
        return rest.isEmpty ? terms : rest
    }

    /// Where the stem of a word ends: plural, -ing, -ed and a final e go, -ies becomes -y; other languages' words stay
    /// as they are.
    private static func stemEnd(_ word: inout [UInt8]) -> Int {
        var end = word.count
        guard end > 3, word.allSatisfy({ (0x61...0x7A).contains($0) }) else { return end }
        func ends(in suffix: StaticString) -> Bool {
            suffix.withUTF8Buffer { $0.count <= end && word[(end - $0.count)..<end].elementsEqual($0) }
        }
        if ends(in: "ies"), end > 4 {
            end -= 2
            word[end - 1] = 0x79
        } else if ends(in: "xes") || ends(in: "ches") || ends(in: "shes") || ends(in: "sses") {
            end -= 2
        } else if ends(in: "s"), !ends(in: "ss"), !ends(in: "us"), !ends(in: "is") {
            end -= 1
        }
        if ends(in: "ing"), end > 5 {
            end -= 3
        } else if ends(in: "ed"), end > 5 {
            end -= 2
        }
        if ends(in: "e"), end > 4 { end -= 1 }
        return end
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
            case 0x41...0x5A, 0x61...0x7A: self = .letter
            case 0x30...0x39: self = .digit
            case 0..<0x80: self = .other
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
