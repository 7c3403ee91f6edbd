import JSON

/// A decimal number as it is written, exactly: `digits · 10^exponent`.
///
/// A `Double` stands for the shortest decimal that reads back as it: that is what the document said, if it had no more
/// than 15 digits.
struct ExactNumber {
    var digits: UInt64
    var exponent: Int

    /// The magnitude of a number; nil for anything else.
    init?(magnitudeOf value: JSONValue) {
        switch value {
        case .integer(let integer): self.init(digits: integer.magnitude, exponent: 0)
        case .number(let number): self.init(decimal: number.magnitude.description)
        default: return nil
        }
    }

    private init(digits: UInt64, exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// Reads Swift's own form of a `Double`, which has at most 17 digits: `0.001`, `1.5e-07`.
    private init(decimal: String) {
        let parts = decimal.split(separator: "e", maxSplits: 1)
        (digits, exponent) = (0, parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        var isFraction = false
        for byte in parts[0].utf8 {
            guard byte != UInt8(ascii: ".") else {
                isFraction = true
                continue
            }
            digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            if isFraction { exponent -= 1 }
        }
        while digits != 0, digits.isMultiple(of: 10) { (digits, exponent) = (digits / 10, exponent + 1) }
    }

    /// Whether one number is a whole multiple of another.
    static func isMultiple(_ value: JSONValue, of divisor: JSONValue) -> Bool {
        guard let value = ExactNumber(magnitudeOf: value), let divisor = ExactNumber(magnitudeOf: divisor) else {
            return false
        }
        return value.isMultiple(of: divisor)
    }

    private func isMultiple(of divisor: ExactNumber) -> Bool {
        guard digits != 0 else { return true }
        guard divisor.digits != 0 else { return false }
        if exponent >= divisor.exponent {
            var remainder = digits % divisor.digits
            for _ in divisor.exponent..<exponent where remainder != 0 {
                let (high, low) = remainder.multipliedFullWidth(by: 10)
                remainder = divisor.digits.dividingFullWidth((high, low)).remainder
            }
            return remainder == 0
        }
        // The divisor grows; once beyond 64 bits it is beyond every value.
        var scaled = divisor.digits
        for _ in exponent..<divisor.exponent {
            let (product, isTooLarge) = scaled.multipliedReportingOverflow(by: 10)
            guard !isTooLarge else { return false }
            scaled = product
        }
        return digits.isMultiple(of: scaled)
    }

    /// Whether one number is less than another; an integer keeps all its digits beside a `Double`.
    static func isLess(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left < right
        case (.number(let left), .number(let right)): left < right
        case (.integer(let left), .number(let right)): compare(left, right) < 0
        case (.number(let left), .integer(let right)): compare(right, left) > 0
        default: false
        }
    }

    /// Below 0, 0 or above it, as the integer is less than, equal to or greater than the number.
    private static func compare(_ integer: Int64, _ number: Double) -> Int {
        let whole = number.rounded(.down)
        guard let floor = Int64(exactly: whole) else { return number > 0 ? -1 : 1 }
        if integer != floor { return integer < floor ? -1 : 1 }
        return whole < number ? -1 : 0
    }
}
