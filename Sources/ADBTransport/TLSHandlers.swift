import NIOCore
import NIOSSL

/// TLS 1.3 as ADB uses it: both certificates sign themselves; what counts is the key in the client's.
enum TLSHandlers {
    static func host(_ credentials: HostCredentials?) throws -> any ChannelHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv13
        // A device's certificate is made on the device; there is nobody to vouch for it.
        configuration.certificateVerification = .none
        if let credentials {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(credentials.certificate)
                .map { .certificate($0) }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: credentials.privateKey, format: .pem))
        }
        return try NIOSSLClientHandler(context: NIOSSLContext(configuration: configuration), serverHostname: nil)
    }

    static func device(_ gate: DeviceGate) throws -> any ChannelHandler {
        guard case .tls(let certificate, let privateKey, let knows) = gate else {
            throw TransportError(.protocolViolation, "TLS on a device that does not offer it")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: privateKey, format: .pem)))
        configuration.minimumTLSVersion = .tlsv13
        guard let knows else {
            return NIOSSLServerHandler(context: try NIOSSLContext(configuration: configuration))
        }
        configuration.certificateVerification = .noHostnameVerification
        return NIOSSLServerHandler(
            context: try NIOSSLContext(configuration: configuration),
            customVerificationCallback: { certificates, promise in
                let key = try? certificates.first?.extractPublicKey().toSPKIBytes()
                promise.succeed(key.map(knows) == true ? .certificateVerified : .failed)
            })
    }
}
