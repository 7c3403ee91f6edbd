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
    /// For each byte, and the end, whether words part there: a quoted part begins and ends at such places.
    private let isSeam: [Bool]

    /// - Parameters:
    ///   - text: what is to be folded.
    ///   - limit: scalars that are not blank, at most.
    init(_ text: String, limit: Int) {
        var line = String.UnicodeScalarView()
        var origins: [Int] = []
        var count = 0
        var isBlank = true
        var seams: [Bool] = []
        var previous = Kind.mark
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
                seams.append(true)
                previous = .mark
                isBlank = false
            }
            for lower in properties.lowercaseMapping.unicodeScalars {
                let kind = Kind(lower)
                let width = UTF8.width(lower)
                line.append(lower)
                origins.append(contentsOf: repeatElement(place, count: width))
                seams.append(!(kind == .word && previous == .word))
                seams.append(contentsOf: repeatElement(false, count: width - 1))
                previous = kind
            }
            count += 1
        }
        self.line = String(line)
        bytes = Array(self.line.utf8)
        self.origins = origins
        isSeam = seams + [true]
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
        let whole = starts.filter { isSeam[$0] && isSeam[$0 + wanted.count] }
        guard let start = whole.last(where: { isQuote(before: $0) }) ?? whole.last else { return nil }
        let hasBlank = start > 0 && bytes[start - 1] == UInt8(ascii: " ")
        return (hasBlank ? start - 1 : start)..<start + wanted.count
    }

    static func line(_ text: String, limit: Int) -> String { FoldedText(text, limit: limit).line }

    // MARK: Words

    /// The words and marks, each with the blank before it; in scripts without blanks, the characters.
    var words: [Range<Int>] {
        let seams = isSeam.indices.filter {
            isSeam[$0] && !(bytes.startIndex < $0 && bytes[$0 - 1] == UInt8(ascii: " "))
        }
        return zip(seams, seams.dropFirst()).map { $0..<$1 }
    }

    private enum Kind {
        case word, mark
        /// Of a script that puts no blanks between words.
        case unspaced

        init(_ scalar: Unicode.Scalar) {
            let properties = scalar.properties
            let isMark = [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
            guard properties.isAlphabetic || properties.numericType != nil || isMark else {
                self = .mark
                return
            }
            let isUnspaced = scalar.value >= 0x2E80 && !(0xAC00...0xD7A3).contains(scalar.value)
            self = isUnspaced || (0x0E00...0x0EFF).contains(scalar.value) ? .unspaced : .word
        }
    }

    private func isQuote(before place: Int) -> Bool {
        guard place > 0 else { return false }
        let before = String(decoding: bytes[..<place], as: UTF8.self).unicodeScalars.last
        return before.map { "\"'“„「『«‘".unicodeScalars.contains($0) } ?? false
    }
}
