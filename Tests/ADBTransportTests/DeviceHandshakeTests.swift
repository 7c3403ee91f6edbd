import ADBTransport
import ADBWire
import NIOCore
import Testing

@Suite("A device's handshake")
struct DeviceHandshakeTests {
    private static func handshake(_ gate: DeviceGate) -> DeviceHandshake {
        DeviceHandshake(banner: ADBBanner(kind: "device", features: ADBFeatures()), gate: gate)
    }

    private static let hello = ADBMessage(
        .connect, ADBVersion.skipsChecksum, 4096, payload: ByteBuffer(string: "host::"))

    @Test("starts TLS once, whether the host's STLS comes first or its handshake", arguments: [true, false])
    func order(_ isMessageFirst: Bool) {
        var handshake = Self.handshake(.tls(certificate: [], privateKey: [], knows: nil))
        let tooEarly = handshake.receivedTLS().count
        #expect(tooEarly == 0)
        let asked = handshake.receive(Self.hello).count
        #expect(asked == 1)
        #expect(handshake.awaitsTLS)
        let message = ADBMessage(.startTLS, ADBVersion.tls, 0)
        let first = isMessageFirst ? handshake.receive(message) : handshake.receivedTLS()
        guard case .startTLS? = first.first, first.count == 1 else { return #expect(Bool(false), "\(first)") }
        #expect(!handshake.awaitsTLS)
        let second = handshake.receive(message).count + handshake.receivedTLS().count
        #expect(second == 0)
    }

    @Test("takes no TLS that it did not ask for")
    func unasked() {
        var handshake = Self.handshake(.open)
        _ = handshake.receive(Self.hello)
        #expect(!handshake.awaitsTLS)
        let steps = handshake.receivedTLS().count
        #expect(steps == 0)
    }
}
