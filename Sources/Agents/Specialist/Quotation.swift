/// Texts that are read once more behind a call, so that the model can say of each word whether it is meant.
///
/// Behind each word stands `<quote>`, where the model judges the word as it judges elements: `<hit>` against `<miss>`. The
/// words are known beforehand, so one reading judges them all, and nothing can be said that was not given.
struct Quotation {
    private(set) var parts: [Part]
    private(set) var words: [Word] = []

    /// What one argument is chosen from.
    struct Part {
        /// Of the argument, where there are several.
        var name = ""
        /// What kind of texts they are: `<task>` the request, `<screen>` an element, `<app>` names, `<tools>` options.
        var origin: SpecialToken
        var sources: [FoldedText]
        /// Whether a text is meant as a whole or not at all.
        var isWhole = false
    }

    /// What is judged: a word, or a whole text.
    struct Word {
        var part: Int
        var source: Int
        var range: Range<Int>
    }

    init(_ parts: [Part]) {
        self.parts = parts
        for (place, part) in parts.enumerated() {
            for (source, text) in part.sources.enumerated() {
                let ranges = part.isWhole ? [0..<text.bytes.count] : text.words
                words += ranges.map { Word(part: place, source: source, range: $0) }
            }
        }
    }

    /// `<arg>`, name and origin of each part, then its words, each before `<quote>`.
    var pieces: [SpecialistPrompt.Piece] {
        var pieces: [SpecialistPrompt.Piece] = []
        for (place, part) in parts.enumerated() {
            pieces.append(.special(.argument))
            if !part.name.isEmpty { pieces.append(.text(part.name)) }
            pieces.append(.special(part.origin))
            for word in words where word.part == place {
                let bytes = part.sources[word.source].bytes[word.range]
                pieces += [.text(String(decoding: bytes, as: UTF8.self)), .special(.quote)]
            }
        }
        return pieces
    }

    // MARK: Choosing

    /// What is meant of a part.
    struct Choice {
        var source: Int
        var text: String
        /// As sure as its least sure word.
        var probability: Double
    }

    /// Chooses the words that most speaks for: neighbours of one text, or one whole text.
    ///
    /// - Parameters:
    ///   - part: its place.
    ///   - verdicts: of each word how much speaks for it, as a logit; of words left out at the end none.
    ///   - isNeeded: whether something is chosen though nothing speaks for it.
    /// - Returns: nil where nothing speaks for any word, or there is none.
    func choice(of part: Int, _ verdicts: [Float], isNeeded: Bool) -> Choice? {
        let judged = zip(words, verdicts).filter { $0.0.part == part }
        var best: (range: Range<Int>, sum: Float)?
        var start = 0
        var sum: Float = 0
        for (place, (word, verdict)) in judged.enumerated() {
            let goesOn = sum > 0 && !parts[part].isWhole && judged[place - 1].0.source == word.source
            if !goesOn { (start, sum) = (place, 0) }
            sum += verdict
            if sum > best?.sum ?? -.infinity { best = (start..<place + 1, sum) }
        }
        guard let best, best.sum > 0 || isNeeded else { return nil }
        let (first, last) = (judged[best.range.lowerBound].0, judged[best.range.upperBound - 1].0)
        let sureness = judged.enumerated().map { place, judged in
            Probability.sigmoid(Double(best.range.contains(place) ? judged.1 : -judged.1))
        }
        return Choice(
            source: first.source,
            text: parts[part].sources[first.source].original(of: first.range.lowerBound..<last.range.upperBound),
            probability: sureness.min() ?? 1)
    }

    /// The words that make up a text, in its first source that has it.
    ///
    /// - Returns: nil where the text stands nowhere.
    func places(of text: String, in part: Int) -> [Int]? {
        for (number, source) in parts[part].sources.enumerated() {
            let own = words.indices.filter { words[$0].part == part && words[$0].source == number }
            if parts[part].isWhole {
                if source.line == FoldedText.line(text, limit: .max) { return own }
            } else if let range = source.range(of: text) {
                return own.filter { words[$0].range.overlaps(range) }
            }
        }
        return nil
    }
}
