/// What has been copied so far, and what may follow: parts of given texts, by whole words, or whole texts.
struct TextCopy {
    private let sources: [FoldedText]
    /// Where the part may lie: all that fit what was written.
    private var matches: [Match] = []
    private var isEmpty = true
    private let isWhole: Bool

    private struct Match {
        var source: Int
        var range: Range<Int>
    }

    /// - Parameters:
    ///   - sources: the texts to copy from.
    ///   - isWhole: whether a text is copied as a whole or not at all.
    init(_ sources: [FoldedText], isWhole: Bool = false) {
        self.sources = sources
        self.isWhole = isWhole
        for (index, source) in sources.enumerated() {
            let starts = isWhole ? Array(source.bytes.indices.prefix(1)) : source.bytes.indices.filter(source.mayBegin)
            matches += starts.map { Match(source: index, range: $0..<$0) }
        }
    }

    /// Whether the part may end here.
    var mayEnd: Bool { ending != nil }

    private var ending: Match? {
        if isEmpty { return nil }
        return matches.first { match in
            let source = sources[match.source]
            let end = match.range.upperBound
            return isWhole ? end == source.bytes.count : source.mayEnd(at: end)
        }
    }

    /// Finds every token that may follow.
    ///
    /// - Parameter vocabulary: finds the token of some bytes.
    /// - Returns: ids of tokens, ascending.
    func tokens(_ vocabulary: [[UInt8]: Int]) -> [Int] {
        var found: Set<Int> = []
        for match in matches {
            let bytes = sources[match.source].bytes
            let start = match.range.upperBound
            for end in start..<min(start + Self.longestToken, bytes.count) {
                if let token = vocabulary[Array(bytes[start...end])] { found.insert(token) }
            }
        }
        return found.sorted()
    }

    mutating func append(_ token: [UInt8]) {
        isEmpty = false
        matches = matches.compactMap { match in
            let rest = sources[match.source].bytes[match.range.upperBound...]
            guard rest.starts(with: token) else { return nil }
            return Match(source: match.source, range: match.range.lowerBound..<match.range.upperBound + token.count)
        }
    }

    /// What was copied, as it stood before folding; nil where no part ends here.
    var text: String? { ending.map { sources[$0.source].original(of: $0.range) } }

    /// Which of the texts it is a part of; nil where no part ends here.
    var source: Int? { ending.map(\.source) }

    /// Longer tokens are not looked for.
    private static let longestToken = 32
}
