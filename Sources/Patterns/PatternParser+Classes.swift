extension PatternParser {
    /// A class after its `[`.
    mutating func scalarClass() throws(PatternError) -> ScalarSet {
        let start = position - 1
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var sets: [ScalarSet] = []
        while !take("]") {
            let first = try classAtom(of: start)
            if next == "-", let after = peek(1), after != "]" {
                let hyphen = position
                position += 1
                let last = try classAtom(of: start)
                if case .scalar(let low) = first, case .scalar(let high) = last {
                    guard low <= high else {
                        throw PatternError(.invalidClass, "The range is out of order.", offset: hyphen)
                    }
                    ranges.append(low...high)
                    continue
                }
                // `[\w-.]`: the u flag calls it an error; every engine without the flag reads the hyphen as itself.
                ranges.append(0x2D...0x2D)
                last.add(to: &ranges, &sets)
            }
            first.add(to: &ranges, &sets)
        }
        let set = sets.reduce(ScalarSet(ranges)) { $0.union($1) }
        return isNegated ? set.complement : set
    }

    private mutating func classAtom(of start: Int) throws(PatternError) -> PatternEscape {
        let place = position
        guard let scalar = next else {
            throw PatternError(.unexpectedEnd, "This class is not closed.", offset: start)
        }
        if starts(with: "[:") {
            throw PatternError(.unsupported, "POSIX classes such as [:alpha:] are not of ECMA-262.", offset: place)
        }
        position += 1
        guard scalar == "\\" else { return .scalar(scalar) }
        if take("b") { return .scalar(0x08) }
        if take("-") { return .scalar(0x2D) }
        return try escape(from: place)
    }
}

/// What an escape stands for.
enum PatternEscape {
    case scalar(UInt32)
    case set(ScalarSet)

    var set: ScalarSet {
        switch self {
        case .scalar(let value): ScalarSet(value)
        case .set(let set): set
        }
    }

    func add(to ranges: inout [ClosedRange<UInt32>], _ sets: inout [ScalarSet]) {
        switch self {
        case .scalar(let value): ranges.append(value...value)
        case .set(let set): sets.append(set)
        }
    }
}
