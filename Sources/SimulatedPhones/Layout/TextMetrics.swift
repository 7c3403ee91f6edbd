/// How much room text takes, near enough to Roboto.
enum TextMetrics {
    /// Widths of U+0020…U+007E in thousandths of the size.
    private static let widths: [Int] = (0x20...0x7E).map { (code: UInt8) in
        switch Character(UnicodeScalar(code)) {
        case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!": 250
        case " ", "f", "t", "r", "(", ")", "[", "]", "/", "-": 320
        case "m", "w", "M", "W", "@", "%": 860
        case "A"..."Z", "&", "#": 640
        default: 550
        }
    }

    /// Thousandths of the size.
    static func advance(_ scalar: UnicodeScalar) -> Int {
        switch scalar.value {
        case 0x20...0x7E: widths[Int(scalar.value - 0x20)]
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0x64B...0x65F: 0
        case 0x2E80...0xD7FF, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x1F000...0x3FFFF: 1000
        default: 550
        }
    }

    static func width(_ text: String, size: Int) -> Int {
        (text.unicodeScalars.reduce(0) { $0 + advance($1) } * size + 999) / 1000
    }

    /// How many lines the text takes within a width.
    static func lines(_ text: String, size: Int, width: Int) -> Int {
        guard text.utf8.count > 8 else { return 1 }
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
            lines + max(1, (Self.width(String(line), size: size) + max(width, 1) - 1) / max(width, 1))
        }
    }

    static func lineHeight(_ size: Int) -> Int { size * 1172 / 1000 + 1 }

    static func isRightToLeft(_ language: String) -> Bool { ["ar", "he", "iw", "fa", "ur"].contains(language) }
}
