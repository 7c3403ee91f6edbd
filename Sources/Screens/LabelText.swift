/// Text as a label shows it: one line, so that nothing on a screen can pass for a line of ours.
enum LabelText {
    /// White space folded to single spaces and trimmed, other control characters dropped.
    static func folded(_ text: String) -> String {
        if text.isEmpty || isFolded(text) { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var isPending = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                isPending = !result.isEmpty
            } else if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) {
                if isPending { result.unicodeScalars.append(" ") }
                isPending = false
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isFolded(_ text: String) -> Bool {
        var previous = UInt8(ascii: " ")
        for byte in text.utf8 {
            // U+0080…U+00A0 and the wide spaces begin with C2, E1, E2, E3.
            if byte < 0x20 || byte == 0x7F || byte == 0xC2 || (0xE1...0xE3).contains(byte) { return false }
            if byte == 0x20, previous == 0x20 { return false }
            previous = byte
        }
        return previous != 0x20
    }

    /// Whether a resource id's tail is a name a developer chose, not one that a tool made up.
    static func isName(_ identifier: Substring) -> Bool {
        var digits = 0
        for byte in identifier.utf8 {
            digits = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? digits + 1 : 0
            if digits == 5 { return false }
        }
        return !identifier.isEmpty && identifier != "0_resource_name_obfuscated"
    }

    /// A resource id's tail as words: `menu_search` and `menuSearch` become "menu search".
    static func words(ofIdentifier identifier: Substring) -> String {
        var result = ""
        var previousIsLower = false
        for character in identifier {
            if character == "_" || character == "-" || character == "." || character == "/" || character.isWhitespace {
                if !result.isEmpty, result.last != " " { result.append(" ") }
                previousIsLower = false
            } else {
                if character.isUppercase, previousIsLower { result.append(" ") }
                result += character.lowercased()
                previousIsLower = character.isLowercase || character.isNumber
            }
        }
        return result.last == " " ? String(result.dropLast()) : result
    }
}
