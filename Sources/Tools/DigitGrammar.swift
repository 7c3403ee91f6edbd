/// GBNF expressions for the decimal numbers of a range.
enum DigitGrammar {
    /// Alternatives for the whole numbers of a range; the empty list for none.
    static func integers(_ range: ClosedRange<Int64>) -> [String] {
        var alternatives: [String] = []
        if range.lowerBound < 0 {
            let nearest = range.upperBound < 0 ? range.upperBound.magnitude : 1
            let negative = magnitudes(nearest...range.lowerBound.magnitude)
            alternatives.append("\"-\" " + GrammarRules.group(negative))
        }
        if range.upperBound >= 0 {
            alternatives += magnitudes(max(range.lowerBound, 0).magnitude...range.upperBound.magnitude)
        }
        return alternatives
    }

    /// Alternatives for finite numbers of a range: a subset, and never an empty one.
    ///
    /// At most six digits follow the point, three in the unit that a bound cuts through, and magnitudes stay below
    /// 10^15.
    static func numbers(_ range: ClosedRange<Double>) -> [String] {
        let limit = 1e15
        let low = max(range.lowerBound, -limit), high = min(range.upperBound, limit)
        var alternatives: [String] = []
        if low <= high {
            if low < 0 {
                let negative = decimals(from: max(-high, 0), to: -low)
                if !negative.isEmpty { alternatives.append("\"-\" " + GrammarRules.group(negative)) }
            }
            if high >= 0 { alternatives += decimals(from: max(low, 0), to: high) }
        }
        return alternatives.isEmpty ? [GrammarRules.quoted("\(range.lowerBound)")] : alternatives
    }

    /// - Precondition: `0 <= low <= high`.
    private static func decimals(from low: Double, to high: Double) -> [String] {
        let first = UInt64(low.rounded(.up)), last = UInt64(high.rounded(.down))
        let lowCell = UInt64(low.rounded(.down))
        var alternatives: [String] = []
        if first <= last { alternatives += magnitudes(first...last) }
        if first < last {
            alternatives.append(GrammarRules.group(magnitudes(first...(last - 1))) + " \".\" [0-9]{1,6}")
        }
        // The units that a bound cuts through.
        if lowCell < first { alternatives += fractions(of: lowCell, from: low, to: min(high, Double(first))) }
        if Double(last) < high, last >= first { alternatives += fractions(of: last, from: Double(last), to: high) }
        return alternatives
    }

    /// Alternatives for a number's whole part followed by one to three digits, all between `low` and `high`.
    private static func fractions(of whole: UInt64, from low: Double, to high: Double) -> [String] {
        var alternatives: [String] = []
        for (width, scale) in [(1, 10.0), (2, 100.0), (3, 1000.0)] {
            let first = UInt64(((low - Double(whole)) * scale).rounded(.up))
            let last = min(UInt64(((high - Double(whole)) * scale).rounded(.down)), UInt64(scale) - 1)
            if first <= last { alternatives += span(digits(first, width: width), digits(last, width: width)) }
        }
        return alternatives.isEmpty ? [] : ["\"\(whole).\" " + GrammarRules.group(alternatives)]
    }

    /// Numbers without sign or leading zeros: one span for each count of digits.
    private static func magnitudes(_ range: ClosedRange<UInt64>) -> [String] {
        var alternatives: [String] = []
        var low = range.lowerBound
        while true {
            let lowDigits = digits(low)
            // The largest number with as many digits; 20 digits reach the end of UInt64.
            let nines =
                lowDigits.count >= 20 ? UInt64.max : (0..<lowDigits.count).reduce(UInt64(0)) { n, _ in n * 10 + 9 }
            let high = min(nines, range.upperBound)
            alternatives += span(lowDigits, digits(high))
            if high == range.upperBound { return alternatives }
            low = high + 1
        }
    }

    /// The digits of a number, with zeros in front up to `width`.
    private static func digits(_ value: UInt64, width: Int = 1) -> [UInt8] {
        let digits = "\(value)".utf8.map { $0 - 0x30 }
        return [UInt8](repeating: 0, count: max(0, width - digits.count)) + digits
    }

    /// Alternatives for the digit strings from `low` to `high`, both of one length.
    private static func span(_ low: [UInt8], _ high: [UInt8]) -> [String] {
        guard let first = low.first, let last = high.first else { return [""] }
        let count = low.count - 1
        let lowRest = Array(low.dropFirst()), highRest = Array(high.dropFirst())
        let lowIsFull = lowRest.allSatisfy { $0 == 0 }, highIsFull = highRest.allSatisfy { $0 == 9 }
        if lowIsFull, highIsFull { return [join(digit(first...last), anyDigits(count))] }
        if first == last { return [join(digit(first...first), GrammarRules.group(span(lowRest, highRest)))] }
        var alternatives: [String] = []
        var middle = (low: first, high: last)
        if !lowIsFull {
            let rest = span(lowRest, [UInt8](repeating: 9, count: count))
            alternatives.append(join(digit(first...first), GrammarRules.group(rest)))
            middle.low += 1
        }
        if !highIsFull { middle.high -= 1 }
        if middle.low <= middle.high { alternatives.append(join(digit(middle.low...middle.high), anyDigits(count))) }
        if !highIsFull {
            let rest = span([UInt8](repeating: 0, count: count), highRest)
            alternatives.append(join(digit(last...last), GrammarRules.group(rest)))
        }
        return alternatives
    }

    private static func digit(_ range: ClosedRange<UInt8>) -> String {
        range.count == 1 ? "\"\(range.lowerBound)\"" : "[\(range.lowerBound)-\(range.upperBound)]"
    }

    private static func anyDigits(_ count: Int) -> String {
        count == 0 ? "" : count == 1 ? "[0-9]" : "[0-9]{\(count)}"
    }

    private static func join(_ left: String, _ right: String) -> String { right.isEmpty ? left : "\(left) \(right)" }
}
