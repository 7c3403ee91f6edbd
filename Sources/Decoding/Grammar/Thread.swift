/// One way in which an output may have come about: a place in a grammar, and where to go on when its rule ends.
///
/// Several threads are alive where the bytes so far leave open which alternative was meant.
struct Thread: Hashable {
    /// A node that reads bytes.
    var node: Grammar.NodeID
    /// A literal's bytes that have been read, or the state of a terminal's automaton.
    var state: Int32
    /// Scalars that a string has begun.
    var count: Int32
    /// The innermost caller: an index into `CallStack`, or `CallStack.bottom`.
    var caller: Int32
}

/// The callers of all threads: a tree of which each thread holds one path.
///
/// Entries are only ever added, so a copy of a thread stays valid until the stack is cut below it.
struct CallStack {
    struct Entry {
        /// The node after the call.
        var next: Grammar.NodeID
        var caller: Int32
        /// How many calls are open, this one included.
        var depth: Int32
    }

    static let bottom: Int32 = -1

    private(set) var entries: [Entry] = []

    mutating func push(_ next: Grammar.NodeID, on caller: Int32) -> Int32 {
        entries.append(Entry(next: next, caller: caller, depth: depth(of: caller) + 1))
        return Int32(entries.count - 1)
    }

    func depth(of caller: Int32) -> Int32 { caller == Self.bottom ? 0 : entries[Int(caller)].depth }

    mutating func cut(to count: Int) { entries.removeLast(entries.count - count) }

    /// Whether two callers stand for the same path.
    func isSame(_ one: Int32, _ other: Int32) -> Bool {
        var one = one, other = other
        while one != other {
            if one == Self.bottom || other == Self.bottom { return false }
            let left = entries[Int(one)], right = entries[Int(other)]
            guard left.next == right.next, left.depth == right.depth else { return false }
            one = left.caller
            other = right.caller
        }
        return true
    }
}
