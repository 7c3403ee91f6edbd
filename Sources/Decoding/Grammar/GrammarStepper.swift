/// Moves threads over a grammar: the one place that knows what each kind of node does with a byte.
struct GrammarStepper {
    /// Calls within calls that an output may have; what nests deeper is not legal.
    static let deepest: Int32 = 1024
    /// Ways of having come to one place that are followed.
    ///
    /// Further ones are given up: a schema whose alternatives stay alike at each level would double them with each
    /// bracket.
    static let mostWays = 64

    let grammar: Grammar
    var stack = CallStack()

    /// Adds the threads that stand where a node begins to read.
    /// - Returns: whether the output may end here.
    @discardableResult
    mutating func enter(_ node: Grammar.NodeID, _ caller: Int32, into threads: inout [Thread]) -> Bool {
        var node = node, caller = caller, mayEnd = false
        // The last option of a branch is followed in this loop: in an object of many optional members each leads to the
        // next.
        while true {
            switch grammar.nodes[Int(node)] {
            case .literal:
                add(Thread(node: node, state: 0, count: 0, caller: caller), to: &threads)
                return mayEnd
            case .string:
                add(Thread(node: node, state: ByteAutomaton.contentBoundary, count: 0, caller: caller), to: &threads)
                return mayEnd
            case .terminal(let index, let next):
                let automaton = grammar.terminals[index].automaton
                let thread = Thread(node: node, state: automaton.start, count: 0, caller: caller)
                return settle(thread, automaton, next, into: &threads) || mayEnd
            case .branch(let options):
                guard let last = options.last else { return mayEnd }
                for option in options.dropLast() where enter(option, caller, into: &threads) { mayEnd = true }
                node = last
            case .call(let rule, let next):
                if stack.depth(of: caller) >= Self.deepest { return mayEnd }
                caller = stack.push(next, on: caller)
                node = rule
            case .end:
                if caller == CallStack.bottom { return true }
                node = stack.entries[Int(caller)].next
                caller = stack.entries[Int(caller)].caller
            }
        }
    }

    /// Adds the threads that follow one of them after a byte.
    /// - Returns: whether the output may end here.
    mutating func step(_ thread: Thread, _ byte: UInt8, into threads: inout [Thread]) -> Bool {
        var thread = thread
        switch grammar.nodes[Int(thread.node)] {
        case .literal(let bytes, let next):
            guard bytes[Int(thread.state)] == byte else { return false }
            thread.state += 1
            if Int(thread.state) == bytes.count { return enter(next, thread.caller, into: &threads) }
            add(thread, to: &threads)
            return false
        case .string(let least, let most, let next):
            if thread.state == ByteAutomaton.contentBoundary {
                if byte == UInt8(ascii: "\"") {
                    return thread.count >= least && enter(next, thread.caller, into: &threads)
                }
                if thread.count >= most { return false }
                thread.count = min(thread.count + 1, Int32.max - 1)
            }
            thread.state = ByteAutomaton.content.step(thread.state, byte)
            if thread.state != ByteAutomaton.dead { add(thread, to: &threads) }
            return false
        case .terminal(let index, let next):
            let automaton = grammar.terminals[index].automaton
            thread.state = automaton.step(thread.state, byte)
            return thread.state != ByteAutomaton.dead && settle(thread, automaton, next, into: &threads)
        case .branch, .call, .end:
            return false
        }
    }

    /// Adds a thread inside a terminal if more may follow there, and what follows the terminal if it may end.
    private mutating func settle(
        _ thread: Thread, _ automaton: ByteAutomaton, _ next: Grammar.NodeID, into threads: inout [Thread]
    ) -> Bool {
        if automaton.leadsOn[Int(thread.state)] { add(thread, to: &threads) }
        return automaton.isAccepting[Int(thread.state)] && enter(next, thread.caller, into: &threads)
    }

    private func add(_ thread: Thread, to threads: inout [Thread]) {
        var ways = 0
        for other in threads
        where other.node == thread.node && other.state == thread.state && other.count == thread.count {
            ways += 1
            if ways == Self.mostWays || stack.isSame(other.caller, thread.caller) { return }
        }
        threads.append(thread)
    }
}
