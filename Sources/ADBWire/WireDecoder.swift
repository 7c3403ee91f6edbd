package import NIOCore

/// How one direction of a byte stream is cut into messages.
package protocol WireFormat: Sendable {
    associatedtype Message: Sendable

    /// What the format is called in errors.
    static var name: String { get }

    /// Takes the next message off the front; nil when more bytes are needed, which are then left where they are.
    ///
    /// A length above a limit is refused as soon as it is known, before the bytes that it announces have come.
    mutating func decode(_ input: inout ByteChain) throws(WireError) -> Message?

    /// What the peer has begun and not ended although no byte is left over; nil between messages.
    var unfinished: String? { get }
}

extension WireFormat {
    package var unfinished: String? { nil }

    static func error(_ code: WireError.Code, _ message: String, at offset: Int) -> WireError {
        WireError(code, message, in: name, at: offset)
    }
}

/// Makes messages of a stream that comes in any pieces; the messages do not depend on where it was cut.
///
/// After an error the stream has no known boundaries any more, so that every later call throws the same error.
package struct WireDecoder<Format: WireFormat>: Sendable {
    package var format: Format
    private var input = ByteChain()
    private var failure: WireError?

    package init(_ format: Format) { self.format = format }

    /// Bytes that came and belong to no message yet.
    package var bufferedBytes: Int { input.count }

    /// Adds the readable bytes of a buffer, which the messages may share.
    package mutating func append(_ bytes: ByteBuffer) { input.append(bytes) }

    /// The next message, or nil until more bytes are appended.
    package mutating func next() throws(WireError) -> Format.Message? {
        if let failure { throw failure }
        do {
            return try format.decode(&input)
        } catch {
            failure = error
            throw error
        }
    }

    /// Says that the stream has ended; throws when that was within a message.
    package func finish() throws(WireError) {
        if let failure { throw failure }
        if input.count > 0 {
            throw Format.error(
                .truncated, "the stream ended within a message, \(input.count) bytes into it", at: input.offset)
        }
        if let unfinished = format.unfinished {
            throw Format.error(.truncated, "the stream ended within \(unfinished)", at: input.offset)
        }
    }

    /// Gives away the bytes behind the last message, for a socket that becomes something else.
    package mutating func takeRest() -> ByteBuffer { input.readAll() }
}
