extension ScalarAutomaton {
    /// The most remainders that are told apart.
    private static let mostRemainders = 4096

    /// JSON numerals without exponent whose value is a multiple of a positive decimal; zero is one, however it is written.
    ///
    /// A numeral is read as an integer in units of the divisor's last digit, and its remainder kept. Throws
    /// `invalidNumber` for a divisor that is not positive, `tooLarge` for one with too many digits.
    package static func multiples(of divisor: DecimalNumber) throws(PatternError) -> ScalarAutomaton {
        let places = divisor.fractionDigits.count
        let units = (divisor.integerDigits + divisor.fractionDigits).reduce(0) {
            min($0 * 10 + Int($1), Int(Int32.max))
        }
        guard units > 0, !divisor.isNegative else {
            throw PatternError(.invalidNumber, "A divisor must be positive.")
        }
        guard units <= mostRemainders, places <= 12 else {
            throw PatternError(.tooLarge, "A divisor of more than \(mostRemainders) units cannot be kept track of.")
        }
        // How many units one digit in the last place that was read stands for, by the places read after the point.
        let weights = (0...places).map { read in (read..<places).reduce(1) { weight, _ in weight * 10 % units } }
        // States: the start, behind a sign, behind a leading zero, whole numbers by remainder, behind the point and its
        // digits by place and remainder; behind the last place that counts only zeros may follow.
        let start = 0, sign = 1, zero = 2, whole = 3, point = whole + units
        func fraction(_ read: Int, _ remainder: Int) -> Int { point + read * units + remainder }
        let padded = point + (places + 1) * units
        let count = padded + 1
        // Classes: other, "-", ".", other, "0" … "9", other.
        let classStarts: [UInt32] = [0, 0x2D, 0x2E, 0x2F] + (0x30...0x3A)
        let width = classStarts.count
        var table = [State](repeating: dead, count: count * width)
        var isAccepting = [Bool](repeating: false, count: count)
        func set(_ state: Int, _ symbol: Int, _ target: Int) { table[state * width + symbol] = State(target) }
        let minus = 1, dot = 2, digit = 4
        set(start, minus, sign)
        for state in [start, sign] {
            set(state, digit, zero)
            for value in 1...9 { set(state, digit + value, whole + value % units) }
        }
        isAccepting[zero] = true
        set(zero, dot, fraction(0, 0))
        for remainder in 0..<units {
            let state = whole + remainder
            isAccepting[state] = remainder * weights[0] % units == 0
            for value in 0...9 { set(state, digit + value, whole + (remainder * 10 + value) % units) }
            set(state, dot, fraction(0, remainder))
            for read in 0...places {
                let state = fraction(read, remainder)
                // A point needs a digit behind it.
                isAccepting[state] = read > 0 && remainder * weights[read] % units == 0
                if read < places {
                    for value in 0...9 {
                        set(state, digit + value, fraction(read + 1, (remainder * 10 + value) % units))
                    }
                } else if remainder == 0 {
                    set(state, digit, padded)
                }
            }
        }
        isAccepting[padded] = true
        set(padded, digit, padded)
        return ScalarAutomaton(
            classStarts: classStarts, table: table, isAccepting: isAccepting, start: State(start)
        ).minimized()
    }
}
