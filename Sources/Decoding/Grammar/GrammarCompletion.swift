extension GrammarMatcher {
    /// The shortest text that makes what was read complete: for an output that was cut off.
    ///
    /// Where values are missing it invents the shortest ones that are legal, so the result is well formed and valid, and
    /// not what the model would have said.
    ///
    /// - Parameter limit: how many bytes at most; a short schema may ask for more than memory holds.
    /// - Returns: no bytes where the output may end here; nil where it takes more than `limit`.
    package func shortestCompletion(limit: Int = 1 << 20) -> [UInt8]? {
        if mayEnd { return [] }
        let paths = ShortestPaths(stepper.grammar, limit: limit)
        return threads.map { paths.text(from: $0, stepper.stack) }.min { $0.count < $1.count }
            .flatMap { $0.count <= limit ? $0 : nil }
    }
}

/// The shortest ways through a grammar.
private struct ShortestPaths {
    private let grammar: Grammar
    /// For each node the fewest bytes to the end of its rule.
    private let lengths: [Int]
    /// A text that has become longer is not continued.
    private let limit: Int

    init(_ grammar: Grammar, limit: Int) {
        self.grammar = grammar
        self.limit = limit
        let far = Int.max / 4
        var lengths = [Int](repeating: far, count: grammar.nodes.count)
        let terminals = grammar.terminals.map {
            $0.automaton.shortest(from: $0.automaton.start) { _ in false }?.count ?? far
        }
        var changed = true
        while changed {
            changed = false
            for (index, node) in grammar.nodes.enumerated() {
                let length =
                    switch node {
                    case .literal(let bytes, let next): bytes.count + lengths[Int(next)]
                    case .terminal(let terminal, let next): terminals[terminal] + lengths[Int(next)]
                    case .string(let least, _, let next): Int(least) + 1 + lengths[Int(next)]
                    case .branch(let options): options.map { lengths[Int($0)] }.min() ?? far
                    case .call(let rule, let next): lengths[Int(rule)] + lengths[Int(next)]
                    case .end: 0
                    }
                if length < lengths[index] {
                    lengths[index] = length
                    changed = true
                }
            }
        }
        self.lengths = lengths
    }

    /// The rest of what a thread reads, and of the rules that called it.
    func text(from thread: Thread, _ stack: CallStack) -> [UInt8] {
        var text: [UInt8] = []
        switch grammar.nodes[Int(thread.node)] {
        case .literal(let bytes, let next):
            text += bytes[Int(thread.state)...]
            append(next, to: &text)
        case .terminal(let terminal, let next):
            text += grammar.terminals[terminal].automaton.shortest(from: thread.state) { _ in false } ?? []
            append(next, to: &text)
        case .string(let least, _, let next):
            let isInside = thread.state != ByteAutomaton.contentBoundary
            if isInside {
                text += ByteAutomaton.content.shortest(from: thread.state) { $0 == ByteAutomaton.contentBoundary } ?? []
            }
            appendString(of: least - thread.count, next, to: &text)
        case .branch, .call, .end: append(thread.node, to: &text)
        }
        var caller = thread.caller
        while caller != CallStack.bottom {
            let entry = stack.entries[Int(caller)]
            append(entry.next, to: &text)
            caller = entry.caller
        }
        return text
    }

    /// Adds the shortest text from a node to the end of its rule.
    private func append(_ start: Grammar.NodeID, to text: inout [UInt8]) {
        var node = start
        while text.count <= limit {
            switch grammar.nodes[Int(node)] {
            case .literal(let bytes, let next):
                text += bytes
                node = next
            case .terminal(let terminal, let next):
                let automaton = grammar.terminals[terminal].automaton
                text += automaton.shortest(from: automaton.start) { _ in false } ?? []
                node = next
            case .string(let least, _, let next):
                appendString(of: least, nil, to: &text)
                node = next
            case .branch(let options):
                guard let best = options.min(by: { lengths[Int($0)] < lengths[Int($1)] }) else { return }
                node = best
            case .call(let rule, let next):
                append(rule, to: &text)
                node = next
            case .end: return
            }
        }
    }

    /// Adds so many characters, the closing quote, and what follows.
    private func appendString(of count: Int32, _ next: Grammar.NodeID?, to text: inout [UInt8]) {
        let length = min(Int(max(count, 0)), limit)
        text += [UInt8](repeating: UInt8(ascii: "x"), count: length) + [UInt8(ascii: "\"")]
        if let next { append(next, to: &text) }
    }
}

extension ByteAutomaton {
    /// The fewest bytes that lead from a state to one that accepts, or at which `isGoal` says to stop.
    fileprivate func shortest(from start: Int32, until isGoal: (Int32) -> Bool) -> [UInt8]? {
        var cameFrom: [Int32: (state: Int32, byte: UInt8)] = [:]
        var open = [start][...]
        while let state = open.popFirst() {
            if isAccepting[Int(state)] || (state != start && isGoal(state)) {
                var bytes: [UInt8] = []
                var place = state
                while place != start, let step = cameFrom[place] {
                    bytes.append(step.byte)
                    place = step.state
                }
                return bytes.reversed()
            }
            for byte in UInt8.min...UInt8.max {
                let next = step(state, byte)
                if next == Self.dead || next == start || cameFrom[next] != nil { continue }
                cameFrom[next] = (state, byte)
                open.append(next)
            }
        }
        return nil
    }
}
