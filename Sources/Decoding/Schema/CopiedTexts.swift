import Patterns

extension ScalarAutomaton {
    /// Scalars of the texts that a string may be copied from, and cells of the automaton's table.
    private static let mostCopied = 16_384, mostCells = 10_000_000

    /// Every part of the texts but the empty one: their suffix automaton, which is as large as the texts are.
    ///
    /// Built online as Blumer and others have it ("The smallest automaton recognizing the subwords of a text", 1985),
    /// each text from the start anew. Throws `tooLarge` for texts of more than 16,384 scalars.
    static func parts(of texts: [String]) throws(PatternError) -> ScalarAutomaton {
        var parts = SuffixAutomaton()
        var scalars: Set<UInt32> = [], length = 0
        for text in texts {
            length += text.unicodeScalars.count
            guard length <= mostCopied else {
                throw PatternError(.tooLarge, "texts to copy from have more than \(mostCopied) characters")
            }
            parts.add(text.unicodeScalars.map(\.value))
            scalars.formUnion(text.unicodeScalars.lazy.map(\.value))
        }
        let starts = scalars.union(scalars.map { $0 + 1 }).union([0]).filter { $0 <= 0x10FFFF }.sorted()
        let (states, width) = (parts.next.count, starts.count)
        guard states * width <= mostCells else {
            throw PatternError(.tooLarge, "texts to copy from have too many different characters")
        }
        let classes = Dictionary(uniqueKeysWithValues: zip(starts, 0...))
        var table = [State](repeating: dead, count: states * width)
        for (state, next) in parts.next.enumerated() {
            for (scalar, target) in next { table[state * width + (classes[scalar] ?? 0)] = target }
        }
        return ScalarAutomaton(
            classStarts: starts, table: table, isAccepting: (0..<states).map { $0 > 0 && states > 1 }, start: 0)
    }
}

/// The states are sets of places at which the same parts end; 0 is the empty part.
private struct SuffixAutomaton {
    var next: [[UInt32: Int32]] = [[:]]
    /// The state of the longest suffix that ends at more places.
    private var link: [Int32] = [-1]
    /// The longest part of a state.
    private var length = [0]

    mutating func add(_ text: [UInt32]) {
        var last: Int32 = 0
        for scalar in text { last = extend(last, scalar) }
    }

    /// The state of the text so far with one more scalar.
    private mutating func extend(_ last: Int32, _ scalar: UInt32) -> Int32 {
        if let known = next[Int(last)][scalar] { return split(known, after: last, scalar) }
        let added = state(length: length[Int(last)] + 1, next: [:], link: 0)
        var shorter = last
        while shorter >= 0, next[Int(shorter)][scalar] == nil {
            next[Int(shorter)][scalar] = added
            shorter = link[Int(shorter)]
        }
        if shorter >= 0, let known = next[Int(shorter)][scalar] {
            link[Int(added)] = split(known, after: shorter, scalar)
        }
        return added
    }

    /// The state of the parts that `scalar` makes of those of `before`: `known`, or a copy for those that are shorter.
    private mutating func split(_ known: Int32, after before: Int32, _ scalar: UInt32) -> Int32 {
        if length[Int(known)] == length[Int(before)] + 1 { return known }
        let copy = state(length: length[Int(before)] + 1, next: next[Int(known)], link: link[Int(known)])
        link[Int(known)] = copy
        var shorter = before
        while shorter >= 0, next[Int(shorter)][scalar] == known {
            next[Int(shorter)][scalar] = copy
            shorter = link[Int(shorter)]
        }
        return copy
    }

    private mutating func state(length: Int, next: [UInt32: Int32], link: Int32) -> Int32 {
        self.length.append(length)
        self.next.append(next)
        self.link.append(link)
        return Int32(self.next.count - 1)
    }
}
