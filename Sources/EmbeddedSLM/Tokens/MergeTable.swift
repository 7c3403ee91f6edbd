/// Which neighbouring tokens byte-level BPE joins, and in which order.
struct MergeTable: Sendable {
    /// By both tokens: the rank in the upper half, the joined token in the lower.
    private var merges: [UInt64: UInt64]

    /// Reads the merges of a file, the first being the most important.
    ///
    /// - Parameters:
    ///   - merges: "LEFT RIGHT" in byte letters.
    ///   - tokens: the number of each token.
    /// - Throws: `malformed` when a merge is about tokens that are not there.
    init(_ merges: [String], tokens: [String: Int32]) throws(ModelFileError) {
        self.merges = Dictionary(minimumCapacity: merges.count)
        for (rank, merge) in merges.enumerated() {
            guard let blank = merge.utf8.firstIndex(of: UInt8(ascii: " ")) else {
                throw ModelFileError(.malformed, "merge \(rank) has no blank", item: "tokenizer.ggml.merges")
            }
            let left = String(merge[..<blank])
            let right = String(merge[merge.utf8.index(after: blank)...])
            guard let first = tokens[left], let second = tokens[right], let joined = tokens[left + right] else {
                throw ModelFileError(
                    .malformed, "merge \(rank), \"\(merge)\", is about a token that is not there",
                    item: "tokenizer.ggml.merges")
            }
            let value = UInt64(rank) << 32 | UInt64(UInt32(bitPattern: joined))
            // Of a merge that is there twice the first counts.
            self.merges.merge([Self.key(first, second): value]) { earlier, _ in earlier }
        }
    }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    /// A place where two neighbours can be joined; the least is joined first.
    private struct Candidate: Comparable {
        var rank: UInt32
        var place: Int32
        var right: Int32
        var joined: Int32

        static func < (left: Candidate, right: Candidate) -> Bool {
            (left.rank, left.place) < (right.rank, right.place)
        }
    }

    private func candidate(_ symbols: [Symbol], _ place: Int32) -> Candidate? {
        let symbol = symbols[Int(place)]
        guard symbol.next >= 0, let merge = merges[Self.key(symbol.token, symbols[Int(symbol.next)].token)] else {
            return nil
        }
        return Candidate(
            rank: UInt32(merge >> 32), place: place, right: symbol.next,
            joined: Int32(bitPattern: UInt32(truncatingIfNeeded: merge)))
    }

    /// A token in a chain; one that was joined with that before it has token -1.
    private struct Symbol {
        var token: Int32
        var previous: Int32
        var next: Int32
    }

    /// Joins the tokens of a word until no two can be joined.
    ///
    /// - Parameter word: a token a byte.
    /// - Returns: the tokens that are left. Takes n log n steps for n bytes.
    func joined(_ word: [Int32]) -> [Int32] {
        var symbols = word.indices.map { index in
            Symbol(
                token: word[index], previous: Int32(index) - 1,
                next: index + 1 < word.count ? Int32(index) + 1 : -1)
        }
        var queue = Heap<Candidate>()
        for place in symbols.indices { candidate(symbols, Int32(place)).map { queue.insert($0) } }
        while let best = queue.popLeast() {
            // What was joined meanwhile makes a candidate stale.
            guard let current = symbols[Int(best.place)].token >= 0 ? candidate(symbols, best.place) : nil,
                current.rank == best.rank, current.right == best.right
            else { continue }
            let right = symbols[Int(best.right)]
            symbols[Int(best.right)].token = -1
            symbols[Int(best.place)].token = best.joined
            symbols[Int(best.place)].next = right.next
            if right.next >= 0 { symbols[Int(right.next)].previous = best.place }
            candidate(symbols, best.place).map { queue.insert($0) }
            let previous = symbols[Int(best.place)].previous
            if previous >= 0 { candidate(symbols, previous).map { queue.insert($0) } }
        }
        return symbols.lazy.map(\.token).filter { $0 >= 0 }
    }
}
