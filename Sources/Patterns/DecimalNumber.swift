/// An exact decimal number: a bound of a range.
package struct DecimalNumber: Sendable, Hashable {
    /// The most digits before the point, and after it, that a number may have when written out.
    static let digitLimit = 1_500

    /// Whether the number is below zero; zero has no sign.
    package let isNegative: Bool
    /// The digits before the point, without leading zeros: none for a number below one.
    let integerDigits: [Int32]
    /// The digits after the point, without trailing zeros.
    let fractionDigits: [Int32]

    /// A whole number.
    package init(_ value: Int64) {
        isNegative = value < 0
        integerDigits = value == 0 ? [] : String(value.magnitude).utf8.map { Int32($0) - 0x30 }
        fractionDigits = []
    }

    /// The shortest decimal that reads back as the same `Double`; throws `invalidNumber` unless the value is finite.
    package init(_ value: Double) throws(PatternError) { try self.init(value.description) }

    /// Reads digits, which may have a sign, a fraction and an exponent, as JSON writes them.
    ///
    /// Throws `invalidNumber` for any other text and `tooLarge` for a number that takes too many digits written out.
    package init(_ text: String) throws(PatternError) {
        let invalid = PatternError(.invalidNumber, "\"\(text)\" is no decimal number.")
        var rest = text.utf8[...]
        func takeDigits() -> [Int32] {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.map { Int32($0) - 0x30 }
        }
        let sign = rest.first == 0x2D
        if sign { rest.removeFirst() }
        var digits = takeDigits()
        guard !digits.isEmpty else { throw invalid }
        var point = digits.count
        if rest.first == 0x2E {
            rest.removeFirst()
            let fraction = takeDigits()
            guard !fraction.isEmpty else { throw invalid }
            digits += fraction
        }
        if let letter = rest.first, letter | 0x20 == 0x65 {
            rest.removeFirst()
            let isSmall = rest.first == 0x2D
            if isSmall || rest.first == 0x2B { rest.removeFirst() }
            let exponent = takeDigits()
            guard !exponent.isEmpty else { throw invalid }
            let size = exponent.reduce(0) { min($0 * 10 + Int($1), 1_000_000) }
            point += isSmall ? -size : size
        }
        guard rest.isEmpty else { throw invalid }

        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        point -= leading
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
        guard point <= Self.digitLimit, digits.count - point <= Self.digitLimit else {
            throw PatternError(
                .tooLarge, "\"\(text)\" takes more than \(Self.digitLimit) digits on one side of the point.")
        }
        let zeros = [Int32](repeating: 0, count: max(point - digits.count, -point, 0))
        integerDigits = point <= 0 ? [] : Array((digits + zeros).prefix(point))
        fractionDigits = point <= 0 ? (digits.isEmpty ? [] : zeros + digits) : Array(digits.dropFirst(point))
        isNegative = sign && !digits.isEmpty
    }

    var isZero: Bool { integerDigits.isEmpty && fractionDigits.isEmpty }
}

/// The numbers between two bounds, each of which may be absent.
package struct DecimalRange: Sendable, Hashable {
    /// The lower bound; nil when there is none.
    package var low: DecimalNumber?
    /// Whether the lower bound itself is out of the range.
    package var lowIsExclusive: Bool
    /// The upper bound; nil when there is none.
    package var high: DecimalNumber?
    /// Whether the upper bound itself is out of the range.
    package var highIsExclusive: Bool

    /// All numbers.
    package static let unbounded = DecimalRange()

    /// The numbers between two bounds; both absent gives all numbers.
    package init(
        low: DecimalNumber? = nil, lowIsExclusive: Bool = false, high: DecimalNumber? = nil,
        highIsExclusive: Bool = false
    ) {
        self.low = low
        self.lowIsExclusive = lowIsExclusive
        self.high = high
        self.highIsExclusive = highIsExclusive
    }

    /// The numbers between two whole numbers, both included.
    package init(_ range: ClosedRange<Int64>) {
        self.init(low: DecimalNumber(range.lowerBound), high: DecimalNumber(range.upperBound))
    }
}
