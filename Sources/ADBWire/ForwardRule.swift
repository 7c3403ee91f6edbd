/// A line of `list-forward`, the server's or a device's.
package struct ForwardRule: Sendable, Hashable {
    /// Of `host:list-forward`, the device; of `reverse:list-forward`, a name without use, such as `(reverse)`.
    package var serial: String
    /// Where connections are accepted, such as `tcp:6100`.
    package var local: String
    /// Where they lead, such as `localabstract:driver`.
    package var remote: String

    package init(serial: String, local: String, remote: String) {
        self.serial = serial
        self.local = local
        self.remote = remote
    }

    /// What a socket's name can begin with; source: AOSP `socket_spec.cpp`, `sockets.cpp`.
    private static let kinds = [
        "tcp:", "vsock:", "local:", "localabstract:", "localreserved:", "localfilesystem:", "acceptfd:", "jdwp:",
        "dev:",
        "dev-raw:",
    ]

    /// Reads a list; lines that are no rule are passed over.
    ///
    /// Serials and sockets may contain spaces.
    package static func list(parsing text: some StringProtocol) -> [ForwardRule] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(separator: " ")
            let starts = words.indices.dropFirst().filter { index in kinds.contains { words[index].hasPrefix($0) } }
            guard starts.count >= 2 else { return nil }
            return ForwardRule(
                serial: words[..<starts[0]].joined(separator: " "),
                local: words[starts[0]..<starts[1]].joined(separator: " "),
                remote: words[starts[1]...].joined(separator: " "))
        }
    }

    /// The rule as a line of a list, without its end.
    package var line: String { "\(serial) \(local) \(remote)" }
}
