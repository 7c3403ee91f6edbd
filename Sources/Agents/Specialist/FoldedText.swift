/// Text as the specialist reads it, which remembers where each part of it comes from.
///
/// Lower case, on one line, each word behind a blank, without private-use and format scalars, clipped. The model matches
/// words, so capitals are noise to it; the blank makes a word the same token wherever it stands.
struct FoldedText: Sendable {
    /// Empty when nothing is left, else it begins with a blank.
    let line: String
    /// The UTF-8 of `line`.
    let bytes: [UInt8]
    private let original: [Unicode.Scalar]
    /// For each byte, the index of the scalar in `original` that it stands for.
    private let origins: [Int]

    /// - Parameters:
    ///   - text: what is to be folded.
    ///   - limit: scalars that are not blank, at most.
    init(_ text: String, limit: Int) {
        var line = String.UnicodeScalarView()
        var origins: [Int] = []
        var count = 0
        var isBlank = true
        original = Array(text.unicodeScalars)
        for (place, scalar) in original.enumerated() {
            let properties = scalar.properties
            if properties.generalCategory == .privateUse || properties.generalCategory == .format { continue }
            if properties.isWhitespace || properties.generalCategory == .control {
                isBlank = true
                continue
            }
            if count >= limit { break }
            if isBlank {
                line.append(" ")
                origins.append(place)
                isBlank = false
            }
            for lower in properties.lowercaseMapping.unicodeScalars {
                line.append(lower)
                origins.append(contentsOf: repeatElement(place, count: UTF8.width(lower)))
            }
            count += 1
        }
        self.line = String(line)
        bytes = Array(self.line.utf8)
        self.origins = origins
    }

    /// What stood there before folding, without the blank in front.
    func original(of range: Range<Int>) -> String {
        let start = range.first { bytes[$0] != UInt8(ascii: " ") } ?? range.lowerBound
        guard start < range.upperBound else { return "" }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: original[origins[start]...origins[range.upperBound - 1]])
        return String(scalars)
    }

    /// The place of a text in this one, with the blank in front of it; the last one between quotes, else the last.
    func range(of text: String) -> Range<Int>? {
        let wanted = Array(FoldedText(text, limit: .max).bytes.dropFirst())
        guard !wanted.isEmpty, wanted.count <= bytes.count else { return nil }
        let starts = (0...bytes.count - wanted.count).filter { bytes[$0...].starts(with: wanted) }
        let whole = starts.filter { mayBegin(at: $0) && mayEnd(at: $0 + wanted.count) }
        guard let start = whole.last(where: { isQuote(before: $0) }) ?? whole.last else { return nil }
        let hasBlank = start > 0 && bytes[start - 1] == UInt8(ascii: " ")
        return (hasBlank ? start - 1 : start)..<start + wanted.count
    }

    static func line(_ text: String, limit: Int) -> String { FoldedText(text, limit: limit).line }

    // MARK: Words

    /// Whether a copied part may begin there: at a blank, behind a mark, and anywhere in scripts without blanks.
    func mayBegin(at place: Int) -> Bool {
        guard place < bytes.count, bytes[place] & 0xC0 != 0x80 else { return false }
        return place == 0 || !Self.isWord(bytes[place]) || !isWordBefore(place) || bytes[place] >= 0xE2
    }

    /// Whether a copied part may end before that place.
    func mayEnd(at place: Int) -> Bool {
        guard place < bytes.count else { return place == bytes.count }
        guard bytes[place] & 0xC0 != 0x80 else { return false }
        return !Self.isWord(bytes[place]) || !isWordBefore(place) || bytes[place] >= 0xE2
    }

    /// Letters and digits of ASCII, and all that is beyond it.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: true
        default: false
        }
    }

    private func isWordBefore(_ place: Int) -> Bool { place > 0 && Self.isWord(bytes[place - 1]) }

    private func isQuote(before place: Int) -> Bool {
        place > 0 && [UInt8(ascii: "\""), UInt8(ascii: "'"), 0x9C, 0x98, 0x8C, 0xAB].contains(bytes[place - 1])
    }
}
