/// Follows an output byte by byte: what has been read can always be completed, or it was refused.
package struct GrammarMatcher {
    /// A state to come back to; valid until the matcher goes back to an earlier one.
    package struct Checkpoint {
        fileprivate var threads: [Thread]
        fileprivate var mayEnd: Bool
        fileprivate var calls: Int
    }

    var stepper: GrammarStepper
    private(set) var threads: [Thread] = []
    /// Whether the output may end here.
    package private(set) var mayEnd = false

    package init(_ grammar: Grammar) {
        stepper = GrammarStepper(grammar: grammar)
        mayEnd = stepper.enter(grammar.start, CallStack.bottom, into: &threads)
    }

    /// Whether nothing can follow: the output is complete.
    package var mustEnd: Bool { threads.isEmpty }

    /// Reads bytes; refuses all of them when one is not legal.
    package mutating func read(_ bytes: some Sequence<UInt8>) -> Bool {
        let before = checkpoint
        for byte in bytes where !read(byte) {
            goBack(to: before)
            return false
        }
        return true
    }

    /// Reads one byte, or leaves everything as it was.
    package mutating func read(_ byte: UInt8) -> Bool {
        var next: [Thread] = []
        var ends = false
        for thread in threads where stepper.step(thread, byte, into: &next) { ends = true }
        guard ends || !next.isEmpty else { return false }
        threads = next
        mayEnd = ends
        return true
    }

    /// The only byte that can follow, or nil when there are several, or the output may end.
    package var forcedByte: UInt8? {
        if mayEnd { return nil }
        var forced: UInt8?
        for thread in threads {
            guard let byte = onlyByte(of: thread), forced == nil || forced == byte else { return nil }
            forced = byte
        }
        return forced
    }

    private func onlyByte(of thread: Thread) -> UInt8? {
        switch stepper.grammar.nodes[Int(thread.node)] {
        case .literal(let bytes, _): return bytes[Int(thread.state)]
        case .terminal(let index, _):
            let only = stepper.grammar.terminals[index].automaton.onlyByte[Int(thread.state)]
            return only < 0 ? nil : UInt8(only)
        case .string(_, let most, _):
            // A string that is full can only be closed.
            if thread.state == ByteAutomaton.contentBoundary { return thread.count >= most ? UInt8(ascii: "\"") : nil }
            let only = ByteAutomaton.content.onlyByte[Int(thread.state)]
            return only < 0 ? nil : UInt8(only)
        case .branch, .call, .end: return nil
        }
    }

    /// The bytes that must follow, up to where there is a choice or the output may end; `limit` at most.
    package func forcedBytes(limit: Int = 4096) -> [UInt8] {
        var ahead = self
        var bytes: [UInt8] = []
        while bytes.count < limit, let byte = ahead.forcedByte, ahead.read(byte) { bytes.append(byte) }
        return bytes
    }

    package var checkpoint: Checkpoint {
        Checkpoint(threads: threads, mayEnd: mayEnd, calls: stepper.stack.entries.count)
    }

    package mutating func goBack(to checkpoint: Checkpoint) {
        threads = checkpoint.threads
        mayEnd = checkpoint.mayEnd
        stepper.stack.cut(to: checkpoint.calls)
    }
}
