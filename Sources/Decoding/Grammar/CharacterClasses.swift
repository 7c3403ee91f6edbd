/// Ranges of scalars as GBNF writes them: one class for those that stand for themselves, and one literal a JSON escape.
struct CharacterClasses {
    let alternatives: [String]

    /// Writes ranges; `isEscaped` says whether the characters stand in a JSON string.
    init(_ ranges: [ScalarRange], isEscaped: Bool) {
        var plain = ""
        var escapes: [String] = []
        if ranges.count == 1, ranges[0].lower == ranges[0].upper, let only = Unicode.Scalar(ranges[0].lower),
            "!"..."~" ~= only || only == " "
        {
            alternatives = ["\"" + Self.literal(isEscaped ? Self.escaped(only) : String(only)) + "\""]
            return
        }
        for range in ranges {
            var lower = range.lower
            for scalar in range.lower...range.upper where isEscaped {
                if scalar > 0x5C { break }
                guard let known = Unicode.Scalar(scalar), Self.needsEscape(known) else { continue }
                if lower < scalar { plain += Self.span(lower, scalar - 1) }
                lower = scalar + 1
                escapes.append("\"" + Self.literal(Self.escaped(known)) + "\"")
            }
            if lower <= range.upper { plain += Self.span(lower, range.upper) }
        }
        alternatives = (plain.isEmpty ? [] : ["[\(plain)]"]) + escapes
    }

    /// A scalar as the shortest form in a JSON string.
    static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\u{8}": return "\\b"
        case "\u{9}": return "\\t"
        case "\u{A}": return "\\n"
        case "\u{C}": return "\\f"
        case "\u{D}": return "\\r"
        case _ where scalar.value < 0x20:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return String(scalar)
        }
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
    }

    private static func literal(_ text: String) -> String {
        text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    }

    private static func span(_ lower: UInt32, _ upper: UInt32) -> String {
        lower == upper ? hexadecimal(lower) : "\(hexadecimal(lower))-\(hexadecimal(upper))"
    }

    /// Letters and digits as they are, all else by number.
    private static func hexadecimal(_ scalar: UInt32) -> String {
        if let known = Unicode.Scalar(scalar), known.properties.isAlphabetic || ("0"..."9").contains(known),
            known.isASCII
        {
            return String(known)
        }
        let digits = String(scalar, radix: 16, uppercase: true)
        let (letter, width) = scalar <= 0xFF ? ("x", 2) : scalar <= 0xFFFF ? ("u", 4) : ("U", 8)
        return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
    }
}
