/// The tokens that are nothing but characters of a JSON string, and the tree of all others.
///
/// Where a string may hold anything, all plain tokens are legal; only the others (with quotes, backslashes, line ends,
/// beginning inside a character) have to be looked at one by one.
struct PlainTokens: Sendable {
    let mask: TokenMask
    let others: TokenTrie

    /// Sorts the tokens; `duplicates` have the same bytes as another, which stands for them.
    init(_ vocabulary: Vocabulary, duplicates: [(token: Int, of: Int)]) {
        let stoodFor = Set(duplicates.map(\.token))
        var mask = TokenMask(count: vocabulary.count)
        var others: [Int] = []
        for token in 0..<vocabulary.count where !stoodFor.contains(token) {
            if Self.isPlain(vocabulary[token]) { mask.insert(token) } else { others.append(token) }
        }
        self.mask = mask
        self.others = TokenTrie(vocabulary, only: others)
    }

    /// Whether the bytes are raw characters from the first on; the last may be cut off.
    private static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
        var state = ByteAutomaton.contentBoundary
        for byte in bytes {
            if byte == UInt8(ascii: "\\") { return false }
            state = ByteAutomaton.content.step(state, byte)
            if state == ByteAutomaton.dead || state == ByteAutomaton.contentEnd { return false }
        }
        return !bytes.isEmpty
    }

    /// Adds the plain tokens that an automaton follows, looking only at those that do not become free at once.
    ///
    /// The state lies between two scalars.
    func addFree(_ automaton: ByteAutomaton, from state: Int32, in trie: TokenTrie, to mask: inout TokenMask) {
        guard let isFree = automaton.isFree else { return }
        mask.formUnion(self.mask)
        if isFree[Int(state)] { return }
        var removed = TokenMask(count: mask.count)
        trie.nodes.withUnsafeBufferPointer { nodes in
            var states = [Int32](repeating: state, count: trie.deepest + 1)
            var index = 1
            while index < nodes.count {
                let node = nodes[index], depth = Int(node.depth)
                let after = automaton.step(states[depth - 1], node.byte)
                states[depth] = after
                if after == ByteAutomaton.dead {
                    for below in index..<Int(node.next) where nodes[below].token >= 0 {
                        removed.insert(Int(nodes[below].token))
                    }
                    index = Int(node.next)
                } else {
                    index = isFree[Int(after)] ? Int(node.next) : index + 1
                }
            }
        }
        mask.subtract(removed)
    }
}
