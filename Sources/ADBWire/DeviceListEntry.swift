/// A line of `host:devices`, `host:devices-l` or `adb devices`.
package struct DeviceListEntry: Sendable, Hashable {
    /// May contain spaces.
    package var serial: String
    package var state: ConnectionState
    /// The state in full, such as `no permissions (user in plugdev group; …)`.
    package var stateText: String
    /// Where the device is plugged in, such as `usb:1-4`; nil for a network device.
    package var path: String?
    package var product: String?
    package var model: String?
    package var device: String?
    package var transportID: UInt64?

    package init(serial: String, state: ConnectionState) {
        self.serial = serial
        self.state = state
        stateText = state.rawValue
    }
}

/// What the server knows of a device, in AOSP's words (`to_string(ConnectionState)`).
package enum ConnectionState: String, Sendable, CaseIterable {
    case offline, bootloader, device, host, recovery, rescue, sideload, unauthorized, authorizing, connecting, detached
    case noPermissions = "no permissions"
    case unknown
}

extension DeviceListEntry {
    /// Reads a list.
    ///
    /// Lines that are no device are passed over: the heading, what `adb` tells of its server (`* daemon
    /// started …`, `adb server version …`), and blank ones.
    package static func list(parsing text: some StringProtocol) -> [DeviceListEntry] {
        text.split(whereSeparator: \.isNewline).compactMap { DeviceListEntry(line: Substring($0)) }
    }

    private init?(line: Substring) {
        guard !line.hasPrefix("*"), !line.hasPrefix("List of devices"), !line.hasPrefix("adb server ") else {
            return nil
        }
        // From the end, since serial and state may contain spaces, and nothing else does.
        var rest = line
        var fields: [Substring: String] = [:]
        while let (before, word) = rest.splitLastWord(), let (name, value) = Self.field(word) {
            fields[name] = value
            rest = before
        }
        guard let (serial, state) = Self.splitState(rest), !serial.isEmpty, !state.isEmpty else { return nil }
        self.init(serial: String(serial), state: .unknown)
        stateText = String(state)
        self.state =
            state.hasPrefix("no permissions") ? .noPermissions : ConnectionState(rawValue: stateText) ?? .unknown
        path = fields["usb"].map { "usb:\($0)" }
        product = fields["product"]
        model = fields["model"]
        device = fields["device"]
        transportID = fields["transport_id"].flatMap { UInt64($0) }
    }

    /// `name:value`, where the name is one of letters: a serial such as `127.0.0.1:5555` is none.
    private static func field(_ word: Substring) -> (name: Substring, value: String)? {
        guard let colon = word.firstIndex(of: ":"), colon != word.startIndex,
            word[..<colon].utf8.allSatisfy({ (0x61...0x7a).contains($0) || $0 == 0x5f })
        else { return nil }
        return (word[..<colon], String(word[word.index(after: colon)...]))
    }

    private static func splitState(_ text: Substring) -> (serial: Substring, state: Substring)? {
        if let tab = text.lastIndex(of: "\t") {
            return (text[..<tab].trimmed(), text[tab...].trimmed())
        }
        if let range = text.firstRange(of: " no permissions") {
            return (text[..<range.lowerBound].trimmed(), text[range.lowerBound...].trimmed())
        }
        guard let (serial, state) = text.splitLastWord(), !serial.isEmpty else { return nil }
        return (serial, state)
    }
}
