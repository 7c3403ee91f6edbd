/// An automaton over the symbols of a partition: what constructions work on before they are minimised.
struct SymbolAutomaton {
    typealias State = ScalarAutomaton.State

    var partition: ScalarPartition
    /// `table[state * partition.symbolCount + symbol]`: the next state, or `ScalarAutomaton.dead`.
    var table: [State]
    var isAccepting: [Bool]
    var start: State

    var symbolCount: Int { partition.symbolCount }

    func step(_ state: State, _ symbol: Int) -> State {
        state < 0 ? ScalarAutomaton.dead : table[Int(state) * symbolCount + symbol]
    }

    func accepts(_ state: State) -> Bool { state >= 0 && isAccepting[Int(state)] }
}

extension SymbolAutomaton {
    /// The symbols are the automaton's classes, those with equal columns as one.
    init(_ automaton: ScalarAutomaton) {
        let classes = automaton.classStarts.count
        let states = automaton.isAccepting.count
        var firstOfSymbol: [Int] = []
        var symbolOfColumn: [[State]: Int32] = [:]
        var symbols: [Int32] = []
        symbols.reserveCapacity(classes)
        for number in 0..<classes {
            let column = (0..<states).map { automaton.table[$0 * classes + number] }
            if let symbol = symbolOfColumn[column] {
                symbols.append(symbol)
            } else {
                symbols.append(Int32(firstOfSymbol.count))
                symbolOfColumn[column] = Int32(firstOfSymbol.count)
                firstOfSymbol.append(number)
            }
        }
        partition = ScalarPartition(
            starts: automaton.classStarts, symbols: symbols, symbolCount: firstOfSymbol.count)
        table = []
        table.reserveCapacity(states * firstOfSymbol.count)
        for state in 0..<states {
            for number in firstOfSymbol { table.append(automaton.table[state * classes + number]) }
        }
        isAccepting = automaton.isAccepting
        start = automaton.start
    }

    /// The automaton that arises from a start by following a rule until no new state appears.
    ///
    /// A state is a list of numbers that only the rule reads: a set of machine states, a pair, a count. `next` appends the
    /// following list to the one it is given, which is empty; it leaves it so where nothing can be accepted any more.
    /// Besides the states, the work is limited: each number of each list is a step for each symbol, and a state of the
    /// limit allows 1000.
    static func exploring(
        _ partition: ScalarPartition, from start: [Int32], limit: Int,
        accepts: ([Int32]) -> Bool, next: ([Int32], Int, inout [Int32]) -> Void
    ) throws(PatternError) -> SymbolAutomaton {
        let symbols = partition.symbolCount
        var result = SymbolAutomaton(partition: partition, table: [], isAccepting: [], start: ScalarAutomaton.dead)
        guard !start.isEmpty else { return result }
        var lists = ListTable()
        var (current, following): ([Int32], [Int32]) = (start, [])
        result.start = lists.number(of: start)
        var work = 0
        while result.isAccepting.count < lists.count {
            lists.copy(result.isAccepting.count, to: &current)
            result.isAccepting.append(accepts(current))
            work += current.count * symbols
            guard work <= 1000 * limit else {
                throw PatternError(.tooLarge, "Building the automaton takes more than \(1000 * limit) steps.")
            }
            for symbol in 0..<symbols {
                following.removeAll(keepingCapacity: true)
                next(current, symbol, &following)
                result.table.append(following.isEmpty ? ScalarAutomaton.dead : lists.number(of: following))
            }
            guard lists.count <= limit else {
                throw PatternError(.tooLarge, "The automaton has more than \(limit) states.")
            }
        }
        return result
    }
}

/// Numbers lists of integers in order of first appearance: a hash table with open addressing over one flat store.
private struct ListTable {
    private var store: [Int32] = []
    private var ends: [Int] = [0]
    private var slots = [Int32](repeating: -1, count: 64)

    var count: Int { ends.count - 1 }

    func copy(_ number: Int, to list: inout [Int32]) {
        list.removeAll(keepingCapacity: true)
        list.append(contentsOf: store[ends[number]..<ends[number + 1]])
    }

    mutating func number(of list: [Int32]) -> Int32 {
        var slot = Self.hash(list[...]) & (slots.count - 1)
        while slots[slot] >= 0 {
            let known = Int(slots[slot])
            if store[ends[known]..<ends[known + 1]].elementsEqual(list) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(count)
        slots[slot] = number
        store.append(contentsOf: list)
        ends.append(store.count)
        if count * 2 > slots.count { grow() }
        return number
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in 0..<count {
            var slot = Self.hash(store[ends[number]..<ends[number + 1]]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    private static func hash(_ list: ArraySlice<Int32>) -> Int {
        var hash: UInt = 0x9E37_79B9_7F4A_7C15
        for element in list {
            hash = (hash ^ UInt(UInt32(bitPattern: element))) &* 0xBF58_476D_1CE4_E5B9
            hash ^= hash >> 29
        }
        return Int(truncatingIfNeeded: hash)
    }
}
