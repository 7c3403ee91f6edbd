/// Texts cut as Python's string methods cut them, scalar by scalar: templates call these.
package enum PythonText {
    /// `strip`: the text without white space at both ends, which is also what a template's `trim` leaves.
    package static func strip(_ text: String) -> String { leftStrip(rightStrip(text), isSpace) }

    /// `rstrip`: the text without white space at its end.
    package static func rightStrip(_ text: String) -> String { rightStrip(text, isSpace) }

    /// The text without line feeds at its start.
    package static func leftStripLineFeeds(_ text: String) -> String { leftStrip(text) { $0 == "\n" } }

    /// The text without line feeds at both ends.
    package static func stripLineFeeds(_ text: String) -> String { leftStripLineFeeds(rightStrip(text) { $0 == "\n" }) }

    /// `split`: the parts between separators, empty ones too.
    package static func split(_ text: String, _ separator: String) -> [String] {
        text.unicodeScalars.split(separator: separator.unicodeScalars, omittingEmptySubsequences: false).map(
            String.init)
    }

    private static func leftStrip(_ text: String, _ isStripped: (Unicode.Scalar) -> Bool) -> String {
        String(text.unicodeScalars.drop(while: isStripped))
    }

    private static func rightStrip(_ text: String, _ isStripped: (Unicode.Scalar) -> Bool) -> String {
        let end = text.unicodeScalars.lastIndex { !isStripped($0) }.map(text.unicodeScalars.index(after:))
        return String(text.unicodeScalars[..<(end ?? text.startIndex)])
    }

    /// `str.isspace` of one scalar, which is Unicode's white space and the four separators of ASCII.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || 0x1C...0x1F ~= scalar.value
    }
}
