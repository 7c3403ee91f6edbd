/// The tokens of a vocabulary as a tree of bytes, laid out in one array in depth-first order.
///
/// A walk that follows an automaton skips a whole subtree in one step where a byte is not allowed, so what it costs
/// depends on what is legal and not on the size of the vocabulary.
struct TokenTrie: Sendable {
    /// One byte of one or more tokens.
    struct Node {
        /// The node after this one's subtree: its next sibling, or that of an ancestor.
        var next: UInt32
        /// The token that ends here, or -1.
        var token: Int32
        /// How many bytes lead here; the root has none.
        var depth: UInt16
        var byte: UInt8

        /// Whether nothing lies below, given the node's own index.
        func isLeaf(at index: Int) -> Bool { Int(next) == index + 1 }
    }

    /// The root first; the children of a node in the order of their bytes.
    let nodes: [Node]
    /// Of the root's children, the one with each byte, or 0.
    let roots: [UInt32]
    /// Tokens with the same bytes as another, which is the one in the tree.
    let duplicates: [(token: Int, of: Int)]
    /// Bytes of the longest token.
    let deepest: Int

    /// Makes the tree of some tokens, or of all.
    ///
    /// - Precondition: no token has more than 65,535 bytes.
    init(_ vocabulary: Vocabulary, only tokens: [Int]? = nil) {
        let order = Self.sorted(vocabulary, tokens ?? Array(0..<vocabulary.count))
        var nodes = [Node(next: 0, token: -1, depth: 0, byte: 0)]
        nodes.reserveCapacity(vocabulary.bytes.count / 2)
        var duplicates: [(token: Int, of: Int)] = []
        // The nodes from the root to the last one made: a new token leaves them where its bytes differ.
        var path = [0]
        var previous: ArraySlice<UInt8> = []
        var deepest = 0
        for token in order {
            let bytes = vocabulary[token]
            if bytes.isEmpty { continue }
            let shared = zip(previous, bytes).prefix { $0 == $1 }.count
            if shared == bytes.count, previous.count == bytes.count {
                duplicates.append((token, Int(nodes[path[shared]].token)))
                continue
            }
            for closed in path[(shared + 1)...] { nodes[closed].next = UInt32(nodes.count) }
            path.removeLast(path.count - shared - 1)
            for (depth, byte) in bytes.enumerated().dropFirst(shared) {
                path.append(nodes.count)
                nodes.append(Node(next: 0, token: -1, depth: UInt16(depth + 1), byte: byte))
            }
            nodes[nodes.count - 1].token = Int32(token)
            previous = bytes
            deepest = max(deepest, bytes.count)
        }
        for closed in path { nodes[closed].next = UInt32(nodes.count) }
        var roots = [UInt32](repeating: 0, count: 256)
        var child = 1
        while child < nodes.count {
            roots[Int(nodes[child].byte)] = UInt32(child)
            child = Int(nodes[child].next)
        }
        self.nodes = nodes
        self.roots = roots
        self.duplicates = duplicates
        self.deepest = deepest
    }

    private static func sorted(_ vocabulary: Vocabulary, _ tokens: [Int]) -> [Int] {
        vocabulary.bytes.withUnsafeBufferPointer { bytes in
            tokens.sorted { left, right in
                let leftBytes = bytes[Int(vocabulary.offsets[left])..<Int(vocabulary.offsets[left + 1])]
                let rightBytes = bytes[Int(vocabulary.offsets[right])..<Int(vocabulary.offsets[right + 1])]
                for (one, other) in zip(leftBytes, rightBytes) where one != other { return one < other }
                return leftBytes.count == rightBytes.count ? left < right : leftBytes.count < rightBytes.count
            }
        }
    }

    /// Lends the tree for a walk that marks tokens in a mask.
    func lend(marking mask: inout TokenMask, _ body: (TreeView) -> Void) {
        mask.withWords { words in
            nodes.withUnsafeBufferPointer { nodes in
                roots.withUnsafeBufferPointer { roots in
                    body(TreeView(nodes: nodes, roots: roots, deepest: deepest, words: words))
                }
            }
        }
    }
}
