extension ScalarAutomaton {
    /// The most states of an automaton before it is minimised, unless the caller says otherwise.
    package static let stateLimit = PatternLimits.standard.states
}

extension ScalarAutomaton {
    /// Texts that both accept.
    ///
    /// Throws `tooLarge` beyond the limit of states.
    package func intersection(
        _ other: ScalarAutomaton, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        try product(other, limit) { $0 && $1 }
    }

    /// Texts that either accepts.
    ///
    /// Throws `tooLarge` beyond the limit of states.
    package func union(
        _ other: ScalarAutomaton, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        try product(other, limit) { $0 || $1 }
    }

    /// Texts that this accepts and the other does not.
    ///
    /// Throws `tooLarge` beyond the limit of states.
    package func subtracting(
        _ other: ScalarAutomaton, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        try product(other, limit) { $0 && !$1 }
    }

    /// Texts that this does not accept.
    package func complement() -> ScalarAutomaton {
        var result = SymbolAutomaton(self)
        let sink = State(stateCount)
        for cell in result.table.indices where result.table[cell] < 0 { result.table[cell] = sink }
        result.table.append(contentsOf: [State](repeating: sink, count: result.symbolCount))
        result.isAccepting = isAccepting.map { !$0 } + [true]
        return result.minimal()
    }

    /// Whether no text is accepted by both.
    ///
    /// - Parameters:
    ///   - other: the other automaton.
    ///   - steps: states and pairs of states that may still be looked at; those that were are taken off.
    /// - Throws: `tooLarge` when they do not suffice.
    /// - Returns: whether there is none.
    package func isDisjoint(from other: ScalarAutomaton, steps: inout Int) throws(PatternError) -> Bool {
        steps -= stateCount + other.stateCount
        let (left, right) = (SymbolAutomaton(self), SymbolAutomaton(other))
        let pairs = left.partition.refined(by: right.partition).pairs
        var seen: Set<Int> = [Int(start) * other.stateCount + Int(other.start)]
        var queue = Array(seen)
        while let pair = queue.popLast() {
            steps -= 1
            guard steps > 0 else {
                throw PatternError(.tooLarge, "Comparing the automata takes too many steps.")
            }
            let (a, b) = (State(pair / other.stateCount), State(pair % other.stateCount))
            if left.accepts(a), right.accepts(b) { return false }
            for symbol in pairs {
                let (nextA, nextB) = (left.step(a, symbol.left), right.step(b, symbol.right))
                guard nextA >= 0, nextB >= 0 else { continue }
                let next = Int(nextA) * other.stateCount + Int(nextB)
                if seen.insert(next).inserted { queue.append(next) }
            }
        }
        return true
    }

    /// Texts of this followed by texts of the other.
    ///
    /// Throws `tooLarge` beyond the limit of states.
    package func concatenated(
        _ other: ScalarAutomaton, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        let (left, right) = (SymbolAutomaton(self), SymbolAutomaton(other))
        let (partition, pairs) = left.partition.refined(by: right.partition)
        // A list holds this automaton's state, or `dead`, and then the other's states in order.
        let start = left.accepts(left.start) ? [left.start, right.start] : [left.start]
        return try SymbolAutomaton.exploring(
            partition, from: start, limit: limit,
            accepts: { list in list.dropFirst().contains { right.accepts($0) } },
            next: { list, symbol, result in
                let head = left.step(list[0], pairs[symbol].left)
                result.append(head)
                if left.accepts(head) { result.append(right.start) }
                for state in list.dropFirst() {
                    let next = right.step(state, pairs[symbol].right)
                    if next >= 0, !result.dropFirst().contains(next) { result.append(next) }
                }
                result[1...].sort()
                if head < 0, result.count == 1 { result.removeAll(keepingCapacity: true) }
            }
        ).minimal()
    }

    /// Texts of this that have at least `least` and, where given, at most `most` scalars.
    ///
    /// Throws `tooLarge` beyond the limit of states: a bound of n multiplies the states by up to n + 1.
    package func restrictedToLength(
        least: Int = 0, most: Int? = nil, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        if let most, most < max(least, 0) { return .nothing }
        let own = SymbolAutomaton(self)
        let cap = Int32(clamping: most ?? max(least, 0))
        return try SymbolAutomaton.exploring(
            own.partition, from: [own.start, 0], limit: limit,
            accepts: { own.accepts($0[0]) && Int($0[1]) >= least },
            next: { list, symbol, result in
                let state = own.step(list[0], symbol)
                guard state >= 0, list[1] < cap || most == nil else { return }
                result.append(state)
                result.append(min(list[1] + 1, cap))
            }
        ).minimal()
    }

    /// Texts of this whose count of scalars lies in the range.
    ///
    /// Throws `tooLarge` beyond the limit of states.
    package func restrictedToLength(
        _ range: ClosedRange<Int>, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        try restrictedToLength(least: range.lowerBound, most: range.upperBound, limit: limit)
    }

    /// Walks both at once; `combine` says what of two acceptances accepts, and which half may be dead.
    private func product(
        _ other: ScalarAutomaton, _ limit: Int, _ combine: (Bool, Bool) -> Bool
    ) throws(PatternError) -> ScalarAutomaton {
        let (left, right) = (SymbolAutomaton(self), SymbolAutomaton(other))
        let (partition, pairs) = left.partition.refined(by: right.partition)
        let (leftAlone, rightAlone) = (combine(true, false), combine(false, true))
        return try SymbolAutomaton.exploring(
            partition, from: [left.start, right.start], limit: limit,
            accepts: { combine(left.accepts($0[0]), right.accepts($0[1])) },
            next: { list, symbol, result in
                let a = left.step(list[0], pairs[symbol].left)
                let b = right.step(list[1], pairs[symbol].right)
                guard a >= 0 || rightAlone, b >= 0 || leftAlone, a >= 0 || b >= 0 else { return }
                result.append(a)
                result.append(b)
            }
        ).minimal()
    }
}
