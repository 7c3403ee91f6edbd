package import ADBWire
import NIOCore

/// What the host shows to a device that asks who it is.
package struct HostCredentials: Sendable {
    /// A key's answer to a token of 20 bytes; one for each key, in the order to try.
    package var signers: [@Sendable ([UInt8]) throws -> [UInt8]]
    /// The first key's public half as AUTH carries it: Base64, a space, `user@host`.
    package var publicKey: String
    /// For TLS: PEM of a certificate that the first key signed itself.
    package var certificate: [UInt8]
    /// For TLS: PEM of the first key.
    package var privateKey: [UInt8]

    package init(
        signers: [@Sendable ([UInt8]) throws -> [UInt8]], publicKey: String, certificate: [UInt8], privateKey: [UInt8]
    ) {
        self.signers = signers
        self.publicKey = publicKey
        self.certificate = certificate
        self.privateKey = privateKey
    }
}

/// What both sides agreed on when a connection was made.
package struct ADBAgreement: Sendable, Hashable {
    /// Who the other side is.
    package var banner: ADBBanner
    /// What both can do.
    package var features: ADBFeatures
    package var version: UInt32
    package var payloadLimit: Int
    package var isEncrypted: Bool

    package var terms: StreamMultiplexer.Terms {
        .init(payloadLimit: payloadLimit, delayedAck: features.contains(.delayedAck))
    }
}

/// A step of a handshake, for the connection to carry out.
package enum HandshakeStep: Sendable {
    case send(ADBMessage)
    /// TLS starts with the next byte.
    case startTLS
    case finished(ADBAgreement)
    case failed(TransportError)
}

/// The host's part of making a connection: CNXN, then AUTH or STLS when the device asks for it.
package struct HostHandshake: Sendable {
    private let features: ADBFeatures
    private let credentials: HostCredentials?
    private let largestPayload: Int
    private var keysTried = 0
    private var isEncrypted = false
    /// Whether the device has been shown the public key and a person has to decide.
    package private(set) var awaitsApproval = false

    /// Whether all that is left is that the device accepts the key.
    package var hasShownKey: Bool { awaitsApproval || isEncrypted }

    package init(features: ADBFeatures, credentials: HostCredentials?, payloadLimit: Int = ADBLimits.payload) {
        self.features = features
        self.credentials = credentials
        largestPayload = payloadLimit
    }

    /// The host speaks first, but for TLS, after which the device does.
    package func start() -> HandshakeStep {
        let banner = ADBBanner(kind: "host", features: features)
        return .send(
            ADBMessage(
                .connect, ADBVersion.skipsChecksum, UInt32(largestPayload), payload: ByteBuffer(string: banner.text)))
    }

    package mutating func receive(_ message: ADBMessage) -> [HandshakeStep] {
        switch message.command {
        case .connect: return [.finished(agreement(message))]
        case .auth where isEncrypted: return []
        case .auth:
            guard message.arg0 == ADBAuthKind.token else { return [] }
            return [answer(Array(message.payload.readableBytesView))]
        case .startTLS:
            guard credentials != nil else { return [.failed(Self.keyless)] }
            isEncrypted = true
            return [.send(ADBMessage(.startTLS, ADBVersion.tls, 0)), .startTLS]
        case .open, .okay, .write, .close, .sync: return []
        }
    }

    private mutating func answer(_ token: [UInt8]) -> HandshakeStep {
        guard let credentials else { return .failed(Self.keyless) }
        while keysTried < credentials.signers.count {
            let signer = credentials.signers[keysTried]
            keysTried += 1
            if let signature = try? signer(token) {
                return .send(ADBMessage(.auth, ADBAuthKind.signature, 0, payload: ByteBuffer(bytes: signature)))
            }
        }
        guard !awaitsApproval else {
            return .failed(TransportError(.unauthorized, "the device did not accept this computer's key"))
        }
        awaitsApproval = true
        return .send(
            ADBMessage(.auth, ADBAuthKind.publicKey, 0, payload: ByteBuffer(string: credentials.publicKey + "\0")))
    }

    private func agreement(_ message: ADBMessage) -> ADBAgreement {
        let banner = ADBBanner(reading: message.payload)
        return ADBAgreement(
            banner: banner, features: features.intersection(banner.features),
            version: min(message.arg0, ADBVersion.skipsChecksum),
            payloadLimit: max(1, min(Int(message.arg1), largestPayload)), isEncrypted: isEncrypted)
    }

    private static let keyless = TransportError(.unauthorized, "the device asks for a key, and there is none")
}
