/// Keys by AOSP's names and numbers; source: `android.view.KeyEvent`.
enum KeyName {
    /// The name without `KEYCODE_`; nil where there is no such key.
    static func resolve(_ key: String) -> String? {
        if let number = Int(key) { return byNumber[number] }
        let upper = key.uppercased()
        let name = upper.hasPrefix("KEYCODE_") ? String(upper.dropFirst(8)) : upper
        return numbers[name] == nil ? nil : name
    }

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

    private static let numbers: [String: Int] = {
        var numbers: [String: Int] = [
            "UNKNOWN": 0, "SOFT_LEFT": 1, "SOFT_RIGHT": 2, "HOME": 3, "BACK": 4, "CALL": 5, "ENDCALL": 6, "STAR": 17,
            "POUND": 18, "DPAD_UP": 19, "DPAD_DOWN": 20, "DPAD_LEFT": 21, "DPAD_RIGHT": 22, "DPAD_CENTER": 23,
            "VOLUME_UP": 24, "VOLUME_DOWN": 25, "POWER": 26, "CAMERA": 27, "CLEAR": 28, "COMMA": 55, "PERIOD": 56,
            "ALT_LEFT": 57, "ALT_RIGHT": 58, "SHIFT_LEFT": 59, "SHIFT_RIGHT": 60, "TAB": 61, "SPACE": 62, "SYM": 63,
            "EXPLORER": 64, "ENVELOPE": 65, "ENTER": 66, "DEL": 67, "GRAVE": 68, "MINUS": 69, "EQUALS": 70,
            "LEFT_BRACKET": 71, "RIGHT_BRACKET": 72, "BACKSLASH": 73, "SEMICOLON": 74, "APOSTROPHE": 75, "SLASH": 76,
            "AT": 77, "NUM": 78, "HEADSETHOOK": 79, "FOCUS": 80, "PLUS": 81, "MENU": 82, "NOTIFICATION": 83,
            "SEARCH": 84, "MEDIA_PLAY_PAUSE": 85, "MEDIA_STOP": 86, "MEDIA_NEXT": 87, "MEDIA_PREVIOUS": 88,
            "MEDIA_REWIND": 89, "MEDIA_FAST_FORWARD": 90, "MUTE": 91, "PAGE_UP": 92, "PAGE_DOWN": 93, "ESCAPE": 111,
            "FORWARD_DEL": 112, "CTRL_LEFT": 113, "CTRL_RIGHT": 114, "CAPS_LOCK": 115, "MOVE_HOME": 122,
            "MOVE_END": 123, "INSERT": 124, "FORWARD": 125, "MEDIA_PLAY": 126, "MEDIA_PAUSE": 127,
            "NUMPAD_ENTER": 160, "VOLUME_MUTE": 164, "SETTINGS": 176, "APP_SWITCH": 187, "LANGUAGE_SWITCH": 204,
            "CONTACTS": 207, "CALENDAR": 208, "MUSIC": 209, "CALCULATOR": 210, "ASSIST": 219,
            "BRIGHTNESS_DOWN": 220, "BRIGHTNESS_UP": 221, "SLEEP": 223, "WAKEUP": 224, "CUT": 277, "COPY": 278,
            "PASTE": 279, "ALL_APPS": 284,
        ]
        for digit in 0...9 {
            numbers["\(digit)"] = 7 + digit
            numbers["NUMPAD_\(digit)"] = 144 + digit
        }
        for letter in UInt8(0)..<26 { numbers[String(UnicodeScalar(0x41 + letter))] = 29 + Int(letter) }
        for number in 1...12 { numbers["F\(number)"] = 130 + number }
        return numbers
    }()

    private static let byNumber = Dictionary(numbers.map { ($1, $0) }) { first, _ in first }
}
