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
        var text = text
        return text.withUTF8 { bytes in
            var previous = UInt8(ascii: " ")
            for (index, byte) in bytes.enumerated() {
                if byte < 0x20 || byte == 0x7F || byte == 0xC2 { return false }
                if byte == 0x20, previous == 0x20 { return false }
                // Wide spaces: U+1680, U+2000…U+205F, U+3000.
                if byte == 0xE1 || byte == 0xE2 || byte == 0xE3, index + 1 < bytes.count {
                    let second = bytes[index + 1]
                    if second == 0x80 || second == 0x81 || second == 0x9A { return false }
                }
                previous = byte
            }
            return previous != 0x20
        }
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
        var result: [UInt8] = []
        var previousIsLower = false
        for byte in identifier.utf8 {
            switch byte {
            case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), 0x00...0x20:
                if let last = result.last, last != 0x20 { result.append(0x20) }
                previousIsLower = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if previousIsLower { result.append(0x20) }
                result.append(byte | 0x20)
                previousIsLower = false
            default:
                result.append(byte)
                previousIsLower = true
            }
        }
        if result.last == 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }
}
