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
        // What the app never asked for cannot be given; one that is written out is tried all the same.
        return AndroidNames.permissions(name).filter { names.contains($0) || name.contains(".") }
    }
}
