/// What others wrote, for a terminal.
package enum TerminalText {
    /// One line without control characters: what a screen says must not move the cursor or turn the line round.
    /// - Parameters:
    ///   - text: what somebody else wrote.
    ///   - limit: scalars after which it is cut.
    /// - Returns: the text as one line.
    package static func plain(_ text: String, limit: Int = 300) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
            case .format where scalar.value != 0x200D && scalar.value != 0x200C: break
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
