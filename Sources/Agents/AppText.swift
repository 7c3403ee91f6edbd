/// Text that apps wrote, on its way into a prompt: it can neither close the frame that it stands in nor end a turn.
///
/// A server's tokenizer takes `<|im_end|>` in a message for the token, and a model takes `</screen>` for the end of the
/// screen. So a space parts what would begin a tag or a token: behind `<` before anything but white space, digits and
/// `=`, and behind `[` before a word in capitals, as in `[INST]`.
enum AppText {
    /// The text, with such beginnings parted.
    static func harmless(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            result.append(scalar)
            let rest = scalars[(place + 1)...]
            if scalar == "<" && beginsTag(rest) || scalar == "[" && beginsMarker(rest) { result.append(" ") }
        }
        return String(result)
    }

    private static func beginsTag(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first else { return false }
        return !next.properties.isWhitespace && !("0"..."9").contains(next) && next != "="
    }

    /// Whether `INST]`, `/INST]` or `TOOL_CALLS]` follows; `[OK]` and `[1]` are how people write.
    private static func beginsMarker(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        let word = (rest.first == "/" ? rest.dropFirst() : rest).prefix { ("A"..."Z").contains($0) || $0 == "_" }
        return word.count > 2 && rest[word.endIndex...].first == "]"
    }
}
