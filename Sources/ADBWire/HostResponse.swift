package import NIOCore

/// What the ADB server's smart socket answers.
///
/// Devices answer `reverse:` services in the same words.
package enum HostResponse: Sendable, Hashable {
    /// OKAY, and nothing with it.
    case okay
    /// FAIL: why the server did not do it. It closes the socket.
    case fail(String)
    /// OKAY with a text, such as a list.
    case text(String)
    /// A text alone: a later list of `host:track-devices`, or the whole answer to `reverse:list-forward`.
    case message(String)
    /// OKAY with the id of the transport that `host:tport:` chose.
    case transport(UInt64)

    package func write(into buffer: inout ByteBuffer) throws(WireError) {
        switch self {
        case .okay: buffer.writeString("OKAY")
        case .fail(let reason):
            try Self.writeText("FAIL", reason, into: &buffer)
        case .text(let text):
            try Self.writeText("OKAY", text, into: &buffer)
        case .message(let text): try Self.writeText("", text, into: &buffer)
        case .transport(let id):
            buffer.writeString("OKAY")
            buffer.writeInteger(id, endianness: .little)
        }
    }

    private static func writeText(_ word: String, _ text: String, into buffer: inout ByteBuffer) throws(WireError) {
        var framed = ByteBuffer(string: word)
        try HexText.write(text, what: "an answer", into: &framed)
        buffer.writeImmutableBuffer(framed)
    }
}

/// The server's direction of the smart socket, as a client reads it.
///
/// What follows OKAY depends on the request, so each answer is announced with ``expect(_:)``. When all have come, the
/// socket is the raw stream of the service: ``WireDecoder/takeRest()``.
package struct HostResponseFormat: WireFormat {
    package static let name = HexText.name

    /// What an answer consists of, unless it is FAIL.
    package enum Shape: Sendable, Hashable, CaseIterable {
        case okay
        case text
        /// No OKAY before it, and no FAIL in place of it.
        case message
        case transport
    }

    /// The longest text that is taken, in bytes.
    package var limit: Int
    private var expected: [Shape] = []

    package init(limit: Int = HostRequest.limit) { self.limit = limit }

    package var unfinished: String? { expected.isEmpty ? nil : "a request that is not answered" }

    /// Announces the answers of a request, in order; FAIL stands for all that are left.
    package mutating func expect(_ shapes: Shape...) { expected += shapes }

    /// The next answer; nil also when none is expected, since what follows is not the smart socket's.
    package mutating func decode(_ input: inout ByteChain) throws(WireError) -> HostResponse? {
        guard let shape = expected.first else { return nil }
        guard let response = try decode(shape, &input) else { return nil }
        if case .fail = response { expected = [] } else { expected.removeFirst() }
        return response
    }

    private func decode(_ shape: Shape, _ input: inout ByteChain) throws(WireError) -> HostResponse? {
        if shape == .message {
            return try HexText.read(&input, after: 0, atMost: limit).map { .message($0) }
        }
        guard let word: UInt32 = input.peek() else { return nil }
        switch SyncID(rawValue: word) {
        case .fail: return try HexText.read(&input, after: 4, atMost: limit).map { .fail($0) }
        case .okay: break
        default:
            throw Self.error(
                .unexpected, "\"\(SyncID.letters(of: word))\" where OKAY or FAIL is due", at: input.offset)
        }
        switch shape {
        case .text: return try HexText.read(&input, after: 4, atMost: limit).map { .text($0) }
        case .transport:
            guard let id: UInt64 = input.peek(at: 4) else { return nil }
            input.skip(12)
            return .transport(id)
        case .okay, .message:
            input.skip(4)
            return .okay
        }
    }
}

package typealias HostResponseDecoder = WireDecoder<HostResponseFormat>
