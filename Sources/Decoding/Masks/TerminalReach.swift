/// Which tokens a terminal allows from one of its states: those that stay inside it, and the places where it may end.
struct TerminalReach: Sendable {
    let inside: TokenMask
    /// Places in the tree, below which tokens go on with what follows the terminal.
    let exits: [UInt32]

    init(_ trie: TokenTrie, _ automaton: ByteAutomaton, from state: Int32, count tokens: Int) {
        var inside = TokenMask(count: tokens)
        var exits: [UInt32] = []
        inside.withWords { words in
            trie.nodes.withUnsafeBufferPointer { nodes in
                trie.roots.withUnsafeBufferPointer { roots in
                    TreeView(nodes: nodes, roots: roots, words: words).walk(automaton, from: state, below: 0) {
                        exits.append($0)
                    }
                }
            }
        }
        self.inside = inside
        self.exits = exits
    }
}
