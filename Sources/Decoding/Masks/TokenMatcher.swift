/// Follows an output token by token under a constraint.
package struct TokenMatcher {
    package let constraint: TokenConstraint
    private var matcher: GrammarMatcher
    /// Whether an end token has been read.
    package private(set) var hasEnded = false

    package init(_ constraint: TokenConstraint) {
        self.constraint = constraint
        matcher = GrammarMatcher(constraint.grammar)
    }

    /// A state to come back to; valid until the matcher goes back to an earlier one.
    package struct Checkpoint {
        fileprivate var matcher: GrammarMatcher.Checkpoint
        fileprivate var hasEnded: Bool
    }

    /// The tokens that may come next; none behind an end token.
    package var mask: TokenMask {
        hasEnded ? TokenMask(count: constraint.index.vocabulary.count) : constraint.mask(after: matcher)
    }

    /// Whether the output may end here.
    package var mayEnd: Bool { matcher.mayEnd }

    /// Whether nothing but an end token may follow.
    package var mustEnd: Bool { matcher.mustEnd }

    /// Reads a token, or leaves everything as it was when it is not legal.
    package mutating func read(_ token: Vocabulary.Token) -> Bool {
        let vocabulary = constraint.index.vocabulary
        guard !hasEnded, 0..<vocabulary.count ~= token else { return false }
        if vocabulary.endTokens.contains(token), matcher.mayEnd {
            hasEnded = true
            return true
        }
        let bytes = vocabulary[token]
        return !bytes.isEmpty && matcher.read(bytes)
    }

    /// Reads bytes that some other tokenization wrote.
    package mutating func read(bytes: some Sequence<UInt8>) -> Bool { !hasEnded && matcher.read(bytes) }

    /// The tokens that must follow, as the model would have written them.
    ///
    /// A token is forced only where it ends before every legal token that goes on beyond the forced bytes: the model
    /// might have chosen such a one, and would then see itself continue a text that it never writes so ("ord" where
    /// `orderId` and `orderName` are legal).
    ///
    /// - Parameter tokenize: how the model's tokenizer splits a text.
    /// - Returns: the tokens, not yet read.
    package func forcedTokens(tokenize: ([UInt8]) -> [Vocabulary.Token]) -> [Vocabulary.Token] {
        let bytes = matcher.forcedBytes()
        guard !bytes.isEmpty, !hasEnded else { return [] }
        var ahead = matcher
        guard ahead.read(bytes) else { return [] }
        let longest = constraint.index.trie.deepest
        let open = bytes.indices.suffix(longest).first { constraint.goesBeyond(bytes[$0...], before: ahead) }
        var forced: [Vocabulary.Token] = []
        var rest = bytes[..<(open ?? bytes.count)]
        for token in tokenize(bytes) {
            guard 0..<constraint.index.vocabulary.count ~= token else { break }
            let text = constraint.index.vocabulary[token]
            if text.isEmpty || !rest.starts(with: text) { break }
            forced.append(token)
            rest = rest.dropFirst(text.count)
        }
        return forced
    }

    package var checkpoint: Checkpoint { Checkpoint(matcher: matcher.checkpoint, hasEnded: hasEnded) }

    package mutating func goBack(to checkpoint: Checkpoint) {
        matcher.goBack(to: checkpoint.matcher)
        hasEnded = checkpoint.hasEnded
    }
}
