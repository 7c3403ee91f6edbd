package import ADBTransport
package import ADBWire
package import Devices
package import NIOCore

/// The adb server of this computer, spoken to over its socket.
package struct ADBServer: Sendable {
    package var address: SmartSocket.Address
    package var limit: Duration

    package init(address: SmartSocket.Address = .fromEnvironment, limit: Duration = .seconds(10)) {
        self.address = address
        self.limit = limit
    }

    /// The server's protocol version: 41 for those of 2018 and later.
    package func version() async throws(DeviceError) -> Int {
        let text = try await ask("host:version", .text)
        guard let version = Int(text, radix: 16) else {
            throw DeviceError(.protocolViolation, "what answers at \(address) is no adb server", serial: "")
        }
        return version
    }

    package func devices() async throws(DeviceError) -> [DeviceListEntry] {
        DeviceListEntry.list(parsing: try await ask("host:devices-l", .text))
    }

    /// Makes the server connect to an adbd over TCP.
    ///
    /// The server says OKAY whatever comes of it; its words tell. "Already connected" may be to a device that has
    /// restarted since, so such a connection is made anew.
    package func connect(_ target: String) async throws(DeviceError) {
        var words = try await ask("host:connect:\(target)", .text)
        if words.hasPrefix("already connected") {
            _ = try? await ask("host:disconnect:\(target)", .text)
            words = try await ask("host:connect:\(target)", .text)
        }
        guard words.hasPrefix("connected to") || words.hasPrefix("already connected") else {
            let code: DeviceError.Code = words.contains("authenticate") ? .unauthorized : .unreachable
            throw DeviceError(code, words, serial: target, service: "host:connect")
        }
    }

    package func disconnect(_ target: String) async throws(DeviceError) {
        _ = try await ask("host:disconnect:\(target)", .text)
    }

    /// Forwards a socket of this computer to one of the device.
    /// - Returns: the port, when `local` is `tcp:0`.
    package func forward(serial: String, local: String, remote: String) async throws(DeviceError) -> Int? {
        let service = "host-serial:\(serial):forward:\(local);\(remote)"
        let shapes: SmartSocket.Request =
            local == "tcp:0" ? .init(service, .okay, .text) : .init(service, .okay, .okay)
        let answers = try await answers([shapes], service, serial)
        if case .text(let port)? = answers.last { return Int(port) }
        return nil
    }

    package func forwards() async throws(DeviceError) -> [ForwardRule] {
        ForwardRule.list(parsing: try await ask("host:list-forward", .text))
    }

    package func removeForward(serial: String, local: String) async throws(DeviceError) {
        _ = try await answers(
            [.init("host-serial:\(serial):killforward:\(local)", .okay, .okay)], "killforward:\(local)", serial)
    }

    /// A way to one of its devices.
    package func transport(serial: String) -> ServerTransport { ServerTransport(server: self, serial: serial) }

    private func ask(_ service: String, _ shape: HostResponseFormat.Shape) async throws(DeviceError) -> String {
        guard case .text(let text)? = try await answers([.init(service, shape)], service, "").last else { return "" }
        return text
    }

    private func answers(
        _ requests: [SmartSocket.Request], _ service: String, _ serial: String
    ) async throws(DeviceError) -> [HostResponse] {
        do {
            let (socket, answers) = try await SmartSocket.connect(
                to: address, requests, within: limit.timeAmount)
            socket.close()
            return answers
        } catch {
            throw DeviceError(error, serial: serial, service: service)
        }
    }
}

/// A way to a device through the adb server: one socket a service.
///
/// The server waits ten seconds before it connects anew to an adbd over TCP that went away. A service that did not get
/// to the device is therefore asked for once more after the server was made to connect; one that did is not.
package final class ServerTransport: DeviceTransport {
    private let server: ADBServer
    private let serial: String
    private let known = Memo<ADBFeatures>()

    init(server: ADBServer, serial: String) {
        self.server = server
        self.serial = serial
    }

    package func features() async throws(TransportError) -> ADBFeatures {
        if let features = known.value { return features }
        let service = "host-serial:\(serial):features"
        let address = server.address, limit = server.limit.timeAmount
        let answers = try await reaching { () async throws(TransportError) in
            let (socket, answers) = try await SmartSocket.connect(
                to: address, [.init(service, .text)], within: limit)
            socket.close()
            return answers
        }
        guard case .text(let list)? = answers.first else { return ADBFeatures() }
        // What the server does not know it cannot carry.
        let features = ADBFeatures(list).intersection(.host)
        known.value = features
        return features
    }

    package func open(_ service: String, within limit: TimeAmount) async throws(TransportError) -> any ByteStream {
        try await reaching { () async throws(TransportError) in
            try await SmartSocket.connect(to: self.server.address, self.requests(service), within: limit).socket
        }
    }

    package func exchange(
        _ service: String, input: ByteBuffer?, limit: Int, within time: TimeAmount
    ) async throws(TransportError) -> ByteBuffer {
        try await reaching { () async throws(TransportError) in
            try await SmartSocket.exchange(
                with: self.server.address, self.requests(service), input: input, limit: limit, within: time)
        }
    }

    private func reaching<Value: Sendable>(
        _ ask: () async throws(TransportError) -> Value
    ) async throws(TransportError) -> Value {
        var connections = 0
        while true {
            do {
                return try await ask()
            } catch {
                switch error.code {
                case .offline, .unreachable:
                    // Neither comes once the device was reached.
                    guard DeviceFinder.address(serial) != nil, connections < Self.mostConnections else { throw error }
                    connections += 1
                    try await connectAgain(error)
                case .refused where error.message == Self.closed:
                    throw await isReady()
                        ? TransportError(.refused, "the device does not give this service")
                        : TransportError(.connectionLost, "the device went away before it took the command")
                default: throw error
                }
            }
        }
    }

    private static let mostConnections = 3

    /// Makes the server connect anew, and waits until it says that the device is there: it says so of the connection
    /// alone, which is still without a handshake then, or the old one that it has not yet given up.
    private func connectAgain(_ error: TransportError) async throws(TransportError) {
        do {
            try await server.connect(serial)
            for _ in 0..<Self.mostLooks where !(await isReady()) { try await Task.sleep(for: .milliseconds(20)) }
        } catch let again as DeviceError {
            throw TransportError(
                again.code == .unauthorized ? .unauthorized : error.code,
                error.message + "; connecting to it again failed: " + again.message)
        } catch {
            throw TransportError(.cancelled, "cancelled")
        }
    }

    private static let mostLooks = 25

    /// What the server says both of a service that the device refuses and of a device that goes away meanwhile.
    private static let closed = "closed"

    private func isReady() async -> Bool {
        let state = try? await SmartSocket.connect(
            to: server.address, [.init("host-serial:\(serial):get-state", .text)], within: server.limit.timeAmount)
        state?.socket.close()
        guard case .text("device")? = state?.answers.first else { return false }
        return true
    }

    private func requests(_ service: String) -> [SmartSocket.Request] {
        [.init("host:transport:\(serial)", .okay), .init(service, .okay)]
    }
}
