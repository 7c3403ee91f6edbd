import Synchronization

/// A grammar over a vocabulary: which tokens may come next.
///
/// What was computed for one state serves every other output in the same state, so a constraint is kept and shared as
/// long as its grammar is in use.
package final class TokenConstraint: Sendable {
    /// Masks and reaches that are kept; older ones make room.
    private static let mostKept = 256

    package let grammar: Grammar
    package let index: TokenIndex
    private let kept = Mutex(Kept())

    private struct Kept {
        var masks: [[Int32]: TokenMask] = [:]
        var reaches: [ReachKey: TerminalReach] = [:]
    }

    private struct ReachKey: Hashable {
        var terminal: Int
        var state: Int32
    }

    package init(_ grammar: Grammar, _ index: TokenIndex) {
        self.grammar = grammar
        self.index = index
    }

    /// The tokens that may follow what a matcher of this grammar has read, the end tokens among them where it may end.
    package func mask(after matcher: GrammarMatcher) -> TokenMask {
        let key = MaskKey.key(of: matcher, longest: index.trie.deepest)
        if let mask = kept.withLock({ $0.masks[key] }) { return mask }
        var mask = TokenMask(count: index.vocabulary.count)
        var walk = MaskWalk(constraint: self, stepper: matcher.stepper)
        walk.add(matcher.threads, to: &mask)
        for duplicate in index.trie.duplicates where mask.contains(duplicate.of) { mask.insert(duplicate.token) }
        if matcher.mayEnd {
            for token in index.vocabulary.endTokens { mask.insert(token) }
        }
        kept.withLock {
            if $0.masks.count >= Self.mostKept { $0.masks.removeAll() }
            $0.masks[key] = mask
        }
        return mask
    }

    /// Whether a token begins with these bytes and goes on with what a matcher may read behind them.
    func goesBeyond(_ bytes: ArraySlice<UInt8>, before matcher: GrammarMatcher) -> Bool {
        var mask = TokenMask(count: index.vocabulary.count)
        var walk = MaskWalk(constraint: self, stepper: matcher.stepper)
        walk.add(matcher.threads, behind: bytes, to: &mask)
        return !mask.isEmpty
    }

    /// What tokens do from a state of a terminal.
    func reach(_ terminal: Int, _ state: Int32) -> TerminalReach {
        let automaton = grammar.terminals[terminal].automaton
        if let reach = index.sharedReach(automaton, state) { return reach }
        let key = ReachKey(terminal: terminal, state: state)
        if let reach = kept.withLock({ $0.reaches[key] }) { return reach }
        let reach = index.reach(automaton, state)
        kept.withLock {
            if $0.reaches.count >= Self.mostKept { $0.reaches.removeAll() }
            $0.reaches[key] = reach
        }
        return reach
    }
}

/// What tells apart the states of a matcher that differ in their masks.
enum MaskKey {
    /// The key of a matcher's state; lengths that a token of `longest` bytes cannot reach are taken as equal.
    static func key(of matcher: GrammarMatcher, longest: Int) -> [Int32] {
        let farAway = Int32(clamping: longest + 1)
        var key: [Int32] = [matcher.mayEnd ? 1 : 0]
        for thread in matcher.threads {
            key.append(thread.node)
            key.append(thread.state)
            if case .string(let least, let most, _) = matcher.stepper.grammar.nodes[Int(thread.node)] {
                key.append(min(max(0, least - thread.count), farAway))
                key.append(min(most - thread.count, farAway))
            }
            var caller = thread.caller
            while caller != CallStack.bottom {
                let entry = matcher.stepper.stack.entries[Int(caller)]
                key.append(entry.next)
                caller = entry.caller
            }
            key.append(-1)
        }
        return key
    }
}
