/// Why an action cannot be written in a format.
package struct ExportError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The format has no word for this key.
        case unsupportedKey
        /// The device's shell cannot type this text.
        case untypableText
        /// The app is named, but the format needs its package.
        case unresolvedApp
        /// The format drives another system than the one the screen is of.
        case unsupportedSystem
    }

    package var code: Code
    package var message: String
    /// The format that has no room for the action.
    package var format: String

    package init(_ code: Code, _ message: String, format: String) {
        self.code = code
        self.message = message
        self.format = format
    }

    package var description: String { "\(format): \(message)" }
}

/// An app's package or bundle id, known by its shape.
struct AppID {
    let text: String

    /// Two or more names with dots between them: letters, digits, `_` and `-`, a letter first.
    init?(_ text: String) {
        let names = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard names.count > 1, text.utf8.count <= 255, names.allSatisfy(Self.isName) else { return nil }
        self.text = text
    }

    /// - Throws: `unresolvedApp` when the text is a name and no id.
    init(_ text: String, for format: String) throws(ExportError) {
        guard let id = AppID(text) else {
            throw ExportError(
                .unresolvedApp,
                "the app has to be named by its package, as in com.android.settings; "
                    + "`adb shell pm list packages` lists those of a device",
                format: format)
        }
        self = id
    }

    private static func isName(_ name: Substring.UTF8View) -> Bool {
        guard let first = name.first, isLetter(first) else { return false }
        return name.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
