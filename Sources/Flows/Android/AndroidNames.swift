package import Devices
package import JSON

/// What the words of flows are called on Android.
///
/// Source: Maestro 2.8, `AndroidDriver.kt`.
package enum AndroidNames {
    /// The key that `pressKey` names, in lower case.
    package static func key(_ name: String) -> KeyCode? { keys[name].map { KeyCode($0) } }

    private static let keys = [
        "enter": "ENTER", "backspace": "DEL", "back": "BACK", "home": "HOME", "lock": "SOFT_SLEEP",
        "volume up": "VOLUME_UP", "volume down": "VOLUME_DOWN", "escape": "ESCAPE", "power": "POWER", "tab": "TAB",
        "remote dpad up": "DPAD_UP", "remote dpad down": "DPAD_DOWN", "remote dpad left": "DPAD_LEFT",
        "remote dpad right": "DPAD_RIGHT", "remote dpad center": "DPAD_CENTER",
        "remote media play pause": "MEDIA_PLAY_PAUSE", "remote media stop": "MEDIA_STOP",
        "remote media next": "MEDIA_NEXT", "remote media previous": "MEDIA_PREVIOUS",
        "remote media rewind": "MEDIA_REWIND", "remote media fast forward": "MEDIA_FAST_FORWARD",
        "remote system navigation up": "SYSTEM_NAVIGATION_UP",
        "remote system navigation down": "SYSTEM_NAVIGATION_DOWN", "remote button a": "BUTTON_A",
        "remote button b": "BUTTON_B", "remote menu": "MENU", "tv input": "TV_INPUT",
        "tv input hdmi 1": "TV_INPUT_HDMI_1", "tv input hdmi 2": "TV_INPUT_HDMI_2",
        "tv input hdmi 3": "TV_INPUT_HDMI_3",
    ]

    /// The permissions behind a name; none for `all`.
    package static func permissions(_ name: String) -> [String] {
        if name == "all" { return [] }
        return (permissions[name] ?? [name]).map { $0.contains(".") ? $0 : "android.permission." + $0 }
    }

    /// What `am start` calls a typed value for an app's start.
    package static func extraFlag(_ value: JSONValue) -> String {
        switch value {
        case .bool: "--ez"
        case .integer(let number): Int32(exactly: number) == nil ? "--el" : "--ei"
        case .number: "--ef"
        case .string, .null, .array, .object: "--es"
        }
    }

    private static let permissions = [
        "location": ["ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION"], "camera": ["CAMERA"],
        "contacts": ["READ_CONTACTS", "WRITE_CONTACTS"], "phone": ["CALL_PHONE", "ANSWER_PHONE_CALLS"],
        "microphone": ["RECORD_AUDIO"], "bluetooth": ["BLUETOOTH_CONNECT", "BLUETOOTH_SCAN"],
        "storage": ["WRITE_EXTERNAL_STORAGE", "READ_EXTERNAL_STORAGE"], "notifications": ["POST_NOTIFICATIONS"],
        "medialibrary": [
            "WRITE_EXTERNAL_STORAGE", "READ_EXTERNAL_STORAGE", "READ_MEDIA_AUDIO", "READ_MEDIA_IMAGES",
            "READ_MEDIA_VIDEO",
        ],
        "calendar": ["WRITE_CALENDAR", "READ_CALENDAR"], "sms": ["READ_SMS", "RECEIVE_SMS", "SEND_SMS"],
    ]
}
