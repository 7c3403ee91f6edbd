import ADBWire
import NIOCore
import TestSupport
import Testing

/// What a decoder made of a stream: its messages, then the error that ended it, if one did.
struct Outcome<Message: Equatable>: Equatable {
    var messages: [Message] = []
    var error: WireError?
}

/// Decodes a stream whole, byte by byte and in random pieces; expects the same of all, and returns it.
///
/// `join` makes one of messages that may be told in pieces.
func verified<Format: WireFormat>(
    _ format: Format, _ stream: [UInt8], join: ([Format.Message]) -> [Format.Message] = { $0 },
    sourceLocation: SourceLocation = #_sourceLocation
) -> Outcome<Format.Message> where Format.Message: Equatable {
    let whole = outcome(format, [stream[...]], join)
    let drip = outcome(format, stream.indices.map { stream[$0...$0] }, join)
    #expect(drip == whole, "byte by byte", sourceLocation: sourceLocation)
    var random = SeededGenerator(state: UInt64(stream.count))
    for _ in 0..<20 {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = stream[...]
        while !rest.isEmpty {
            let length = Int.random(in: 1...max(1, min(rest.count, stream.count / 3)), using: &random)
            pieces.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        let cuts = pieces.map(\.count)
        #expect(outcome(format, pieces, join) == whole, "in pieces of \(cuts)", sourceLocation: sourceLocation)
    }
    return whole
}

private func outcome<Format: WireFormat>(
    _ format: Format, _ pieces: [ArraySlice<UInt8>], _ join: ([Format.Message]) -> [Format.Message]
) -> Outcome<Format.Message> where Format.Message: Equatable {
    var decoder = WireDecoder(format)
    var outcome = Outcome<Format.Message>()
    do throws(WireError) {
        for piece in pieces {
            decoder.append(ByteBuffer(bytes: piece))
            while let message = try decoder.next() { outcome.messages.append(message) }
        }
        try decoder.finish()
    } catch {
        outcome.error = error
    }
    outcome.messages = join(outcome.messages)
    return outcome
}

/// Bytes written field by field, each with what it is; hexadecimal, or text in quotes.
struct Golden: Sendable {
    let bytes: [UInt8]

    init(_ fields: KeyValuePairs<String, String>) {
        bytes = fields.flatMap { _, value -> [UInt8] in
            if value.hasPrefix("'") { return Array(value.dropFirst().dropLast().utf8) }
            return value.split(separator: " ").map { UInt8($0, radix: 16) ?? 0xff }
        }
    }
}

extension ByteBuffer {
    /// All readable bytes.
    var bytes: [UInt8] { Array(readableBytesView) }
}

/// What a message's `write(into:)` gives.
func written(_ write: (inout ByteBuffer) throws -> Void) rethrows -> [UInt8] {
    var buffer = ByteBuffer()
    try write(&buffer)
    return buffer.bytes
}

/// Makes one of DATA in several pieces.
func joinData(_ requests: [SyncRequest]) -> [SyncRequest] {
    requests.reduce(into: []) { joined, request in
        if case .data(let next) = request, case .data(let last)? = joined.last {
            joined[joined.count - 1] = .data(ByteBuffer(bytes: last.bytes + next.bytes))
        } else {
            joined.append(request)
        }
    }
}

/// Makes one of DATA in several pieces.
func joinData(_ responses: [SyncResponse]) -> [SyncResponse] {
    responses.reduce(into: []) { joined, response in
        if case .data(let next) = response, case .data(let last)? = joined.last {
            joined[joined.count - 1] = .data(ByteBuffer(bytes: last.bytes + next.bytes))
        } else {
            joined.append(response)
        }
    }
}
