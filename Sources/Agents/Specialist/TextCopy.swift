/// What has been copied so far, and what may follow: parts of given texts, by whole words.
struct TextCopy {
    private let sources: [FoldedText]
    /// Where the part may lie: all that fit what was written.
    private var matches: [Match] = []
    private var isEmpty = true

    private struct Match {
        var source: Int
        var range: Range<Int>
    }

    init(_ sources: [FoldedText]) {
        self.sources = sources
        for (index, source) in sources.enumerated() {
            matches += source.bytes.indices.filter(source.mayBegin).map { Match(source: index, range: $0..<$0) }
        }
    }

    /// Whether the part may end here.
    var mayEnd: Bool { !isEmpty && matches.contains { sources[$0.source].mayEnd(at: $0.range.upperBound) } }

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
    var text: String? {
        matches.first { sources[$0.source].mayEnd(at: $0.range.upperBound) }.map {
            sources[$0.source].original(of: $0.range)
        }
    }

    /// Longer tokens are not looked for.
    private static let longestToken = 24
}
