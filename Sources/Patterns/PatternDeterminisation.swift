/// Subset construction for a machine that may begin its match at any place of a text.
///
/// A state is the list of machine states that wait for a scalar or for an assertion to be settled, in order. Where
/// assertions wait, it ends with a mark that says what came before. Once a match is found it is `[matched]`.
struct PatternDeterminisation {
    private static let matched: Int32 = 0
    private static let atStart: Int32 = .max
    private static let afterWord: Int32 = .max - 1

    private let machine: PatternMachine
    private let partition: ScalarPartition
    private let members: [Bool]
    private let isWord: [Bool]

    private var marks: [Int32]
    private var generation: Int32 = 0
    private var stack: [Int32] = []
    private var settled: [Int32] = []

    init(_ machine: PatternMachine, sets: [ScalarSet], usesWordBoundary: Bool) {
        self.machine = machine
        (partition, members) = ScalarPartition.separating(usesWordBoundary ? sets + [.wordScalars] : sets)
        isWord =
            usesWordBoundary
            ? Array(members.suffix(partition.symbolCount)) : [Bool](repeating: false, count: partition.symbolCount)
        marks = [Int32](repeating: 0, count: machine.kinds.count)
    }

    mutating func automaton(limit: Int) throws(PatternError) -> SymbolAutomaton {
        var start: [Int32] = []
        begin()
        arrive(at: machine.entry, isStart: true, &start)
        seal(&start, mark: Self.atStart)
        // The two rules have scratch space of their own: neither may change it under the other.
        var work = self
        var acceptance = self
        return try SymbolAutomaton.exploring(
            partition, from: start, limit: limit,
            accepts: { acceptance.accepts($0) },
            next: { work.step($0, $1, &$2) })
    }

    private mutating func step(_ list: [Int32], _ symbol: Int, _ result: inout [Int32]) {
        if list[0] == Self.matched {
            result.append(Self.matched)
            return
        }
        let word = isWord[symbol]
        let ready = settle(list, nextIsWord: word, isEnd: false)
        if ready.first == Self.matched {
            result.append(Self.matched)
            return
        }
        begin()
        for state in ready where machine.kinds[Int(state)] == .scalar {
            if members[Int(machine.operands[Int(state)]) * partition.symbolCount + symbol] {
                arrive(at: machine.followers[Int(state)], isStart: false, &result)
            }
        }
        arrive(at: machine.entry, isStart: false, &result)
        seal(&result, mark: word ? Self.afterWord : nil)
    }

    private mutating func accepts(_ list: [Int32]) -> Bool {
        list[0] == Self.matched || settle(list, nextIsWord: false, isEnd: true).first == Self.matched
    }

    /// The list with its waiting assertions decided; `[matched]` where that completes a match.
    private mutating func settle(_ list: [Int32], nextIsWord: Bool, isEnd: Bool) -> [Int32] {
        guard list.contains(where: { $0 < Self.afterWord && machine.kinds[Int($0)] == .assertion }) else { return list }
        let isStart = list.last == Self.atStart
        let atBoundary = (list.last == Self.afterWord) != nextIsWord
        settled.removeAll(keepingCapacity: true)
        begin()
        var pending = list.filter { $0 < Self.afterWord }
        while let state = pending.popLast() {
            guard machine.kinds[Int(state)] == .assertion else {
                settled.append(state)
                continue
            }
            let holds =
                switch PatternAssertion(rawValue: UInt8(machine.operands[Int(state)])) {
                case .start: isStart
                case .end: isEnd
                case .wordBoundary: atBoundary
                case .notWordBoundary: !atBoundary
                case nil: false
                }
            if holds { arrive(at: machine.followers[Int(state)], isStart: isStart, &pending) }
        }
        return settled.contains(Self.matched) ? [Self.matched] : settled
    }

    private mutating func begin() { generation += 1 }

    /// Appends what the empty moves from a state reach; `^` is decided here, other assertions are kept.
    private mutating func arrive(at state: Int32, isStart: Bool, _ list: inout [Int32]) {
        stack.append(state)
        while let state = stack.popLast() {
            guard marks[Int(state)] != generation else { continue }
            marks[Int(state)] = generation
            switch machine.kinds[Int(state)] {
            case .scalar, .match: list.append(state)
            case .split:
                stack.append(machine.operands[Int(state)])
                stack.append(machine.followers[Int(state)])
            case .assertion:
                guard machine.operands[Int(state)] == PatternAssertion.start.rawValue else {
                    list.append(state)
                    continue
                }
                if isStart { stack.append(machine.followers[Int(state)]) }
            }
        }
    }

    /// Brings a list into its one form.
    private func seal(_ list: inout [Int32], mark: Int32?) {
        list.sort()
        if list.first == Self.matched { list = [Self.matched] }
        if let mark, list.contains(where: { machine.kinds[Int($0)] == .assertion }) { list.append(mark) }
    }
}
