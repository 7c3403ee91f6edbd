/// A numeric character reference, `&#10;` or `&#xA;`, found in bytes.
struct NumericReference {
    var value: UInt32
    /// One past its semicolon.
    var end: Int

    init?(in bytes: [UInt8], at start: Int) {
        guard start + 3 < bytes.count, bytes[start] == UInt8(ascii: "&"), bytes[start + 1] == UInt8(ascii: "#") else {
            return nil
        }
        let isHex = bytes[start + 2] | 0x20 == UInt8(ascii: "x")
        var index = start + (isHex ? 3 : 2)
        let digits = index
        var value: UInt32 = 0
        while index < bytes.count, let digit = Self.digit(bytes[index], isHex: isHex) {
            value = min(value * (isHex ? 16 : 10) + digit, 0x11_0000)
            index += 1
        }
        guard index > digits, index < bytes.count, bytes[index] == UInt8(ascii: ";") else { return nil }
        self.value = value
        end = index + 1
    }

    /// Whether XML 1.0 lets a document refer to this character (production 2, `Char`).
    var isAllowed: Bool {
        switch value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// The character that this high surrogate spells together with the reference right behind it, if that is a low one.
    func joined(with low: NumericReference?) -> (scalar: Unicode.Scalar, end: Int)? {
        guard let low, (0xD800..<0xDC00).contains(value), (0xDC00..<0xE000).contains(low.value),
            let scalar = Unicode.Scalar(0x10000 + ((value - 0xD800) << 10 | (low.value - 0xDC00)))
        else { return nil }
        return (scalar, low.end)
    }

    private static func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHex: UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHex: UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
