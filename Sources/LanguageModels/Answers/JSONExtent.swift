/// Finds where a JSON object or array ends, byte by byte, and where it stops being one.
///
/// It knows brackets, strings and what may stand between them, no more: whether the value is JSON is the parser's to
/// say. Strings in single quotes and raw line ends in strings pass, because models write them.
struct JSONExtent {
    enum Step {
        case goesOn
        /// The value ends with this byte.
        case ends
        /// No JSON has this byte here.
        case breaks
    }

    /// More nesting than any call has.
    static let deepest = 64

    private var closers: [UInt8] = []
    private var quote: UInt8?
    private var isEscaped = false
    private var isAfterString = false

    /// Whether the next byte stands in a string.
    var isInString: Bool { quote != nil }

    mutating func take(_ byte: UInt8) -> Step {
        if let quote {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == quote {
                self.quote = nil
                isAfterString = true
            }
            return .goesOn
        }
        if isSpace(byte) { return .goesOn }
        switch byte {
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            guard closers.popLast() == byte else { return .breaks }
            isAfterString = false
            return closers.isEmpty ? .ends : .goesOn
        case UInt8(ascii: ","), UInt8(ascii: ":"):
            isAfterString = false
            return .goesOn
        case _ where isAfterString: return .breaks
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard closers.count < Self.deepest else { return .breaks }
            // In ASCII both closing brackets come two after the opening ones.
            closers.append(byte + 2)
            return .goesOn
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            quote = byte
            return .goesOn
        default: return isScalarByte(byte) ? .goesOn : .breaks
        }
    }
}

/// Whether a byte may stand in a number or a word such as `true`.
private func isScalarByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == 0x2D || byte == 0x2E
}
