import ADBTransport
import ADBWire
import NIOCore
import TestSupport
import Testing

@Suite("A connection to an adbd over TCP", .hangGuard)
struct ADBConnectionTests {
    /// What two sides may agree on: today's, delayed acknowledgement, and a device that sums its payloads.
    enum Dialect: String, CaseIterable, Sendable {
        case modern, burst, legacy

        var features: ADBFeatures { self == .burst ? ADBFeatures([.shellV2, .delayedAck]) : ADBFeatures([.shellV2]) }
        var version: UInt32 { self == .legacy ? ADBVersion.first : ADBVersion.skipsChecksum }
        var payloadLimit: Int { self == .legacy ? 4096 : ADBLimits.payload }
    }

    private func withConnection(
        _ dialect: Dialect = .modern, gate: DeviceGate = .open, credentials: HostCredentials? = nil,
        _ body: (ADBConnection) async throws -> Void
    ) async throws {
        let listener = try await ADBListener.bind(port: 0) {
            .init(
                handshake: DeviceHandshake(
                    banner: EchoDevice.banner(dialect.features), gate: gate, version: dialect.version,
                    payloadLimit: dialect.payloadLimit),
                gate: gate, delegate: EchoDevice())
        }
        do {
            let connection = try await ADBConnection.connect(
                host: "127.0.0.1", port: listener.port, credentials: credentials, within: .seconds(5))
            try await body(connection)
            await connection.disconnect()
        } catch {
            await listener.close()
            throw error
        }
        await listener.close()
    }

    @Test("agrees on the lower version, the smaller payload and the common features", arguments: Dialect.allCases)
    func agreement(_ dialect: Dialect) async throws {
        try await withConnection(dialect) { connection in
            #expect(connection.agreement.version == dialect.version)
            #expect(connection.agreement.payloadLimit == dialect.payloadLimit)
            #expect(connection.agreement.features == dialect.features)
            #expect(connection.agreement.banner["ro.product.model"] == "Echo")
        }
    }

    @Test(
        "carries a service's answer", arguments: Dialect.allCases,
        ["", "x", String(repeating: "täglich ", count: 9000)])
    func answer(_ dialect: Dialect, _ text: String) async throws {
        try await withConnection(dialect) { connection in
            let answer = try await connection.exchange(
                "say:" + text.prefix(4000), input: nil, limit: 1 << 20, within: .seconds(5))
            #expect(String(buffer: answer) == text.prefix(4000))
        }
    }

    @Test("carries megabytes one way", arguments: Dialect.allCases)
    func manyBytes(_ dialect: Dialect) async throws {
        try await withConnection(dialect) { connection in
            let stream = try await connection.open("sink:", within: .seconds(5))
            let chunk = ByteBuffer(repeating: 7, count: 1_000_003)
            for _ in 0..<9 { try await stream.write(chunk, within: .seconds(5)) }
            try await stream.write(ByteBuffer(bytes: [0]), within: .seconds(5))
            let count = try await stream.readAll(limit: 100, within: .seconds(10))
            #expect(String(buffer: count) == "\(9 * 1_000_003 + 1)")
        }
    }

    @Test("keeps many streams apart", arguments: Dialect.allCases)
    func manyStreams(_ dialect: Dialect) async throws {
        try await withConnection(dialect) { connection in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let stream = try await connection.open("echo:", within: .seconds(5))
                        for turn in 0..<5 {
                            let word = "stream \(number), turn \(turn)"
                            try await stream.write(ByteBuffer(string: word), within: .seconds(5))
                            let echo = try await stream.read(within: .seconds(5))
                            #expect(echo.map { String(buffer: $0) } == word)
                        }
                        stream.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("says that a service is refused")
    func refused() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: TransportError.self) {
                _ = try await connection.exchange("nonsense:", input: nil, limit: 10, within: .seconds(5))
            }
            #expect(error?.code == .refused)
        }
    }

    @Test("does not wait longer than asked for a service that is mute")
    func mute() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: TransportError.self) {
                _ = try await connection.exchange("mute:", input: nil, limit: 10, within: .milliseconds(20))
            }
            #expect(error?.code == .timedOut)
            let after = try await connection.exchange("say:on", input: nil, limit: 10, within: .seconds(5))
            #expect(String(buffer: after) == "on")
        }
    }

    @Test("a connection that drops in the middle is an error, not an answer")
    func dropped() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: TransportError.self) {
                _ = try await connection.exchange("drop:", input: nil, limit: 100, within: .seconds(5))
            }
            #expect(error?.code == .connectionLost)
        }
    }

    @Test("keeps no more than the caller allows")
    func tooLong() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: TransportError.self) {
                _ = try await connection.exchange("say:123456", input: nil, limit: 5, within: .seconds(5))
            }
            #expect(error?.code == .tooLong)
        }
    }

    @Test("ends with its task")
    func cancelled() async throws {
        try await withConnection { connection in
            let task = Task {
                try await connection.exchange("mute:", input: nil, limit: 10, within: .seconds(50))
            }
            task.cancel()
            let error = await #expect(throws: TransportError.self) { try await task.value }
            #expect(error?.code == .cancelled)
        }
    }

    @Test("nobody listening is said, with the address")
    func unreachable() async throws {
        let listener = try await ADBListener.bind(port: 0) { nil }
        let port = listener.port
        await listener.close()
        let error = await #expect(throws: TransportError.self) {
            _ = try await ADBConnection.connect(host: "127.0.0.1", port: port, credentials: nil, within: .seconds(5))
        }
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains("127.0.0.1:\(port)") == true)
    }
}
