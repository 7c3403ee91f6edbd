/// Maestro's constants for keys, as its events and reports have them; flows have their descriptions.
///
/// Source: Maestro, `KeyCode.kt`.
enum KeyConstant {
    static func name(of description: String) -> String {
        descriptions.first { $0.value == description }?.key ?? description.uppercased().replacing(" ", with: "_")
    }

    static func description(of name: String) -> String {
        descriptions[name] ?? name.lowercased().replacing("_", with: " ")
    }

    /// Those that are no more than their description in capitals are left out.
    private static let descriptions = [
        "REMOTE_UP": "remote dpad up", "REMOTE_DOWN": "remote dpad down", "REMOTE_LEFT": "remote dpad left",
        "REMOTE_RIGHT": "remote dpad right", "REMOTE_CENTER": "remote dpad center",
        "REMOTE_PLAY_PAUSE": "remote media play pause", "REMOTE_STOP": "remote media stop",
        "REMOTE_NEXT": "remote media next", "REMOTE_PREVIOUS": "remote media previous",
        "REMOTE_REWIND": "remote media rewind", "REMOTE_FAST_FORWARD": "remote media fast forward",
    ]
}
