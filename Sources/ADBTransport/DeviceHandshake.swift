package import ADBWire
import NIOCore

/// Whom a device lets in.
package enum DeviceGate: Sendable {
    /// Everybody, as an emulator does.
    case open
    /// Whoever signs with a known key, or whom the person allows.
    case keys(KeyCheck)
    /// Wireless debugging: TLS with these PEMs; known clients only when `knows` is there.
    case tls(certificate: [UInt8], privateKey: [UInt8], knows: (@Sendable (_ subjectPublicKeyInfo: [UInt8]) -> Bool)?)

    package struct KeyCheck: Sendable {
        /// Fresh bytes, 20 each time.
        package var token: @Sendable () -> [UInt8]
        package var knows: @Sendable (_ signature: [UInt8], _ token: [UInt8]) -> Bool
        /// What the person says to a new key; `false` leaves the host waiting, as a device does.
        package var allows: @Sendable (_ publicKey: String) -> Bool

        package init(
            token: @escaping @Sendable () -> [UInt8],
            knows: @escaping @Sendable (_ signature: [UInt8], _ token: [UInt8]) -> Bool,
            allows: @escaping @Sendable (_ publicKey: String) -> Bool
        ) {
            self.token = token
            self.knows = knows
            self.allows = allows
        }
    }
}

/// The device's part of making a connection.
package struct DeviceHandshake: Sendable {
    private let banner: ADBBanner
    private let gate: DeviceGate
    private let version: UInt32
    private let largestPayload: Int
    private var token: [UInt8] = []
    private var host: ADBMessage?
    private var isEncrypted = false

    package init(
        banner: ADBBanner, gate: DeviceGate, version: UInt32 = ADBVersion.skipsChecksum,
        payloadLimit: Int = ADBLimits.payload
    ) {
        self.banner = banner
        self.gate = gate
        self.version = version
        largestPayload = payloadLimit
    }

    package mutating func receive(_ message: ADBMessage) -> [HandshakeStep] {
        switch message.command {
        case .connect:
            host = message
            switch gate {
            case .open: return welcome()
            case .keys(let check): return [challenge(check)]
            case .tls where isEncrypted: return []
            case .tls: return [.send(ADBMessage(.startTLS, ADBVersion.tls, 0))]
            }
        case .startTLS: return receivedTLS()
        case .auth:
            guard case .keys(let check) = gate, host != nil else { return [] }
            if message.arg0 == ADBAuthKind.signature {
                let isKnown = check.knows(Array(message.payload.readableBytesView), token)
                return isKnown ? welcome() : [challenge(check)]
            }
            guard message.arg0 == ADBAuthKind.publicKey else { return [] }
            var key = String(buffer: message.payload)
            while key.last == "\0" { key.removeLast() }
            return check.allows(key) ? welcome() : []
        case .open, .okay, .write, .close, .sync: return []
        }
    }

    /// TLS may begin in place of the host's STLS, once the device has asked for it.
    ///
    /// An adb server queues its STLS for one thread and does the TLS handshake on another, which often comes first, as
    /// seen with adb 36; the STLS follows inside TLS then. Source: AOSP, `BlockingConnectionAdapter`.
    package var awaitsTLS: Bool {
        if case .tls = gate { host != nil && !isEncrypted } else { false }
    }

    /// A TLS record came where the host's STLS should.
    package mutating func receivedTLS() -> [HandshakeStep] {
        guard awaitsTLS else { return [] }
        isEncrypted = true
        return [.startTLS]
    }

    /// The TLS handshake is over: inside it the device speaks first.
    package mutating func encrypted() -> [HandshakeStep] { welcome() }

    private mutating func challenge(_ check: DeviceGate.KeyCheck) -> HandshakeStep {
        token = check.token()
        return .send(ADBMessage(.auth, ADBAuthKind.token, 0, payload: ByteBuffer(bytes: token)))
    }

    private func welcome() -> [HandshakeStep] {
        guard let host else { return [] }
        let peer = ADBBanner(reading: host.payload)
        let agreement = ADBAgreement(
            banner: peer, features: banner.features.intersection(peer.features), version: min(host.arg0, version),
            payloadLimit: max(1, min(Int(host.arg1), largestPayload)), isEncrypted: isEncrypted)
        let answer = ADBMessage(.connect, version, UInt32(largestPayload), payload: ByteBuffer(string: banner.text))
        return [.send(answer), .finished(agreement)]
    }
}
