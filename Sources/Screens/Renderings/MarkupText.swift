/// Text of any origin as character data or a quoted attribute of XML, SVG and HTML.
package enum MarkupText {
    /// What becomes of line breaks and tabs.
    package enum Lines: Sendable {
        /// Each is a space.
        case joined
        /// Each stays, as a line feed where it is no tab.
        case kept
    }

    /// Escapes markup and leaves out what XML 1.0 (§2.2) forbids, a screen cannot show or would turn the text round.
    /// - Parameters:
    ///   - text: any text.
    ///   - lines: what becomes of its line breaks.
    /// - Returns: text that opens and closes nothing, within double quotes too.
    package static func escaped(_ text: String, lines: Lines = .joined) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r", "\u{2028}", "\u{2029}":
                result.unicodeScalars.append(lines == .joined ? " " : scalar == "\t" ? "\t" : "\n")
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
            // A directional override in a label must not turn the rest of a drawing or a page round.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
