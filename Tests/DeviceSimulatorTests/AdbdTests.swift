import ADBTransport
import ADBWire
import DeviceSimulator
import NIOCore
import SimulatedPhones
import TestSupport
import Testing

@Suite("An adbd on loopback in front of a simulated device", .hangGuard)
struct AdbdTests {
    private func withAdbd(
        faults: [String] = [], features: ADBFeatures = Adbd.features, gate: DeviceGate = .open,
        _ body: (Adbd, ADBConnection) async throws -> Void
    ) async throws {
        let adbd = try await Adbd.start(
            try emptyDevice(faults: faults), gate: gate, features: features, rebootTime: .milliseconds(20))
        let result: Result<Void, any Error>
        do {
            let connection = try await connect(adbd)
            try await body(adbd, connection)
            await connection.disconnect()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await adbd.stop()
        try result.get()
    }

    private func connect(_ adbd: Adbd) async throws -> ADBConnection {
        try await ADBConnection.connect(host: "127.0.0.1", port: adbd.port, credentials: nil, within: .seconds(5))
    }

    private func ask(_ connection: ADBConnection, _ service: String, _ input: String? = nil) async throws -> String {
        let answer = try await connection.exchange(
            service, input: input.map { ByteBuffer(string: $0) }, limit: 1 << 24, within: .seconds(5))
        return String(buffer: answer)
    }

    @Test("answers the shell, and says who it is")
    func shell() async throws {
        try await withAdbd { _, connection in
            #expect(connection.agreement.banner["ro.product.model"] == "Pixel 7")
            let said = try await ask(connection, "shell:echo hi")
            #expect(said == "hi\n")
            let said2 = try await ask(connection, "exec:head -c 300000 /dev/null; printf x")
            #expect(said2 == "x")
        }
    }

    @Test("refuses what the device does not have, and goes on")
    func refusal() async throws {
        try await withAdbd { _, connection in
            await #expect(throws: TransportError.self) { try await ask(connection, "framebuffer:") }
            let said3 = try await ask(connection, "shell:echo on")
            #expect(said3 == "on\n")
        }
    }

    @Test(
        "carries a long answer with and without delayed acknowledgement",
        arguments: [Adbd.features, ADBFeatures([.shellV2])])
    func long(_ features: ADBFeatures) async throws {
        try await withAdbd(features: features) { adbd, connection in
            let content = [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)
            adbd.device.withState { try? $0.files.write(content, to: "/sdcard/big", at: 1) }
            let said4 = try await ask(connection, "exec:cat /sdcard/big")
            #expect(said4.utf8.count == content.count)
        }
    }

    @Test("echoes on the ports that a forward may lead to", arguments: ["tcp:7", "localabstract:echo"])
    func echo(_ service: String) async throws {
        try await withAdbd { _, connection in
            let stream = try await connection.open(service, within: .seconds(5))
            try await stream.write(ByteBuffer(string: "ping"), within: .seconds(5))
            let heard = try await stream.read(within: .seconds(5)).map { String(buffer: $0) }
            #expect(heard == "ping")
            stream.close()
        }
    }

    @Test(
        "a fault ends in an error for the call, never in a wait",
        arguments: ["drop@shell:", "idle-timeout@shell:", "reboot@shell:", "garbage@shell:", "hang@shell:"])
    func faults(_ fault: String) async throws {
        try await withAdbd(faults: [fault + "#1"]) { adbd, connection in
            await #expect(throws: TransportError.self) {
                _ = try await connection.exchange("shell:echo hi", input: nil, limit: 100, within: .milliseconds(500))
            }
        }
    }

    @Test("comes back after a reboot")
    func reboot() async throws {
        try await withAdbd { adbd, connection in
            _ = try? await ask(connection, "shell:reboot")
            while adbd.device.withState({ $0.isGone }) { await Task.yield() }
            let again = try await connect(adbd)
            let said5 = try await ask(again, "shell:echo up")
            #expect(said5 == "up\n")
            await again.disconnect()
        }
    }

    @Test("keeps, lists and takes back reverse rules")
    func reverse() async throws {
        try await withAdbd { _, connection in
            let made = try await ask(connection, "reverse:forward:tcp:0;tcp:9")
            #expect(made.hasPrefix("OKAY00"))
            let port = String(made.dropFirst(8))
            let said6 = try await ask(connection, "reverse:list-forward")
            #expect(said6.hasSuffix("(reverse) tcp:\(port) tcp:9\n"))
            let said7 = try await ask(connection, "reverse:forward:norebind:tcp:\(port);tcp:8")
            #expect(said7.hasPrefix("FAIL"))
            let said8 = try await ask(connection, "reverse:killforward:tcp:\(port)")
            #expect(said8 == "OKAY")
            let said9 = try await ask(connection, "reverse:list-forward")
            #expect(said9 == "0000")
        }
    }
}
