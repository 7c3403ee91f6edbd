import Patterns
import TestSupport
import Testing

struct NumeralTests {
    /// A numeral with up to three places after the point, and its value in thousandths.
    private static func numeral(_ generator: inout SeededGenerator) -> (text: String, value: Int) {
        let magnitude = Int.random(
            in: 0...[9, 99, 1500, 250_000][Int.random(in: 0..<4, using: &generator)], using: &generator)
        let places = Int.random(in: 0...3, using: &generator)
        let unit = [1000, 100, 10, 1][places]
        let isNegative = Bool.random(using: &generator)
        let fraction = String(magnitude * unit % 1000 / unit)
        var text = (isNegative ? "-" : "") + String(magnitude * unit / 1000)
        if places > 0 { text += "." + String(repeating: "0", count: places - fraction.count) + fraction }
        return (text, isNegative ? -magnitude * unit : magnitude * unit)
    }

    @Test(arguments: 0..<100)
    func `numbers accept what arithmetic says`(seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed))
        let (one, other) = (Self.numeral(&generator), Self.numeral(&generator))
        let (low, high) = one.value <= other.value ? (one, other) : (other, one)
        let (hasLow, hasHigh) = seed % 3 == 0 ? (true, false) : seed % 3 == 1 ? (false, true) : (true, true)
        let (noLow, noHigh) = (Bool.random(using: &generator), Bool.random(using: &generator))
        let range = DecimalRange(
            low: hasLow ? try DecimalNumber(low.text) : nil, lowIsExclusive: noLow,
            high: hasHigh ? try DecimalNumber(high.text) : nil, highIsExclusive: noHigh)
        let numbers = try ScalarAutomaton.numbers(in: range)
        let integers = try ScalarAutomaton.integers(in: range)
        let near = [low.text, high.text, low.text + (low.text.contains(".") ? "0" : ".0"), "0", "-0", "-0.0"]
        for index in 0..<300 {
            var (text, value) = Self.numeral(&generator)
            if index < near.count {
                text = near[index]
                value = index == 0 || index == 2 ? low.value : index == 1 ? high.value : 0
            }
            let isInside =
                (!hasLow || low.value < value || (low.value == value && !noLow))
                && (!hasHigh || value < high.value || (value == high.value && !noHigh))
            #expect(numbers.accepts(text) == isInside, "\(text) in \(low.text)…\(high.text)")
            let isInteger = !text.contains(".") && text != "-0"
            #expect(integers.accepts(text) == (isInside && isInteger), "\(text) in \(low.text)…\(high.text)")
        }
    }

    @Test(arguments: [
        (Int64(-25), Int64(1300), Int64(7)), (0, 100, 10), (-100, 100, 60), (5, 5, 1), (6, 6, 5), (-3, 3, 4),
        (999, 1001, 1000), (0, 0, 3),
    ])
    func `integers are exactly those of the range`(low: Int64, high: Int64, divisor: Int64) throws {
        let automaton = try ScalarAutomaton.integers(in: DecimalRange(low...high), multipleOf: divisor)
        for value in Int64(-2000)...2000 {
            let isInside = (low...high).contains(value) && value % divisor == 0
            #expect(automaton.accepts(String(value)) == isInside, "\(value)")
            if value >= 0 { #expect(!automaton.accepts("0\(value)")) }
        }
        #expect(!automaton.accepts("-0"))
        #expect(!automaton.accepts("+1"))
    }

    @Test func `the ends of Int64 are bounds like others`() throws {
        let all = try ScalarAutomaton.integers(in: DecimalRange(Int64.min...Int64.max))
        for text in ["9223372036854775807", "-9223372036854775808", "0"] { #expect(all.accepts(text)) }
        for text in ["9223372036854775808", "-9223372036854775809"] { #expect(!all.accepts(text)) }
        let divisor = Int64.max
        let multiples = try ScalarAutomaton.integers(in: DecimalRange(-1...1), multipleOf: divisor)
        #expect(multiples == .literal("0"))
        let itself = try ScalarAutomaton.integers(in: DecimalRange(divisor...divisor), multipleOf: divisor)
        #expect(itself == .literal("\(divisor)"))
    }

    @Test(arguments: [
        ("150", "1.5e2"), ("150", "1500E-1"), ("0", "-0.00e9"), ("0.05", "5e-2"), ("-12.5", "-12.500"),
        ("10000000000000000", "1e+16"),
    ])
    func `a number has one value however it is written`(plain: String, other: String) throws {
        #expect(try DecimalNumber(plain) == DecimalNumber(other))
        #expect(try ScalarAutomaton.numbers(in: DecimalRange(low: DecimalNumber(other))).accepts(plain))
    }

    @Test func `a double is its shortest decimal`() throws {
        #expect(try DecimalNumber(0.1) == DecimalNumber("0.1"))
        #expect(try DecimalNumber(1e22) == DecimalNumber("1" + String(repeating: "0", count: 22)))
        #expect(try DecimalNumber(-Double.leastNonzeroMagnitude) == DecimalNumber("-5e-324"))
        let most = try ScalarAutomaton.numbers(
            in: DecimalRange(high: DecimalNumber(Double.greatestFiniteMagnitude)))
        #expect(most.accepts(String(repeating: "9", count: 308)))
        #expect(!most.accepts("1" + String(repeating: "9", count: 308)))
    }

    @Test func `without bounds numbers are those of JSON`() throws {
        let numbers = try ScalarAutomaton.numbers()
        for text in ["0", "-0", "10", "1.50", "1e5", "-1.5E-10", "0.0e+00"] { #expect(numbers.accepts(text)) }
        for text in ["", "-", "01", "1.", ".5", "1e", "+1", "1e+", "--1", "NaN"] { #expect(!numbers.accepts(text)) }
        let positive = try ScalarAutomaton.numbers(in: DecimalRange(low: DecimalNumber("0")))
        #expect(!positive.accepts("1e5"))
        #expect(positive.accepts("-0.00"))
    }

    @Test func `an empty range accepts nothing`() throws {
        let low = try DecimalNumber("1.5")
        #expect(try ScalarAutomaton.numbers(in: DecimalRange(low: low, high: DecimalNumber("1.4"))) == .nothing)
        #expect(try ScalarAutomaton.numbers(in: DecimalRange(low: low, lowIsExclusive: true, high: low)) == .nothing)
        #expect(try ScalarAutomaton.integers(in: DecimalRange(low: low, high: DecimalNumber("1.9"))) == .nothing)
    }

    @Test(arguments: ["", "-", "1.", ".5", "1e", "inf", "nan", "0x1", "1 ", "+1"])
    func `a bound that is no number is refused`(text: String) throws {
        let error = try #require(throws: PatternError.self) { try DecimalNumber(text) }
        #expect(error.code == .invalidNumber)
    }

    @Test func `numerals that grow too large are refused`() throws {
        for text in ["1e1501", "1e-1501", "1e99999999999999999999"] {
            #expect(try #require(throws: PatternError.self) { try DecimalNumber(text) }.code == .tooLarge)
        }
        let error = try #require(throws: PatternError.self) { try ScalarAutomaton.integers(multipleOf: 20_000) }
        #expect(error.code == .tooLarge)
        #expect(
            try #require(throws: PatternError.self) { try ScalarAutomaton.integers(multipleOf: 0) }.code
                == .invalidNumber)
        #expect(throws: PatternError.self) { try DecimalNumber(Double.infinity) }
    }
}
