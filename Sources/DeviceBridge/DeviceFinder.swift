package import ADBKeys
import ADBTransport
package import ADBWire
package import Devices
import NIOCore
import Synchronization

/// Finds the device that a person means, and a way to it.
///
/// `host:port` is an adbd to talk to directly, unless the adb server has it already; anything else is a serial of the
/// adb server's. Without a name the only device there is.
package struct DeviceFinder: Sendable {
    package var server: ADBServer
    package var keys: @Sendable () throws(KeyError) -> ADBKeyStore
    package var limits: DeviceLimits
    /// Starts an adb server when none answers; nil when that is not wanted.
    package var startServer: (@Sendable () async throws(DeviceError) -> Void)?
    package var dumpServer: UIAutomatorServer.Source?
    private let credentials = Memo<HostCredentials>()

    package init(
        server: ADBServer = ADBServer(), keys: @escaping @Sendable () throws(KeyError) -> ADBKeyStore,
        limits: DeviceLimits = DeviceLimits(),
        startServer: (@Sendable () async throws(DeviceError) -> Void)? = nil,
        dumpServer: UIAutomatorServer.Source? = nil
    ) {
        self.server = server
        self.keys = keys
        self.limits = limits
        self.startServer = startServer
        self.dumpServer = dumpServer
    }

    /// What the adb server knows of, after it was started where that is possible.
    package func devices() async throws(DeviceError) -> [DeviceListEntry] {
        guard let startServer else { return try await server.devices() }
        do {
            return try await server.devices()
        } catch {
            guard error.code == .unreachable else { throw error }
        }
        try await startServer()
        return try await server.devices()
    }

    /// - Throws: `.ambiguous` when several devices are there and none was named.
    package func device(_ name: String?) async throws(DeviceError) -> ADBDevice {
        if let name, let address = Self.address(name) { return try await direct(name, address) }
        let entries = try await devices()
        let entry: DeviceListEntry
        if let name {
            guard let named = entries.first(where: { $0.serial == name }) else {
                let known = entries.map(\.serial).joined(separator: ", ")
                throw DeviceError(
                    .unreachable, "the adb server knows no such device" + (known.isEmpty ? "" : "; it knows \(known)"),
                    serial: name)
            }
            entry = named
        } else {
            let ready = entries.filter { $0.state == .device }
            guard ready.count < 2 else {
                let all = ready.map(\.serial).joined(separator: ", ")
                throw DeviceError(.ambiguous, "several devices are connected (\(all)); name one", serial: "")
            }
            guard let only = ready.first ?? entries.first else {
                throw DeviceError(
                    .unreachable, "no device is connected; plug one in, name HOST:PORT, or use sim:settings",
                    serial: "")
            }
            entry = only
        }
        try Self.check(entry)
        return ADBDevice(
            serial: entry.serial, transport: server.transport(serial: entry.serial), limits: limits,
            server: dumpServer)
    }

    private static func check(_ entry: DeviceListEntry) throws(DeviceError) {
        switch entry.state {
        case .device, .recovery, .host: return
        case .unauthorized, .authorizing:
            throw DeviceError(
                .unauthorized, "the device has not allowed this computer: confirm the dialog on its screen",
                serial: entry.serial)
        default:
            throw DeviceError(.offline, "the device is \(entry.stateText)", serial: entry.serial)
        }
    }

    private func direct(
        _ name: String, _ address: (host: String, port: Int)
    ) async throws(DeviceError) -> ADBDevice {
        // A server that has the device holds its one connection; an adbd takes several, so a refusal is no obstacle.
        if let known = try? await server.devices(), let entry = known.first(where: { $0.serial == name }),
            entry.state == .device
        {
            return ADBDevice(
                serial: name, transport: server.transport(serial: name), limits: limits, server: dumpServer)
        }
        let transport = directTransport(address)
        do {
            _ = try await transport.connection()
        } catch {
            throw DeviceError(error, serial: name, service: "connect")
        }
        return ADBDevice(serial: name, transport: transport, limits: limits, server: dumpServer)
    }

    /// A way straight to an adbd; keys are read, or made, when the first connection to any device is.
    package func directTransport(_ address: (host: String, port: Int)) -> ReconnectingTransport {
        ReconnectingTransport { [credentials, keys, limits] () async throws(TransportError) -> ADBConnection in
            let shown: HostCredentials
            do throws(KeyError) {
                shown = try credentials.value { () throws(KeyError) in try HostCredentials(keys()) }
            } catch {
                throw TransportError(.unauthorized, "no key to show to the device: \(error)")
            }
            return try await ADBConnection.connect(
                host: address.host, port: address.port, credentials: shown,
                within: limits.connection.timeAmount)
        }
    }

    /// `host:port`, also `[v6]:port`; nil for a serial, also for `emulator-5554`.
    package static func address(_ name: String) -> (host: String, port: Int)? {
        guard let colon = name.lastIndex(of: ":"), let port = Int(name[name.index(after: colon)...]),
            (1...65535).contains(port)
        else { return nil }
        var host = name[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : (String(host), port)
    }
}
