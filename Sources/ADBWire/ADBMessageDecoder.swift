package import NIOCore

/// Bytes in, messages out; any split of the bytes gives the same messages.
package struct ADBMessageDecoder: Sendable {
    /// The largest payload that is taken.
    package var payloadLimit: Int
    /// Whether sums are checked where they are told.
    ///
    /// AOSP no longer does; old peers count on it.
    package var checksSums = true

    package init(payloadLimit: Int = ADBLimits.payload) { self.payloadLimit = payloadLimit }

    /// Takes the next message off the buffer's front.
    /// - Returns: nil while it is not complete; the buffer then holds the same bytes, with room for the rest.
    package mutating func next(from buffer: inout ByteBuffer) throws(ADBMessageError) -> ADBMessage? {
        let start = buffer.readerIndex
        guard
            let (number, arg0, arg1, length, sum, magic) = buffer.readMultipleIntegers(
                endianness: .little, as: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32).self)
        else { return nil }
        guard magic == number ^ .max, let command = ADBCommand(rawValue: number) else {
            throw ADBMessageError(.badMagic, command: number)
        }
        guard length <= payloadLimit else {
            throw ADBMessageError(.tooLong(Int(length), limit: payloadLimit), command: number)
        }
        guard let payload = buffer.readSlice(length: Int(length)) else {
            buffer.moveReaderIndex(to: start)
            // What was read goes, else a buffer that is never quite empty would grow with all that ever came.
            buffer.discardReadBytes()
            buffer.reserveCapacity(minimumWritableBytes: ADBMessage.headerLength + Int(length) - buffer.readableBytes)
            return nil
        }
        let message = ADBMessage(command, arg0, arg1, payload: payload)
        if checksSums, sum != 0, sum != message.checksum { throw ADBMessageError(.badSum, command: number) }
        return message
    }
}

/// Bytes that are no ADB message.
///
/// The connection cannot be used any more: where the next message starts is unknown.
package struct ADBMessageError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: Sendable, Hashable {
        case badMagic
        case tooLong(Int, limit: Int)
        case badSum
    }

    package var code: Code
    /// The word that should have been a command.
    package var command: UInt32

    package init(_ code: Code, command: UInt32) {
        self.code = code
        self.command = command
    }

    package var description: String {
        let word = "0x" + String(command, radix: 16)
        return switch code {
        case .badMagic: "what came is no ADB message (command \(word))"
        case .tooLong(let length, let limit): "an ADB message of \(length) bytes, more than the \(limit) agreed on"
        case .badSum: "an ADB message whose checksum is wrong (command \(word))"
        }
    }
}
