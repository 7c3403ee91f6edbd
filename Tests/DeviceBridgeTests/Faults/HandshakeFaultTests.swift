import ADBKeys
import ADBTransport
import ADBWire
import DeviceBridge
import DeviceSimulator
import Devices
import Foundation
import Hierarchies
import NIOCore
import NIOPosix
import TestSupport
import Testing

/// A device that does not let us in, is not there, or stops to exist without a word.
@Suite("Connections that are not made end in a clear error", .serialized, .hangGuard)
struct HandshakeFaultTests {
    /// What is at the other end.
    enum Peer: String, CaseIterable, Sendable {
        /// Nobody ever allows the key; another key than ours is known.
        case denied, knowsAnotherKey
        /// Wireless debugging, paired with somebody else.
        case unpaired
        case nobody
        /// Takes the connection and says nothing, says something else, or hangs up.
        case silent, talksHTTP, hangsUp
    }

    @Test(
        "Straight to the device",
        arguments: [
            (Peer.denied, DeviceError.Code.unauthorized, "confirm the dialog"),
            (.knowsAnotherKey, .unauthorized, "confirm the dialog"), (.unpaired, .unauthorized, "pair with it"),
            (.nobody, .unreachable, "Connection refused"), (.silent, .timedOut, "adbd"),
            (.talksHTTP, .protocolViolation, "no ADB message"), (.hangsUp, .connectionLost, "connection"),
        ])
    func direct(_ peer: Peer, _ code: DeviceError.Code, _ words: String) async throws {
        try await withTemporaryFolder { home in
            try await withPeer(peer) { port in
                var limits = DeviceLimits()
                // Two must be waited for: a person may yet say yes, and an adbd may yet speak. The others end at once.
                let isWaitedFor = [.denied, .knowsAnotherKey, .silent].contains(peer)
                limits.connection = isWaitedFor ? .seconds(1) : .beyondHangGuard
                let finder = DeviceFinder(
                    server: ADBServer(address: .init(port: 1), limit: .seconds(2)),
                    keys: { () throws(KeyError) in ADBKeyStore(folder: home.path, name: "tester") }, limits: limits)
                let name = "127.0.0.1:\(port)"
                await #expect {
                    _ = try await finder.device(name)
                } throws: { error in
                    guard let error = error as? DeviceError else { return false }
                    let isRight =
                        error.code == code && error.serial == name && error.service == "connect"
                        && error.message.contains(words)
                    if !isRight { Issue.record("\(peer): \(error.code): \(error)") }
                    return isRight
                }
            }
        }
    }

    private func withPeer(_ peer: Peer, _ body: (Int) async throws -> Void) async throws {
        let gate: DeviceGate
        switch peer {
        case .denied, .knowsAnotherKey:
            let known = try ADBKey.generate().publicKey
            gate = .keys(
                .init(
                    token: { (0..<ADBKey.tokenLength).map { UInt8($0) } },
                    knows: { peer == .knowsAnotherKey && known.verifies($0, token: $1) }, allows: { _ in false }))
        case .unpaired:
            let key = try ADBKey.generate()
            gate = .tls(certificate: try key.certificate().pem, privateKey: try key.pem(), knows: { _ in false })
        case .nobody, .silent, .talksHTTP, .hangsUp:
            let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelInitializer { channel in
                    switch peer {
                    case .talksHTTP:
                        channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 400 Bad Request\r\n\r\n"), promise: nil)
                    case .hangsUp: channel.close(promise: nil)
                    default: break
                    }
                    return channel.eventLoop.makeSucceededVoidFuture()
                }
                .bind(host: "127.0.0.1", port: 0).get()
            // A port that was just given back may be somebody else's by now; nobody listens at 1.
            let port = peer == .nobody ? 1 : listener.localAddress?.port ?? 0
            if peer == .nobody { try await listener.close() }
            defer { if peer != .nobody { listener.close(promise: nil) } }
            return try await body(port)
        }
        let adbd = try await Adbd.start(Probe.device(), gate: gate)
        let result = await Result { try await body(adbd.port) }
        await adbd.stop()
        try result.get()
    }

    @Test("A key that is allowed later opens the way without another word")
    func allowedLater() async throws {
        try await withTemporaryFolder { home in
            let asked = Counter()
            let gate = DeviceGate.keys(
                .init(
                    token: { (0..<ADBKey.tokenLength).map { UInt8($0) } }, knows: { _, _ in false },
                    allows: { _ in asked.next() > 1 }))
            let adbd = try await Adbd.start(Probe.device(), gate: gate)
            var finder = DeviceFinder(
                server: ADBServer(address: .init(port: 1), limit: .seconds(2)),
                keys: { () throws(KeyError) in ADBKeyStore(folder: home.path, name: "tester") })
            finder.limits.connection = .seconds(1)
            let hasty = ADBDevice(serial: "late", transport: finder.directTransport(("127.0.0.1", adbd.port)))
            await #expect { try await hasty.shell("true") } throws: { ($0 as? DeviceError)?.code == .unauthorized }
            finder.limits.connection = .seconds(10)
            let device = ADBDevice(serial: "late", transport: finder.directTransport(("127.0.0.1", adbd.port)))
            #expect(try await device.shell("true").exitCode == 0)
            await adbd.stop()
        }
    }

    @Test("A finder reads its keys once, however many devices it connects to at once")
    func keysOnce() async throws {
        try await withTemporaryFolder { home in
            let reads = Counter()
            let adbd = try await Adbd.start(Probe.device())
            let finder = DeviceFinder(keys: { () throws(KeyError) in
                _ = reads.next()
                return ADBKeyStore(folder: home.path, name: "tester")
            })
            let transports = (0..<5).map { _ in finder.directTransport(("127.0.0.1", adbd.port)) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for transport in transports { group.addTask { _ = try await transport.connection() } }
                try await group.waitForAll()
            }
            #expect(reads.next() == 2)
            for transport in transports { await transport.disconnect() }
            await adbd.stop()
        }
    }

    // MARK: Through the adb server

    @Test(
        "The adb server tells of a device that does not let it in, and of its own end",
        .enabled(if: !ADBPeer.all.isEmpty, "there is no adb on this machine"))
    func throughServer() async throws {
        let peer = try #require(ADBPeer.all.last)
        try await peer.withSession { session in
            try await session.run("start-server")
            let server = ADBServer(address: .init(port: Int(session.port)))
            let gate = DeviceGate.keys(
                .init(
                    token: { (0..<ADBKey.tokenLength).map { UInt8($0) } }, knows: { _, _ in false },
                    allows: { _ in false }))
            let shut = try await Adbd.start(Probe.device(), gate: gate)
            let open = try await Adbd.start(Probe.device())
            let (shutSerial, serial) = ("127.0.0.1:\(shut.port)", "127.0.0.1:\(open.port)")
            // Connecting waits ten seconds for a person, so it is only begun.
            let begun = Task { try? await server.connect(shutSerial) }
            try await server.connect(serial)
            for _ in 0..<200
            where try await server.devices().first(where: { $0.serial == shutSerial })?.state != .unauthorized {
                try await Task.sleep(for: .milliseconds(10))
            }
            let closed = ADBDevice(serial: shutSerial, transport: server.transport(serial: shutSerial))
            await expect(.unauthorized, shutSerial) { _ = try await closed.shell("true") }
            begun.cancel()
            let unknown = ADBDevice(serial: "no-such", transport: server.transport(serial: "no-such"))
            await expect(.unreachable, "no-such") { _ = try await unknown.dump() }

            // The server dies in the middle of a command, and stays away until somebody starts it.
            let device = ADBDevice(serial: serial, transport: server.transport(serial: serial))
            _ = try await device.shell("true")
            open.device.withState { try? $0.faults.add(Fault(parsing: "hang@shell:input tap")) }
            let tap = Task { try await device.tap(at: Point(x: 1, y: 1)) }
            for _ in 0..<200 where open.device.withState({ $0.faults.matches }) == 0 {
                try await Task.sleep(for: .milliseconds(5))
            }
            try await session.run("kill-server")
            await expect(.connectionLost, serial) { try await tap.value }
            await expect(.unreachable, serial) { try await device.tap(at: Point(x: 1, y: 1)) }
            #expect(open.device.tapCount == 0)
            try await session.run("start-server")
            #expect(try await device.shell("echo back").text == "back\n")
            await shut.stop()
            await open.stop()
        }
    }

    private func expect(
        _ code: DeviceError.Code, _ serial: String, _ body: () async throws -> Void,
        _ location: SourceLocation = #_sourceLocation
    ) async {
        do {
            try await body()
            Issue.record("reported done, where \(code) was due", sourceLocation: location)
        } catch {
            let error = error as? DeviceError
            #expect(error?.code == code, "\(String(describing: error))", sourceLocation: location)
            #expect(error?.serial == serial && error?.service != nil, sourceLocation: location)
        }
    }
}
