extension SymbolAutomaton {
    /// The smallest automaton of the same language, numbered breadth first: equal languages give equal values.
    func minimal() -> ScalarAutomaton {
        let blocks = equivalentStates()
        let sink = blocks[isAccepting.count]
        guard start >= 0, blocks[Int(start)] != sink else { return .nothing }

        // Numbers blocks breadth first from the start; blocks that the start does not reach get none.
        var number = [State](repeating: ScalarAutomaton.dead, count: isAccepting.count + 1)
        var representatives = [Int(start)]
        number[Int(blocks[Int(start)])] = 0
        var rows: [State] = []
        var read = 0
        while read < representatives.count {
            for symbol in 0..<symbolCount {
                let target = table[representatives[read] * symbolCount + symbol]
                guard target >= 0, blocks[Int(target)] != sink else {
                    rows.append(ScalarAutomaton.dead)
                    continue
                }
                let block = Int(blocks[Int(target)])
                if number[block] < 0 {
                    number[block] = State(representatives.count)
                    representatives.append(Int(target))
                }
                rows.append(number[block])
            }
            read += 1
        }
        return expanded(rows, isAccepting: representatives.map { isAccepting[$0] })
    }

    /// Spreads rows of symbols over the intervals, neighbours that no state tells apart as one class.
    private func expanded(_ rows: [State], isAccepting: [Bool]) -> ScalarAutomaton {
        var classStarts: [UInt32] = []
        var columns: [Int] = []
        for (start, symbol) in zip(partition.starts, partition.symbols) {
            let column = Int(symbol)
            if let last = columns.last {
                let isSame =
                    last == column
                    || isAccepting.indices.allSatisfy {
                        rows[$0 * symbolCount + last] == rows[$0 * symbolCount + column]
                    }
                if isSame { continue }
            }
            classStarts.append(start)
            columns.append(column)
        }
        var table: [State] = []
        table.reserveCapacity(isAccepting.count * columns.count)
        for row in isAccepting.indices {
            for column in columns { table.append(rows[row * symbolCount + column]) }
        }
        return ScalarAutomaton(classStarts: classStarts, table: table, isAccepting: isAccepting, start: 0)
    }

    /// Hopcroft's partition refinement: the block of each state, and last that of a sink which stands for `dead`.
    ///
    /// Hopcroft, "An n log n algorithm for minimizing states in a finite automaton" (1971). States that cannot reach
    /// acceptance fall into the sink's block.
    private func equivalentStates() -> [Int32] {
        let count = isAccepting.count + 1
        let sink = count - 1
        func target(_ state: Int, _ symbol: Int) -> Int {
            guard state < sink else { return sink }
            let next = table[state * symbolCount + symbol]
            return next < 0 ? sink : Int(next)
        }

        // Sources of each (symbol, target), as slices of one array.
        var sourceEnds = [Int32](repeating: 0, count: count * symbolCount + 1)
        for state in 0..<count {
            for symbol in 0..<symbolCount { sourceEnds[target(state, symbol) * symbolCount + symbol + 1] += 1 }
        }
        for index in 1..<sourceEnds.count { sourceEnds[index] += sourceEnds[index - 1] }
        var sources = [Int32](repeating: 0, count: count * symbolCount)
        var fill = sourceEnds
        for state in 0..<count {
            for symbol in 0..<symbolCount {
                let key = target(state, symbol) * symbolCount + symbol
                sources[Int(fill[key])] = Int32(state)
                fill[key] += 1
            }
        }

        var refinement = Refinement(count: count)
        for state in 0..<sink where isAccepting[state] { refinement.mark(Int32(state)) }
        refinement.split { _, _ in }
        var isWaiting = [Bool](repeating: false, count: count)
        var waiting: [Int32] = []
        for block in 0..<refinement.blockCount {
            waiting.append(Int32(block))
            isWaiting[block] = true
        }
        var splitter: [Int32] = []
        while let block = waiting.popLast() {
            isWaiting[Int(block)] = false
            splitter.removeAll(keepingCapacity: true)
            splitter.append(contentsOf: refinement.members(of: block))
            for symbol in 0..<symbolCount {
                for member in splitter {
                    let key = Int(member) * symbolCount + symbol
                    for source in Int(sourceEnds[key])..<Int(sourceEnds[key + 1]) { refinement.mark(sources[source]) }
                }
                refinement.split { smaller, larger in
                    // A waiting block stays, so its new half waits too; of a block done with, the smaller half is enough.
                    let addition = isWaiting[Int(larger)] ? smaller : isWaiting[Int(smaller)] ? larger : smaller
                    isWaiting[Int(addition)] = true
                    waiting.append(addition)
                }
            }
        }
        return refinement.blockOf
    }
}

/// A partition of numbers into blocks that splits each block into its marked and its unmarked members.
private struct Refinement {
    private(set) var blockOf: [Int32]
    private var elements: [Int32]
    private var places: [Int32]
    private var starts: [Int32] = [0]
    private var ends: [Int32]
    private var markedCounts: [Int32] = [0]
    private var touched: [Int32] = []

    init(count: Int) {
        blockOf = [Int32](repeating: 0, count: count)
        elements = (0..<Int32(count)).map { $0 }
        places = elements
        ends = [Int32(count)]
    }

    var blockCount: Int { starts.count }

    func members(of block: Int32) -> ArraySlice<Int32> {
        elements[Int(starts[Int(block)])..<Int(ends[Int(block)])]
    }

    /// Moves an element to the front part of its block.
    mutating func mark(_ element: Int32) {
        let block = Int(blockOf[Int(element)])
        let boundary = starts[block] + markedCounts[block]
        let place = places[Int(element)]
        guard place >= boundary else { return }
        let other = elements[Int(boundary)]
        elements[Int(boundary)] = element
        elements[Int(place)] = other
        places[Int(element)] = boundary
        places[Int(other)] = place
        if markedCounts[block] == 0 { touched.append(Int32(block)) }
        markedCounts[block] += 1
    }

    /// Splits every touched block, and tells the smaller and the larger half of each that had both kinds.
    mutating func split(_ report: (_ smaller: Int32, _ larger: Int32) -> Void) {
        for block in touched {
            let (start, end) = (starts[Int(block)], ends[Int(block)])
            let boundary = start + markedCounts[Int(block)]
            markedCounts[Int(block)] = 0
            guard boundary < end else { continue }
            let new = Int32(starts.count)
            starts.append(start)
            ends.append(boundary)
            markedCounts.append(0)
            starts[Int(block)] = boundary
            for place in start..<boundary { blockOf[Int(elements[Int(place)])] = new }
            if boundary - start <= end - boundary { report(new, block) } else { report(block, new) }
        }
        touched.removeAll(keepingCapacity: true)
    }
}
