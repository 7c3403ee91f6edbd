/// Cuts a text into the words that BPE works on, by GPT-2's pattern.
///
///     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
struct WordSplitter {
    private enum Kind {
        case letter, number, space, other
    }

    private static let ascii: [Kind] = (0..<128).map { kind(of: Unicode.Scalar(UInt8($0))) }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        if scalar.properties.isWhitespace { return .space }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: .letter
        case .decimalNumber, .letterNumber, .otherNumber: .number
        default: .other
        }
    }

    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Cuts a text that is well-formed UTF-8.
    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// The next word: a range of the text's bytes; nil at its end.
    mutating func next() -> Range<Int>? {
        guard position < text.count else { return nil }
        let start = position
        position = contraction(at: start) ?? run(at: start) ?? spaces(at: start)
        return start..<position
    }

    private func contraction(at start: Int) -> Int? {
        guard text[start] == UInt8(ascii: "'"), start + 1 < text.count else { return nil }
        switch text[start + 1] {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
        case let first where start + 2 < text.count:
            switch (first, text[start + 2]) {
            case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
                (UInt8(ascii: "l"), UInt8(ascii: "l")):
                return start + 3
            default: return nil
            }
        default: return nil
        }
    }

    /// Characters of one kind, a blank before them or not.
    private func run(at start: Int) -> Int? {
        var place = start
        if text[start] == UInt8(ascii: " ") { place += 1 }
        guard place < text.count else { return nil }
        let (kind, length) = character(at: place)
        guard kind != .space else { return nil }
        return end(of: kind, from: place + length).end
    }

    /// White space; the last of several is left for the word behind it.
    private func spaces(at start: Int) -> Int {
        let (end, last) = end(of: .space, from: start)
        return end == text.count || last == start ? end : last
    }

    /// Where a run ends, and where its last character begins.
    private func end(of kind: Kind, from start: Int) -> (end: Int, last: Int) {
        var place = start
        var last = start
        while place < text.count {
            let (next, length) = character(at: place)
            guard next == kind else { break }
            last = place
            place += length
        }
        return (place, last)
    }

    private func character(at place: Int) -> (kind: Kind, length: Int) {
        let first = text[place]
        if first < 0x80 { return (Self.ascii[Int(first)], 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(text[place + offset] & 0x3F) }
        return (Unicode.Scalar(value).map(Self.kind) ?? .other, length)
    }
}
