/// What keys type, by their names without `KEYCODE_`; source: AOSP's `Generic.kcm`.
enum KeyText {
    /// What the key types; nil where it types nothing.
    static func text(of name: String) -> String? {
        if name.utf8.count == 1 { return name.lowercased() }
        if name.hasPrefix("NUMPAD_"), name.utf8.count == 8 { return String(name.suffix(1)) }
        return symbols[name]
    }

    private static let symbols = [
        "SPACE": " ", "COMMA": ",", "PERIOD": ".", "STAR": "*", "POUND": "#", "MINUS": "-", "EQUALS": "=", "PLUS": "+",
        "AT": "@", "SLASH": "/", "BACKSLASH": "\\", "SEMICOLON": ";", "APOSTROPHE": "'", "GRAVE": "`",
        "LEFT_BRACKET": "[", "RIGHT_BRACKET": "]",
    ]
}
