package import NIOCore

/// What a service has to say, and what becomes of its stream.
package struct ServiceOutput: Sendable {
    /// For the peer, in order.
    package var bytes = ByteBuffer()
    /// Whether the stream ends once the bytes are out.
    package var isClosed = false
    /// What becomes of the connection itself.
    package var connection: ConnectionEffect?
    /// Real time to pass before anything of this goes out.
    package var delay: TimeAmount = .zero

    package init() {}
}

/// What a service, or a fault, does to the connection that it came by.
package enum ConnectionEffect: Sendable, Hashable {
    /// It ends without a word, once the bytes are out.
    case drop
    /// The phone goes down and comes back: every connection to it ends.
    case reboot
    /// Bytes that are no message are put on it.
    case garbage
}

/// The device's side of one stream, without any socket: bytes in, bytes out.
package protocol ServiceHandler: Sendable {
    /// The stream has been accepted.
    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput)
    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput)
    /// The peer will say no more.
    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput)
    /// Whether it has to be asked from time to time, since what it tells of comes from elsewhere.
    var isLive: Bool { get }
    /// Says what is new; asked of live services only.
    mutating func goOn(on device: inout DeviceState, into output: inout ServiceOutput)
}

extension ServiceHandler {
    package var isLive: Bool { false }
    package mutating func goOn(on device: inout DeviceState, into output: inout ServiceOutput) {}
}

/// A service whose answer is known when it is opened.
struct AnsweringService: ServiceHandler {
    let answer: @Sendable (inout DeviceState) -> String

    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput) {
        output.bytes.writeString(answer(&device))
        output.isClosed = true
    }

    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput) {}
    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput) {}
}

/// What listens behind `tcp:7` and `localabstract:echo`: it says what it is told (RFC 862).
struct EchoService: ServiceHandler {
    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput) {}

    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput) {
        output.bytes.writeImmutableBuffer(bytes)
    }

    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput) { output.isClosed = true }
}

/// A service that swallows everything and never says a word: what a fault makes of one.
struct SilentService: ServiceHandler {
    mutating func open(on device: inout DeviceState, into output: inout ServiceOutput) {}
    mutating func receive(_ bytes: ByteBuffer, on device: inout DeviceState, into output: inout ServiceOutput) {}
    mutating func endOfInput(on device: inout DeviceState, into output: inout ServiceOutput) {}
}
