/// Text as Android's `input text` takes it.
///
/// The command turns `%s` into a space and sends one key event a character of the US keyboard. Source: AOSP,
/// `InputShellCommand.sendText`.
package struct InputTextArguments {
    /// One argument for each call of `input text`, in order.
    package private(set) var arguments: [String]

    /// nil for a text with anything but printable ASCII, which the command cannot carry.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        // Between the two halves of a literal "%s" the text is cut, since the command has no way to write it.
        arguments = text.isEmpty ? [] : [""]
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if previous == UInt8(ascii: "%"), byte == UInt8(ascii: "s") { arguments.append("") }
            arguments[arguments.count - 1] += byte == 0x20 ? "%s" : String(UnicodeScalar(byte))
            previous = byte
        }
    }
}
