/// A token tree lent to a walk, and the mask in which it marks tokens.
struct TreeView {
    let nodes: UnsafeBufferPointer<TokenTrie.Node>
    /// Of the root's children, the one with each byte, or 0.
    let roots: UnsafeBufferPointer<UInt32>
    /// Bytes of the longest token.
    let deepest: Int
    let words: UnsafeMutableBufferPointer<UInt64>

    /// Marks the token that ends at a place, if one does.
    @inline(__always)
    func mark(_ place: Int) {
        let token = nodes[place].token
        if token >= 0 { words[Int(token) >> 6] |= 1 << UInt64(token & 63) }
    }

    /// The child of a place with that byte, or nil.
    @inline(__always)
    func child(of place: Int, _ byte: UInt8) -> Int? {
        if place == 0 { return roots[Int(byte)] == 0 ? nil : Int(roots[Int(byte)]) }
        let end = Int(nodes[place].next)
        var child = place + 1
        while child < end {
            if nodes[child].byte >= byte { return nodes[child].byte == byte ? child : nil }
            child = Int(nodes[child].next)
        }
        return nil
    }

    /// Marks every token below a place whose remaining bytes an automaton follows, and tells the places that are no
    /// leaves and where the terminal may end.
    func walk(_ automaton: ByteAutomaton, from state: Int32, below top: Int, mayEnd: (UInt32) -> Void) {
        let base = Int(nodes[top].depth), end = Int(nodes[top].next), width = automaton.classCount
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: deepest - base + 1) { states in
            automaton.table.withUnsafeBufferPointer { table in
                automaton.classes.withUnsafeBufferPointer { classes in
                    states[0] = state
                    var index = top + 1
                    while index < end {
                        let node = nodes[index], depth = Int(node.depth) - base
                        let after = table[Int(states[depth - 1]) * width + Int(classes[Int(node.byte)])]
                        if after == ByteAutomaton.dead {
                            index = Int(node.next)
                            continue
                        }
                        states[depth] = after
                        mark(index)
                        if automaton.isAccepting[Int(after)], !node.isLeaf(at: index) { mayEnd(UInt32(index)) }
                        index += 1
                    }
                }
            }
        }
    }

    /// Does the same for the content of a JSON string whose scalars are counted.
    func walkString(
        from state: Int32, counts: (begun: Int32, least: Int32, most: Int32), below top: Int,
        mayEnd: (UInt32) -> Void
    ) {
        let base = Int(nodes[top].depth), end = Int(nodes[top].next)
        let content = ByteAutomaton.content
        withUnsafeTemporaryAllocation(of: (state: Int32, count: Int32).self, capacity: deepest - base + 1) { places in
            places[0] = (state, counts.begun)
            var index = top + 1
            while index < end {
                let node = nodes[index], depth = Int(node.depth) - base
                var next = Int(node.next)
                let (before, begun) = places[depth - 1]
                let after = content.step(before, node.byte)
                if after == ByteAutomaton.contentEnd {
                    if begun >= counts.least {
                        mark(index)
                        if !node.isLeaf(at: index) { mayEnd(UInt32(index)) }
                    }
                } else if after != ByteAutomaton.dead {
                    let count = before == ByteAutomaton.contentBoundary ? min(begun, Int32.max - 2) + 1 : begun
                    if count <= counts.most {
                        places[depth] = (after, count)
                        mark(index)
                        next = index + 1
                    }
                }
                index = next
            }
        }
    }
}
