/// A part of an instruction: its words for matching, and its text as written for typing.
struct Phrase {
    /// A word between spaces, or everything between two quotation marks.
    struct Word {
        /// In lower case, without punctuation around it.
        var key: String
        var isQuoted = false
        /// As written, without the quotation marks.
        var range: Range<String.Index>
    }

    let source: String
    var words: [Word]

    init(_ source: String) {
        self.source = source
        words = []
        var index = source.startIndex
        while index < source.endIndex {
            if source[index].isWhitespace || Self.ideographicBreaks.contains(source[index]) {
                index = source.index(after: index)
            } else if let quoted = Self.quotation(in: source, at: index) {
                words.append(Word(key: source[quoted].lowercased(), isQuoted: true, range: quoted))
                index = source.index(after: quoted.upperBound)
            } else {
                let end = Self.wordEnd(in: source, from: index)
                if let word = Self.word(in: source, index..<end) { words.append(word) }
                index = end
            }
        }
    }

    init(source: String, words: some Sequence<Word>) {
        self.source = source
        self.words = Array(words)
    }

    var isEmpty: Bool { words.isEmpty }
    var keys: [String] { words.map(\.key) }

    /// The text as written from the first word to the last; a lone quotation loses its marks.
    var text: String {
        guard let first = words.first, let last = words.last else { return "" }
        if words.count == 1 { return String(source[first.range]) }
        let start = first.isQuoted ? source.index(before: first.range.lowerBound) : first.range.lowerBound
        let end = last.isQuoted ? source.index(after: last.range.upperBound) : last.range.upperBound
        return String(source[start..<end])
    }

    subscript(range: some RangeExpression<Int>) -> Phrase { Phrase(source: source, words: words[range]) }

    /// Whether the words from that place on begin with these; quoted words never match.
    func matches(_ keys: [String], at place: Int) -> Bool {
        guard place >= 0, place + keys.count <= words.count else { return false }
        return zip(words[place...], keys).allSatisfy { !$0.isQuoted && $0.key == $1 }
    }

    private static let quotes: [Character: Character] = [
        "\"": "\"", "\u{201C}": "\u{201D}", "\u{2018}": "\u{2019}", "'": "'", "`": "`", "«": "»", "「": "」", "『": "』",
    ]

    /// The inside of a quotation that opens here and closes at a word's end.
    private static func quotation(in text: String, at index: String.Index) -> Range<String.Index>? {
        guard let close = quotes[text[index]] else { return nil }
        let start = text.index(after: index)
        var end = start
        while end < text.endIndex {
            let next = text.index(after: end)
            let closesWord = next == text.endIndex || !(text[next].isLetter || text[next].isNumber) || close == "」"
            if text[end] == close, closesWord { return start < end ? start..<end : nil }
            end = next
        }
        return nil
    }

    /// Marks that end a word of a script without spaces.
    static let ideographicBreaks: Set<Character> = ["，", "。", "；", "！", "？", "|"]

    /// Where the word ends: at a space, or before a mark or a quotation that Chinese text sets without one.
    private static func wordEnd(in text: String, from start: String.Index) -> String.Index {
        var end = text.index(after: start)
        while end < text.endIndex, !text[end].isWhitespace {
            if ideographicBreaks.contains(text[end]) { break }
            if !text[end].isASCII, quotation(in: text, at: end) != nil { break }
            end = text.index(after: end)
        }
        return end
    }

    private static func word(in text: String, _ range: Range<String.Index>) -> Word? {
        var trimmed = text[range]
        while let last = trimmed.last, ".,;:!?。，！？；：)\"".contains(last), trimmed.count > 1 {
            trimmed = trimmed.dropLast()
        }
        while let first = trimmed.first, "(\"".contains(first), trimmed.count > 1 { trimmed = trimmed.dropFirst() }
        guard trimmed.contains(where: { !",.;".contains($0) && !ideographicBreaks.contains($0) }) else { return nil }
        return Word(key: trimmed.lowercased(), range: trimmed.startIndex..<trimmed.endIndex)
    }
}
