extension ScalarAutomaton {
    /// Accepts every text.
    package static let anything = ScalarAutomaton(classStarts: [0], table: [0], isAccepting: [true], start: 0)

    /// Accepts no text.
    package static let nothing = ScalarAutomaton(classStarts: [0], table: [dead], isAccepting: [false], start: 0)

    /// Accepts one text.
    package static func literal(_ text: String) -> ScalarAutomaton { anyOf([text]) }

    /// Accepts each of the texts: their trie, minimised.
    package static func anyOf(_ texts: [String]) -> ScalarAutomaton {
        var scalars: Set<UInt32> = []
        for text in texts { for scalar in text.unicodeScalars { scalars.insert(scalar.value) } }
        let alphabet = scalars.sorted()
        let partition = ScalarPartition.singling(alphabet)
        let symbols = partition.symbolCount
        let symbolOfScalar = Dictionary(uniqueKeysWithValues: zip(alphabet, 1...))
        let emptyRow = [State](repeating: dead, count: symbols)
        var trie = SymbolAutomaton(partition: partition, table: emptyRow, isAccepting: [false], start: 0)
        for text in texts {
            var state = 0
            for scalar in text.unicodeScalars {
                let cell = state * symbols + symbolOfScalar[scalar.value, default: 0]
                if trie.table[cell] < 0 {
                    trie.table[cell] = State(trie.isAccepting.count)
                    trie.table.append(contentsOf: emptyRow)
                    trie.isAccepting.append(false)
                }
                state = Int(trie.table[cell])
            }
            trie.isAccepting[state] = true
        }
        return trie.minimal()
    }
}

// MARK: - What is accepted

extension ScalarAutomaton {
    /// Whether no text is accepted.
    package var isEmpty: Bool { shortestLength == nil }

    /// Scalars of the shortest text accepted; nil when none is.
    package var shortestLength: Int? { example?.unicodeScalars.count }

    /// Scalars of the longest text accepted; nil when there is no longest or no text at all.
    package var longestLength: Int? {
        guard !isEmpty else { return nil }
        // Peels states off in topological order, with the longest way to each; a cycle leaves states unpeeled.
        let classes = classStarts.count
        var incoming = [Int](repeating: 0, count: stateCount)
        for target in table where target >= 0 { incoming[Int(target)] += 1 }
        var distance = [Int](repeating: 0, count: stateCount)
        var ready = incoming.indices.filter { incoming[$0] == 0 }
        var (peeled, longest) = (0, 0)
        while let state = ready.popLast() {
            peeled += 1
            if isAccepting[state] { longest = max(longest, distance[state]) }
            for target in table[state * classes..<(state + 1) * classes] where target >= 0 {
                let target = Int(target)
                distance[target] = max(distance[target], distance[state] + 1)
                incoming[target] -= 1
                if incoming[target] == 0 { ready.append(target) }
            }
        }
        return peeled == stateCount ? longest : nil
    }

    /// A shortest text accepted, of printable ASCII where its classes hold any; nil when none is.
    package var example: String? {
        let classes = classStarts.count
        var arrival = [Int?](repeating: nil, count: stateCount)
        var queue = [start]
        var read = 0
        while read < queue.count {
            let state = Int(queue[read])
            read += 1
            if isAccepting[state] { return text(to: state, by: arrival) }
            for cell in state * classes..<(state + 1) * classes {
                let target = table[cell]
                if target >= 0, target != start, arrival[Int(target)] == nil {
                    arrival[Int(target)] = cell
                    queue.append(target)
                }
            }
        }
        return nil
    }

    /// The text that leads from the start to a state, by the table cell through which each state was first reached.
    private func text(to state: Int, by arrival: [Int?]) -> String {
        var scalars: [Unicode.Scalar] = []
        var state = state
        while let cell = arrival[state] {
            if let scalar = printableScalar(of: cell % classStarts.count) { scalars.append(scalar) }
            state = cell / classStarts.count
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars.reversed())
        return text
    }

    private func printableScalar(of number: Int) -> Unicode.Scalar? {
        let first = classStarts[number]
        let end = number + 1 < classStarts.count ? classStarts[number + 1] : ScalarSet.end
        let preferred: [UInt32] = [0x61, 0x41, 0x30, 0x21, 0x20]
        return Unicode.Scalar(preferred.first { first <= $0 && $0 < end } ?? first)
    }
}
