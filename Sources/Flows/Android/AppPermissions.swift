internal import Devices
internal import FlowDocuments

/// The runtime permissions of an app, as `dumpsys package` lists them.
struct AppPermissions {
    /// Whole names, whether granted or not.
    private let names: [String]

    init(_ report: String) {
        var names: [String] = []
        for line in report.split(separator: "\n") {
            guard let end = line.firstRange(of: ": granted=") else { continue }
            let name = line[..<end.lowerBound].drop { $0 == " " }
            if name.contains("."), !names.contains(String(name)) { names.append(String(name)) }
        }
        self.names = names
    }

    /// The `pm` commands that give and take what a flow says, in its order; `all` stands for each one.
    func commands(for app: String, _ permissions: [FlowVariable]) -> [String] {
        permissions.flatMap { permission -> [String] in
            let verb = permission.value.lowercased() == "allow" ? "grant" : "revoke"
            return meant(permission.name).map {
                "pm \(verb) \(ShellQuoting.quoted(app)) \(ShellQuoting.quoted($0))"
            }
        }
    }

    private func meant(_ name: String) -> [String] {
        if name == "all" { return names }
        let wanted = (Self.groups[name] ?? [name]).map { $0.contains(".") ? $0 : "android.permission.\($0)" }
        // What the app never asked for cannot be given; one that is written out is tried all the same.
        return wanted.filter { names.contains($0) || name.contains(".") }
    }

    /// Maestro's short names.
    ///
    /// Source: `AndroidDriver.translatePermissionName`.
    private static let groups = [
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
