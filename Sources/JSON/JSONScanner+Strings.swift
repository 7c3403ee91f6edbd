extension JSONScanner {
    /// Moves past a string, from its opening quote on.
    mutating func scanString(isKey: Bool) throws(Fault) {
        let start = index
        index += 1
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                try checkLength(of: start)
                index += 1
                return
            } else if byte == UInt8(ascii: "\\") {
                try scanEscape(isKey: isKey)
            } else if byte >= 0x80 {
                try scanMultibyteScalar()
            } else if byte >= 0x20 {
                index += 1
            } else {
                throw Fault(
                    code: .controlCharacter,
                    message: "a string holds a raw control character; write it as \\u00\(byte < 16 ? "0" : "")"
                        + String(byte, radix: 16), offset: index)
            }
        }
        try checkLength(of: start)
        throw Fault(code: .unexpectedEnd, message: "the document ends inside a string", offset: index)
    }

    private func checkLength(of start: Int) throws(Fault) {
        guard index - start - 1 <= limits.stringBytes else {
            throw Fault(
                code: .stringTooLong, message: "a string is longer than \(limits.stringBytes) bytes", offset: start)
        }
    }

    private mutating func scanEscape(isKey: Bool) throws(Fault) {
        let start = index
        index += 1
        guard let escape = current else {
            throw Fault(code: .unexpectedEnd, message: "the document ends inside a string", offset: index)
        }
        index += 1
        switch escape {
        case UInt8(ascii: "u"):
            var unit = 0
            for _ in 0..<4 {
                guard let byte = current else {
                    throw Fault(code: .unexpectedEnd, message: "the document ends inside a string", offset: index)
                }
                guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                    throw Fault(
                        code: .invalidEscape, message: "\\u takes four hexadecimal digits", offset: start)
                }
                unit = unit << 4 | digit
                index += 1
            }
            if unit == 0, isKey {
                throw Fault(code: .nulInKey, message: "a key must not hold \\u0000", offset: start)
            }
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            break
        default:
            throw Fault(
                code: .invalidEscape, message: "JSON has no such escape; a backslash itself is written \\\\",
                offset: start)
        }
    }

    /// Moves past one well-formed sequence of two to four bytes (Unicode 16.0, table 3-7).
    private mutating func scanMultibyteScalar() throws(Fault) {
        let lead = bytes[index]
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (1, 0x80...0xBF)
            }
        var isValid = length > 1 && index + length <= end && second.contains(bytes[index + 1])
        for offset in 2..<max(length, 2) where isValid {
            isValid = bytes[index + offset] & 0xC0 == 0x80
        }
        guard isValid else {
            throw Fault(code: .invalidUTF8, message: "these bytes are not UTF-8", offset: index)
        }
        index += length
    }
}
