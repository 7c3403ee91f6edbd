/// Which tokens a terminal allows from one of its states: those that stay inside it, and the places where it may end.
struct TerminalReach: Sendable {
    let inside: TokenMask
    /// Places in a tree, below which tokens go on with what follows the terminal.
    let exits: [UInt32]
    /// Whether the places lie in the tree of tokens that are more than characters; see `PlainTokens`.
    let isAmongOthers: Bool

    init(_ index: TokenIndex, _ automaton: ByteAutomaton, from state: Int32) {
        var inside = TokenMask(count: index.vocabulary.count)
        var exits: [UInt32] = []
        // Between two scalars of a string that may become free, most tokens need no look: all characters lead on.
        let isMostlyFree = automaton.isFree != nil && state < automaton.boundaries
        if isMostlyFree { index.plain.addFree(automaton, from: state, in: index.trie, to: &inside) }
        let tree = isMostlyFree ? index.plain.others : index.trie
        tree.lend(marking: &inside) { view in
            view.walk(automaton, from: state, below: 0) { exits.append($0) }
        }
        self.inside = inside
        self.exits = exits
        isAmongOthers = isMostlyFree
    }
}
