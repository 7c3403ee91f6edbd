/// What each token does inside a JSON string, for one vocabulary: computed once, used by every grammar.
///
/// Nearly every token is legal inside a string, so a walk over the tree would visit nearly all of it. Tokens that stay
/// inside the string are sorted by the number of scalars that they begin, since only lengths can forbid them; of those
/// that close it only the places behind the quote are kept.
struct StringReach: Sendable {
    /// Scalars up to which there is a set for each number; longer tokens are listed.
    static let tabulated = 24

    /// For each number of scalars, the tokens that stay inside the string and begin at most so many.
    let within: [TokenMask]
    /// Tokens that stay inside and begin more than `tabulated` scalars, with that number.
    let long: [(token: Int, count: Int32)]
    /// Places behind a closing quote, with the scalars begun before it.
    let exits: [Exit]

    struct Exit: Sendable {
        var node: UInt32
        var count: Int32
        /// The token that ends at the quote, or -1.
        var token: Int32
        /// Whether longer tokens go on behind it.
        var goesOn: Bool
    }

    /// Follows all tokens from a state of `ByteAutomaton.content`; `tokens` is the size of the vocabulary.
    init(_ trie: TokenTrie, from state: Int32, count tokens: Int) {
        var exact = (0...Self.tabulated).map { _ in TokenMask(count: tokens) }
        var long: [(token: Int, count: Int32)] = []
        var exits: [Exit] = []
        let content = ByteAutomaton.content
        var states = [Int32](repeating: state, count: trie.deepest + 1)
        var counts = [Int32](repeating: 0, count: trie.deepest + 1)
        trie.nodes.withUnsafeBufferPointer { nodes in
            var index = 1
            while index < nodes.count {
                let node = nodes[index], depth = Int(node.depth), before = states[depth - 1]
                let after = content.step(before, node.byte)
                if after == ByteAutomaton.dead {
                    index = Int(node.next)
                } else if after == ByteAutomaton.contentEnd {
                    let exit = Exit(
                        node: UInt32(index), count: counts[depth - 1], token: node.token,
                        goesOn: !node.isLeaf(at: index))
                    exits.append(exit)
                    index = Int(node.next)
                } else {
                    let begun = counts[depth - 1] + (before == ByteAutomaton.contentBoundary ? 1 : 0)
                    states[depth] = after
                    counts[depth] = begun
                    if node.token >= 0 {
                        if begun <= Self.tabulated {
                            exact[Int(begun)].insert(Int(node.token))
                        } else {
                            long.append((Int(node.token), begun))
                        }
                    }
                    index += 1
                }
            }
        }
        for index in 1...Self.tabulated { exact[index].formUnion(exact[index - 1]) }
        within = exact
        self.long = long
        self.exits = exits
    }
}
