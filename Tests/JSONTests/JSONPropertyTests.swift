import JSON
import TestSupport
import Testing

extension SeededGenerator {
    /// A value of any kind, with at most `depth` levels below it.
    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &self) {
        case 0: .null
        case 1: .bool(Bool.random(using: &self))
        case 2: .integer(Int64(bitPattern: next()) >> Int64.random(in: 0..<63, using: &self))
        case 3: .number(Double.random(in: -1e6...1e6, using: &self))
        case 4, 5: .string(string())
        case 6: .array((0..<Int.random(in: 0..<5, using: &self)).map { _ in value(depth: depth - 1) })
        default:
            .object(
                JSONObject((0..<Int.random(in: 0..<5, using: &self)).map { _ in (string(), value(depth: depth - 1)) }))
        }
    }

    /// A string without U+0000, so that it can be a key too.
    mutating func string() -> String {
        let scalars: [ClosedRange<UInt32>] = [
            0x01...0x22, 0x5B...0x7F, 0x80...0x301, 0xE000...0xFFFF, 0x1F600...0x1F640,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<6, using: &self) {
            let range = scalars[Int.random(in: 0..<scalars.count, using: &self)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) { text.append(scalar) }
        }
        return String(text)
    }

    /// The same value with the members of every object in another order.
    mutating func shuffled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.map { shuffled($0) })
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.key, shuffled($0.value)) }.shuffled(using: &self)))
        default: value
        }
    }
}

@Suite("Laws")
struct JSONPropertyTests {
    @Test("What is printed reads back as the same value, in the same order", arguments: 0..<8 as Range<UInt64>)
    func roundTrips(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<250 {
            let value = generator.value(depth: 4)
            for style in JSONStyle.allCases { #expect(try JSONValue(parsing: value.print(style)) == value) }
            #expect(try JSONValue(parsing: value.print(.pretty)).print() == value.print())
        }
    }

    @Test(
        "Canonical text depends on nothing but the value, and canonical text is its own",
        arguments: 0..<8 as Range<UInt64>)
    func canonicalises(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<250 {
            let value = generator.value(depth: 4)
            let shuffled = generator.shuffled(value)
            let canonical = value.print(.canonical)
            #expect(shuffled == value && shuffled.hashValue == value.hashValue)
            #expect(shuffled.print(.canonical) == canonical)
            #expect(try JSONValue(parsing: canonical).print(.canonical) == canonical)
        }
    }

    @Test("Every finite Double reads back to the bit, save the sign of zero", arguments: 0..<4 as Range<UInt64>)
    func keepsDoubles(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<2000 {
            let number = Double(bitPattern: generator.next())
            let whole = (number.significand * 0x1p60).rounded()
            for number in [number, whole] where number.isFinite {
                #expect(try JSONValue(parsing: JSONValue.number(number).print()).number == number)
            }
        }
    }

    @Test("Damaged documents are read or refused, never worse", arguments: 0..<8 as Range<UInt64>)
    func survivesDamage(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<500 {
            var bytes = Array(generator.value(depth: 4).print(.pretty).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8(truncatingIfNeeded: generator.next())
            }
            do throws(JSONError) {
                let value = try JSONValue(parsing: bytes)
                #expect((try? JSONValue(parsing: value.print()))?.print() == value.print())
            } catch {
                #expect(error.code != .treeNotBuilt && (0...bytes.count).contains(error.offset))
            }
        }
    }
}
