/// Reads a numeral digit by digit, and knows at each how its value compares with two bounds.
///
/// A state is a list for `SymbolAutomaton.exploring`. It counts the digits before or after the point only as far as the
/// bounds have any, so there are finitely many states.
struct NumeralMachine {
    private enum Phase: Int32 { case start, sign, zero, integer, point, fraction }

    /// Places in a state's list; the remainder takes two, its high half first.
    private enum Field {
        static let phase = 0
        static let isNegative = 1
        static let digits = 2
        static let low = 3
        static let high = 4
        static let remainder = 5
        static let count = 7
    }

    private let range: DecimalRange
    private let allowsFraction: Bool
    private let divisor: UInt64
    private let integerCap: Int32
    private let fractionCap: Int32

    /// `divisor` counts only for integers.
    init(_ range: DecimalRange, allowsFraction: Bool, divisor: UInt64) {
        self.range = range
        self.allowsFraction = allowsFraction
        self.divisor = divisor
        let bounds = [range.low, range.high].compactMap { $0 }
        integerCap = Int32(bounds.map(\.integerDigits.count).max() ?? 0) + 1
        fractionCap = Int32(bounds.map(\.fractionDigits.count).max() ?? 0)
    }

    func automaton(limit: Int) throws(PatternError) -> ScalarAutomaton {
        let alphabet = "-.0123456789".unicodeScalars.map(\.value)
        return try SymbolAutomaton.exploring(
            .singling(alphabet), from: [Int32](repeating: 0, count: Field.count), limit: limit,
            accepts: accepts,
            next: { list, symbol, result in
                if symbol > 0, let next = step(list, alphabet[symbol - 1]) { result = next }
            }
        ).minimal()
    }

    private func step(_ list: [Int32], _ scalar: UInt32) -> [Int32]? {
        var next = list
        let phase = Phase(rawValue: list[Field.phase]) ?? .start
        switch (phase, scalar) {
        case (.start, 0x2D):
            next[Field.isNegative] = 1
            return moved(next, to: .sign)
        case (.zero, 0x2E) where allowsFraction, (.integer, 0x2E) where allowsFraction:
            next[Field.low] = integerOrder(list, Field.low, range.low)
            next[Field.high] = integerOrder(list, Field.high, range.high)
            next[Field.digits] = 0
            return moved(next, to: .point)
        case (.start, 0x30), (.sign, 0x30):
            return list[Field.isNegative] == 1 && !allowsFraction ? nil : moved(next, to: .zero)
        case (.start, 0x31...0x39), (.sign, 0x31...0x39), (.integer, 0x30...0x39):
            let digit = Int32(scalar - 0x30)
            advance(&next, digit, \.integerDigits, cap: integerCap)
            setRemainder(&next, adding: digit)
            return isHopeless(next) ? nil : moved(next, to: .integer)
        case (.point, 0x30...0x39), (.fraction, 0x30...0x39):
            advance(&next, Int32(scalar - 0x30), \.fractionDigits, cap: fractionCap)
            return moved(next, to: .fraction)
        default: return nil
        }
    }

    private func moved(_ list: [Int32], to phase: Phase) -> [Int32] {
        var list = list
        list[Field.phase] = phase.rawValue
        return list
    }

    /// Compares one more digit with the bounds' digits at the same place.
    private func advance(
        _ list: inout [Int32], _ digit: Int32, _ digits: KeyPath<DecimalNumber, [Int32]>, cap: Int32
    ) {
        let place = Int(list[Field.digits])
        for (field, bound) in [(Field.low, range.low), (Field.high, range.high)] where list[field] == 0 {
            guard let expected = bound?[keyPath: digits] else { continue }
            list[field] = (digit - (place < expected.count ? expected[place] : 0)).signum()
        }
        list[Field.digits] = min(list[Field.digits] + 1, cap)
    }

    /// Whether every numeral that begins with these digits, the first of them not zero, is out of the range: no count of
    /// digits before the point is left between what the bound nearer to zero asks for and what the farther one allows.
    ///
    /// Without this a divisor's remainders would be told apart where no more digits may follow.
    private func isHopeless(_ list: [Int32]) -> Bool {
        let isNegative = list[Field.isNegative] == 1
        let (inner, outer) = isNegative ? (range.high, range.low) : (range.low, range.high)
        guard let outer else { return false }
        if outer.isZero || outer.isNegative != isNegative { return true }
        let (innerField, outerField) = isNegative ? (Field.high, Field.low) : (Field.low, Field.high)
        var least = list[Field.digits]
        if let inner, inner.isNegative == isNegative {
            least = max(least, Int32(inner.integerDigits.count) + (list[innerField] < 0 ? 1 : 0))
        }
        return least > Int32(outer.integerDigits.count) - (list[outerField] > 0 ? 1 : 0)
    }

    private func setRemainder(_ list: inout [Int32], adding digit: Int32) {
        guard divisor > 1 else { return }
        let high = UInt64(UInt32(bitPattern: list[Field.remainder]))
        let low = UInt64(UInt32(bitPattern: list[Field.remainder + 1]))
        let tenfold = divisor.dividingFullWidth((high << 32 | low).multipliedFullWidth(by: 10)).remainder
        let (sum, isOver) = tenfold.addingReportingOverflow(UInt64(digit))
        let remainder = isOver ? sum &- divisor : sum % divisor
        list[Field.remainder] = Int32(bitPattern: UInt32(truncatingIfNeeded: remainder >> 32))
        list[Field.remainder + 1] = Int32(bitPattern: UInt32(truncatingIfNeeded: remainder))
    }

    /// How what was read before the point compares with the bound's digits before the point: -1, 0 or 1.
    private func integerOrder(_ list: [Int32], _ field: Int, _ bound: DecimalNumber?) -> Int32 {
        let length = Int32(bound?.integerDigits.count ?? 0)
        return list[Field.digits] == length ? list[field] : (list[Field.digits] - length).signum()
    }

    private func accepts(_ list: [Int32]) -> Bool {
        guard let phase = Phase(rawValue: list[Field.phase]), [.zero, .integer, .fraction].contains(phase) else {
            return false
        }
        let low = order(list, Field.low, range.low, phase) ?? 1
        let high = order(list, Field.high, range.high, phase) ?? -1
        return (low > 0 || (low == 0 && !range.lowIsExclusive)) && (high < 0 || (high == 0 && !range.highIsExclusive))
            && list[Field.remainder] == 0 && list[Field.remainder + 1] == 0
    }

    /// How the value read compares with the bound: -1, 0 or 1; nil without a bound.
    private func order(_ list: [Int32], _ field: Int, _ bound: DecimalNumber?, _ phase: Phase) -> Int32? {
        guard let bound else { return nil }
        var magnitude = phase == .fraction ? list[field] : integerOrder(list, field, bound)
        let placesRead = phase == .fraction ? Int(list[Field.digits]) : 0
        if magnitude == 0, placesRead < bound.fractionDigits.count { magnitude = -1 }
        let isNegative = list[Field.isNegative] == 1
        if bound.isZero { return isNegative ? -magnitude : magnitude }
        if isNegative != bound.isNegative { return isNegative ? -1 : 1 }
        return isNegative ? -magnitude : magnitude
    }
}

extension ScalarAutomaton {
    /// Integers in the range as JSON's canonical numerals: no leading zeros, no "-0", no fraction, no exponent.
    ///
    /// `multipleOf` keeps the multiples of a positive number: `invalidNumber` otherwise. Throws `tooLarge` beyond the limit of
    /// states, of which a divisor of n takes up to n for each digit of the bounds.
    package static func integers(
        in range: DecimalRange = .unbounded, multipleOf divisor: Int64 = 1, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        guard divisor > 0 else {
            throw PatternError(.invalidNumber, "\(divisor) is no divisor: it must be positive.")
        }
        return try NumeralMachine(range, allowsFraction: false, divisor: UInt64(divisor)).automaton(limit: limit)
    }

    /// Numbers in the range as JSON writes them: without bounds its whole grammar, with bounds no exponent.
    ///
    /// "-0" and "-0.0" count as 0; fractions may be of any length and may end in zeros. Throws `tooLarge` beyond the limit.
    package static func numbers(
        in range: DecimalRange = .unbounded, limit: Int = stateLimit
    ) throws(PatternError) -> ScalarAutomaton {
        if range.low == nil, range.high == nil {
            return try Pattern(#"^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$"#).automaton
        }
        return try NumeralMachine(range, allowsFraction: true, divisor: 1).automaton(limit: limit)
    }
}
