internal import ADBKeys
internal import ADBWire
internal import NIOCore

/// Takes one input through a codec of ADB; traps where a law does not hold.
///
/// The first byte chooses the codec, the second where the rest is cut, and what is awaited.
package func probeADB(_ input: [UInt8]) {
    guard input.count >= 2 else { return }
    let bytes = Array(input.dropFirst(2))
    let seed = input[1]
    switch input[0] % 8 {
    case 0: checkMessages(bytes, seed)
    case 1: check(ShellPacketFormat(limit: 2048), bytes, seed, atMost: 2048 + 5) { $0.write(into: &$1) }
    case 2:
        check(SyncRequestFormat(), bytes, seed, atMost: SyncLimits.path + 8, join: joined) { try $0.write(into: &$1) }
    case 3:
        var format = SyncResponseFormat()
        for request in requests(seed) { format.expect(request) }
        check(format, bytes, seed, atMost: SyncLimits.data + 8, join: joined) { try $0.write(into: &$1) }
    case 4: check(HostRequestFormat(limit: 2048), bytes, seed, atMost: 2048 + 4) { try $0.write(into: &$1) }
    case 5:
        var format = HostResponseFormat(limit: 2048)
        let shapes = HostResponseFormat.Shape.allCases
        for shift in [0, 2, 4, 6] { format.expect(shapes[Int(seed >> shift) % shapes.count]) }
        check(format, bytes, seed, atMost: 2048 + 8) { try $0.write(into: &$1) }
    case 6: checkTexts(bytes)
    default: checkPublicKey(bytes)
    }
}

/// Makes one of two messages that may be told in pieces; nil where they are two.
private typealias Join<Message> = (Message, Message) -> Message?

/// A law for each stream: what is decoded does not depend on the cuts, comes back when written, and needs no more memory
/// than its longest message.
private func check<Format: WireFormat>(
    _ format: Format, _ bytes: [UInt8], _ seed: UInt8, atMost limit: Int,
    join: Join<Format.Message> = { _, _ in nil }, write: (Format.Message, inout ByteBuffer) throws -> Void
) where Format.Message: Equatable {
    let whole = decode(format, bytes, cuts: nil, atMost: limit, join: join)
    require(decode(format, bytes, cuts: seed, atMost: limit, join: join) == whole, "cuts do not change what is decoded")
    require(
        decode(format, bytes, cuts: 0, atMost: limit, join: join) == whole, "single bytes do not change what is decoded"
    )
    var buffer = ByteBuffer()
    do {
        for message in whole.messages { try write(message, &buffer) }
    } catch let error as WireError {
        // A name that was repaired has become longer.
        require(error.code == .tooLong, "what was decoded can be written")
        return
    } catch {
        require(false, "writing throws WireError alone")
    }
    let again = decode(format, Array(buffer.readableBytesView), cuts: seed, atMost: limit, join: join)
    require(again.messages == whole.messages, "what was written is decoded to the same")
    require(again.error == nil || again.error?.code == .truncated, "what was written is well formed")
}

/// What was made of a stream.
private struct Decoded<Message: Equatable>: Equatable {
    var messages: [Message] = []
    var error: WireError?
}

/// What is made of a stream that is cut so.
private func decode<Format: WireFormat>(
    _ format: Format, _ bytes: [UInt8], cuts: UInt8?, atMost limit: Int, join: Join<Format.Message>
) -> Decoded<Format.Message> where Format.Message: Equatable {
    var decoder = WireDecoder(format)
    var decoded = Decoded<Format.Message>()
    do throws(WireError) {
        for piece in pieces(bytes, cuts) {
            decoder.append(ByteBuffer(bytes: piece))
            while let message = try decoder.next() {
                if let last = decoded.messages.last, let one = join(last, message) {
                    decoded.messages[decoded.messages.count - 1] = one
                } else {
                    decoded.messages.append(message)
                }
            }
            // Behind the smart socket's last answer nothing is decoded any more: the bytes are someone else's.
            require(decoder.bufferedBytes < limit || Format.self == HostResponseFormat.self, "memory is bounded")
        }
        try decoder.finish()
    } catch {
        decoded.error = error
    }
    return decoded
}

/// DATA is told in the pieces in which it came: two of them are one when they are compared.
private func joined(_ first: SyncRequest, _ second: SyncRequest) -> SyncRequest? {
    guard case .data(var bytes) = first, case .data(let next) = second else { return nil }
    bytes.writeImmutableBuffer(next)
    return .data(bytes)
}

private func joined(_ first: SyncResponse, _ second: SyncResponse) -> SyncResponse? {
    guard case .data(var bytes) = first, case .data(let next) = second else { return nil }
    bytes.writeImmutableBuffer(next)
    return .data(bytes)
}

/// A few requests whose answers are awaited.
private func requests(_ seed: UInt8) -> [SyncRequest] {
    let all: [SyncRequest] = [
        .receive(""), .list(""), .list2(""), .stat(""), .stat2(""), .lstat2(""), .send(path: "", mode: 0),
        .receive2(path: "", flags: []),
    ]
    return [0, 3, 6, 1].map { all[Int(seed >> $0) % all.count] }
}

/// Messages of the transport, and the streams that they would be on either side's end.
private func checkMessages(_ bytes: [UInt8], _ seed: UInt8) {
    let whole = decodeMessages(bytes, cuts: nil)
    require(decodeMessages(bytes, cuts: seed) == whole, "cuts do not change the messages")
    var buffer = ByteBuffer()
    for message in whole.messages { message.write(into: &buffer, summing: true) }
    let again = decodeMessages(Array(buffer.readableBytesView), cuts: seed)
    require(again == MessageOutcome(messages: whole.messages), "messages that were written are decoded to the same")

    var terms = StreamMultiplexer.Terms(payloadLimit: 4096, delayedAck: seed & 1 == 1)
    terms.streamLimit = 8
    var streams = StreamMultiplexer(terms)
    var events: [StreamMultiplexer.Event] = []
    let own = streams.open("shell:", &events)
    streams.write(own, ByteBuffer(repeating: 1, count: 10_000), &events)
    for message in whole.messages {
        events = []
        streams.receive(message, &events)
        for event in events {
            if case .wanted(let id, _) = event { streams.accept(id, &events) }
            if case .received(let id, let data) = event { streams.consumed(id, count: data.readableBytes, &events) }
            if case .send(let sent) = event {
                require(sent.payload.readableBytes <= terms.payloadLimit, "no message is above the agreed length")
            }
        }
        require(streams.count <= terms.streamLimit + 1, "the peer opens no more streams than are allowed")
    }
    for message in whole.messages where message.command == .connect {
        let banner = ADBBanner(reading: message.payload)
        require(ADBBanner(reading: ByteBuffer(string: banner.text)) == banner, "a banner comes back as written")
    }
}

private struct MessageOutcome: Equatable {
    var messages: [ADBMessage] = []
    var error: ADBMessageError?
}

private func decodeMessages(_ bytes: [UInt8], cuts: UInt8?) -> MessageOutcome {
    var decoder = ADBMessageDecoder(payloadLimit: 4096)
    var buffer = ByteBuffer()
    var outcome = MessageOutcome()
    do throws(ADBMessageError) {
        for piece in pieces(bytes, cuts) {
            buffer.writeBytes(piece)
            while let message = try decoder.next(from: &buffer) { outcome.messages.append(message) }
            require(buffer.readableBytes < 4096 + ADBMessage.headerLength, "memory is bounded")
        }
    } catch {
        outcome.error = error
    }
    return outcome
}

/// Lists and other texts of peers.
private func checkTexts(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for entry in DeviceListEntry.list(parsing: text) {
        require(!entry.serial.isEmpty && !entry.stateText.isEmpty, "a device has a serial and a state")
    }
    for rule in ForwardRule.list(parsing: text) {
        require(ForwardRule.list(parsing: rule.line) == [rule], "a rule comes back as written")
    }
    if let size = try? WindowSize(parsing: text) {
        require((try? WindowSize(parsing: size.payload)) == size, "a window size comes back as written")
    }
}

/// What an unknown host shows as its key.
private func checkPublicKey(_ bytes: [UInt8]) {
    for key in [
        try? ADBPublicKey(blob: bytes), try? ADBPublicKey(text: String(decoding: bytes, as: UTF8.self)),
        try? ADBPublicKey(certificate: bytes),
    ] {
        guard let key else { continue }
        require((try? ADBPublicKey(text: key.text(name: "n"))) == key, "a public key comes back as written")
        require(!key.verifies([UInt8](repeating: 1, count: 256), token: [UInt8](repeating: 2, count: 20)), "no forgery")
    }
}
