import ADBKeys
import ADBTransport
import DeviceSimulator
import Foundation
import Synchronization
import TestSupport
import Testing

extension ADBCompatibilityTests {
    /// Puts a device with a gate behind a driver's server, and has it connect.
    private func withGate(
        _ gate: DeviceGate, _ bench: ADBBench, _ body: (_ serial: String, Program.Output) async throws -> Void
    ) async throws {
        let adbd = try await Adbd.start(try emptyDevice(), gate: gate)
        let serial = "127.0.0.1:\(adbd.port)"
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(serial, try await bench.session.run("connect", serial)))
        } catch {
            result = .failure(error)
        }
        try await bench.session.run("disconnect", serial)
        await adbd.stop()
        try result.get()
    }

    /// The key that a session's server made for itself.
    private func publicKey(of bench: ADBBench) throws -> ADBPublicKey {
        try ADBKeyStore(environment: bench.session.environment).userKey().publicKey
    }

    private static let token: @Sendable () -> [UInt8] = {
        (0..<ADBKey.tokenLength).map { _ in .random(in: 0...255) }
    }

    @Test("AUTH: a key that the device knows signs its way in", arguments: ADBDriver.plain)
    func knownKey(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let key = try publicKey(of: bench)
        let gate = DeviceGate.KeyCheck(
            token: Self.token, knows: { key.verifies($0, token: $1) }, allows: { _ in false })
        try await withGate(.keys(gate), bench) { serial, connected in
            #expect(connected.text == "connected to \(serial)\n")
            let output = try await bench.session.run("-s", serial, "shell", "echo in; exit 3")
            #expect(output.text == "in\n")
            #expect(output.status == 3)
        }
    }

    @Test("AUTH: a key that the person accepts comes in, by its public half", arguments: ADBDriver.plain)
    func acceptedKey(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let offered = Mutex<[String]>([])
        let gate = DeviceGate.KeyCheck(
            token: Self.token, knows: { _, _ in false },
            allows: { key in
                offered.withLock { $0.append(key) }
                return true
            })
        try await withGate(.keys(gate), bench) { serial, _ in
            // adb reports an unauthorised device first, and asks on.
            let waited = try await bench.session.run("-s", serial, "wait-for-device")
            #expect(waited.status == 0)
            let output = try await bench.session.run("-s", serial, "shell", "echo in; exit 3")
            #expect(output.text == "in\n")
            #expect(output.status == 3)
        }
        let key = try publicKey(of: bench)
        #expect(try offered.withLock { $0 }.map { try ADBPublicKey(text: $0) } == [key])
    }

    @Test("AUTH: a key that the person denies stays outside", arguments: ADBDriver.plain)
    func deniedKey(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let gate = DeviceGate.KeyCheck(token: Self.token, knows: { _, _ in false }, allows: { _ in false })
        try await withGate(.keys(gate), bench) { serial, connected in
            #expect(connected.text == "failed to authenticate to \(serial)\n")
            let list = try await bench.session.run("devices")
            #expect(list.text.contains("\(serial)\tunauthorized\n"))
            let output = try await bench.session.run("-s", serial, "shell", "echo in")
            #expect(output.status == 1)
            #expect(output.text == "")
            #expect(output.errorText.contains("device unauthorized"))
        }
    }

    /// TLS came with adb 30.
    @Test("STLS: a client with TLS comes in by a key that is known; one without gives up", arguments: ADBDriver.plain)
    func tls(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let deviceKey = try ADBKey.generate()
        let known = try publicKey(of: bench)
        let asked = Mutex(0)
        let gate = DeviceGate.tls(
            certificate: try deviceKey.certificate().pem, privateKey: try deviceKey.pem(),
            knows: { key in
                asked.withLock { $0 += 1 }
                // The modulus lies before the exponent, 65537, which ends it.
                return key.dropLast(5).suffix(ADBPublicKey.modulusLength).elementsEqual(known.modulus)
            })
        try await withGate(gate, bench) { serial, connected in
            #expect(!connected.isLate)
            guard bench.session.peer.major >= 30 else {
                #expect(connected.text.hasPrefix("failed to connect to"))
                return #expect(asked.withLock { $0 } == 0)
            }
            #expect(connected.text == "connected to \(serial)\n")
            #expect(asked.withLock { $0 } == 1)
            let content = Self.content(300_000)
            let output = try await bench.session.run("-s", serial, "shell", "-T", "cat; exit 3", input: content)
            #expect(Bytes(output.stdout) == Bytes(content))
            #expect(output.status == 3)
        }
    }
}
