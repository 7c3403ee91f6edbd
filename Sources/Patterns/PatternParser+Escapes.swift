extension PatternParser {
    /// An escape after its backslash, which stands at `start`.
    mutating func escape(from start: Int) throws(PatternError) -> PatternEscape {
        guard let letter = next else {
            throw PatternError(.unexpectedEnd, "The pattern ends after a backslash.", offset: start)
        }
        position += 1
        switch letter {
        case "d": return .set(.digits)
        case "D": return .set(ScalarSet.digits.complement)
        case "w": return .set(.wordScalars)
        case "W": return .set(ScalarSet.wordScalars.complement)
        case "s": return .set(.whiteSpace)
        case "S": return .set(ScalarSet.whiteSpace.complement)
        case "p": return .set(try property(from: start))
        case "P": return .set(try property(from: start).complement)
        case "t": return .scalar(0x09)
        case "n": return .scalar(0x0A)
        case "v": return .scalar(0x0B)
        case "f": return .scalar(0x0C)
        case "r": return .scalar(0x0D)
        case "0":
            if let digit = next, (0x30...0x39).contains(digit) {
                throw PatternError(.invalidEscape, "Octal escapes are not of ECMA-262 with the u flag.", offset: start)
            }
            return .scalar(0)
        case "c":
            guard let control = next, (0x41...0x5A).contains(control & ~0x20) else {
                throw PatternError(.invalidEscape, "\\c takes an ASCII letter.", offset: start)
            }
            position += 1
            return .scalar(control & 0x1F)
        case "x":
            guard let value = hexadecimal(digits: 2) else {
                throw PatternError(.invalidEscape, "\\x takes two hexadecimal digits.", offset: start)
            }
            return .scalar(value)
        case "u": return .scalar(try unicodeEscape(from: start))
        default:
            // The u flag allows syntax characters and `/` alone; files in the wild escape other punctuation too.
            guard (0x20..<0x7F).contains(letter), !isLetterOrDigit(letter) else {
                let text = Unicode.Scalar(letter).map { "\\\($0)" } ?? "This"
                throw PatternError(.invalidEscape, "\(text) is no escape of ECMA-262 with the u flag.", offset: start)
            }
            return .scalar(letter)
        }
    }

    /// `\uHHHH`, or two of them that are a surrogate pair, or `\u{H…}`; a lone surrogate matches no scalar.
    private mutating func unicodeEscape(from start: Int) throws(PatternError) -> UInt32 {
        if take("{") {
            var value: UInt32 = 0
            let first = position
            while let digit = next.flatMap(Self.hexadecimalValue), value < ScalarSet.end {
                value = value * 16 + digit
                position += 1
            }
            guard position > first, value < ScalarSet.end, take("}") else {
                throw PatternError(.invalidEscape, "\\u{…} takes a code point up to 10FFFF.", offset: start)
            }
            return value
        }
        guard let unit = hexadecimal(digits: 4) else {
            throw PatternError(.invalidEscape, "\\u takes four hexadecimal digits, or {…}.", offset: start)
        }
        guard (0xD800..<0xDC00).contains(unit), starts(with: "\\u") else { return unit }
        let afterUnit = position
        position += 2
        guard let low = hexadecimal(digits: 4), (0xDC00..<0xE000).contains(low) else {
            position = afterUnit
            return unit
        }
        return 0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func property(from start: Int) throws(PatternError) -> ScalarSet {
        guard take("{"), let end = scalars[position...].firstIndex(of: 0x7D) else {
            throw PatternError(.invalidEscape, "\\p and \\P take a property's name in braces.", offset: start)
        }
        var name = ""
        name.unicodeScalars.append(contentsOf: scalars[position..<end].compactMap(Unicode.Scalar.init))
        position = end + 1
        return try UnicodeProperty.scalars(named: name, offset: start)
    }

    private mutating func hexadecimal(digits: Int) -> UInt32? {
        guard position + digits <= scalars.count else { return nil }
        var value: UInt32 = 0
        for scalar in scalars[position..<position + digits] {
            guard let digit = Self.hexadecimalValue(scalar) else { return nil }
            value = value * 16 + digit
        }
        position += digits
        return value
    }

    private func isLetterOrDigit(_ value: UInt32) -> Bool {
        (0x30...0x39).contains(value) || (0x41...0x5A).contains(value & ~0x20)
    }

    private static func hexadecimalValue(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x30...0x39: scalar - 0x30
        case 0x41...0x46: scalar - 0x41 + 10
        case 0x61...0x66: scalar - 0x61 + 10
        default: nil
        }
    }
}
