package import NIOCore

/// The streams of one connection: what may be sent when, and what a message means for which stream.
///
/// Messages and wishes in, `Event`s out; it knows no socket. Both sides of a connection run the same one. Source: AOSP
/// `protocol.txt`, `sockets.cpp`.
///
/// - Without delayed_ack one WRTE a direction and stream is under way at a time; OKAY allows the next.
/// - With it, OKAY tells how many bytes were consumed, and a stream may send while its window is above 0.
package struct StreamMultiplexer: Sendable {
    package enum Event: Sendable {
        case send(ADBMessage)
        /// The peer accepted our OPEN.
        case opened(UInt32)
        /// The peer wants a stream to a service; answer with `accept` or `refuse`.
        case wanted(UInt32, service: String)
        /// Tell `consumed` when done with it: nothing more comes until then (or beyond the window).
        case received(UInt32, ByteBuffer)
        /// The peer took some of what was written.
        case progressed(UInt32)
        /// The peer sends more than it was allowed to; the connection cannot go on.
        case overrun(UInt32)
        /// The stream is over. For one that never opened: the peer refused it.
        case closed(UInt32)
    }

    /// The largest payload, and whether delayed_ack is on: what both sides agreed on.
    package struct Terms: Sendable, Hashable {
        package var payloadLimit: Int
        package var delayedAck: Bool
        /// Streams that may be open at a time; further OPENs of the peer are refused.
        package var streamLimit = 4096

        package init(payloadLimit: Int, delayedAck: Bool) {
            self.payloadLimit = payloadLimit
            self.delayedAck = delayedAck
        }
    }

    private struct Stream {
        /// The peer's id; 0 until it accepted.
        var remote: UInt32
        var isOpen: Bool
        var queue = CircularBuffer<ByteBuffer>(initialCapacity: 2)
        /// Bytes that may be sent; without delayed_ack 1 stands for "one message".
        var credit = 0
        /// Whether all is acknowledged, seen from here.
        var unacknowledged = 0
        /// Bytes that came and nobody has consumed.
        var unread = 0
        /// Close as soon as the queue is empty and acknowledged.
        var isClosing = false
    }

    package let terms: Terms
    private var streams: [UInt32: Stream] = [:]
    private var lastID: UInt32 = 0

    package init(_ terms: Terms) { self.terms = terms }

    package var count: Int { streams.count }

    /// Bytes that wait in a stream's queue.
    package func queued(_ id: UInt32) -> Int { streams[id]?.queue.reduce(0) { $0 + $1.readableBytes } ?? 0 }

    // MARK: Wishes

    /// Asks the peer for a stream.
    /// - Returns: its id, which `opened` or `closed` will tell.
    package mutating func open(_ service: String, _ events: inout [Event]) -> UInt32 {
        let id = newID()
        streams[id] = Stream(remote: 0, isOpen: false)
        var payload = ByteBuffer()
        payload.writeString(service)
        payload.writeInteger(UInt8(0))
        events.append(.send(ADBMessage(.open, id, terms.delayedAck ? ADBLimits.window : 0, payload: payload)))
        return id
    }

    package mutating func accept(_ id: UInt32, _ events: inout [Event]) {
        guard let stream = streams[id], !stream.isOpen else { return }
        streams[id]?.isOpen = true
        events.append(.send(okay(id, stream.remote, count: ADBLimits.window)))
    }

    package mutating func refuse(_ id: UInt32, _ events: inout [Event]) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        events.append(.send(ADBMessage(.close, 0, stream.remote)))
    }

    /// Sends data, now or when the peer is ready.
    ///
    /// Data for a stream that is over is dropped.
    package mutating func write(_ id: UInt32, _ data: ByteBuffer, _ events: inout [Event]) {
        guard data.readableBytes > 0, streams[id]?.isClosing == false else { return }
        streams[id]?.queue.append(data)
        pump(id, &events)
    }

    /// Says that so much of what was received is done with.
    package mutating func consumed(_ id: UInt32, count: Int, _ events: inout [Event]) {
        guard let stream = streams[id], stream.isOpen else { return }
        streams[id]?.unread -= count
        events.append(.send(okay(id, stream.remote, count: UInt32(count))))
    }

    /// Ends a stream once all that was written has arrived, or at once.
    package mutating func close(_ id: UInt32, atOnce: Bool = false, _ events: inout [Event]) {
        guard let stream = streams[id] else { return }
        if !atOnce, !stream.queue.isEmpty || stream.unacknowledged > 0 {
            streams[id]?.isClosing = true
            return
        }
        end(id, stream, &events)
    }

    // MARK: Messages

    /// Takes a message about streams; others are ignored.
    package mutating func receive(_ message: ADBMessage, _ events: inout [Event]) {
        switch message.command {
        case .open: opened(by: message, &events)
        case .okay: acknowledged(message, &events)
        case .write:
            guard let stream = streams[message.arg1], stream.isOpen, stream.remote == message.arg0 else {
                // As AOSP: the peer may have written before it saw our CLSE.
                return
            }
            let unread = stream.unread + message.payload.readableBytes
            // Without delayed_ack a message at a time is allowed; the window bounds both.
            guard unread <= Int(ADBLimits.window) + terms.payloadLimit else {
                return events.append(.overrun(message.arg1))
            }
            streams[message.arg1]?.unread = unread
            events.append(.received(message.arg1, message.payload))
        case .close:
            // arg0 is 0 when the peer refuses an OPEN, and with old peers always; else it has to fit.
            guard let stream = streams[message.arg1],
                message.arg0 == 0 || stream.remote == 0 || stream.remote == message.arg0
            else { return }
            end(message.arg1, stream, &events)
        case .connect, .auth, .startTLS, .sync: break
        }
    }

    private mutating func opened(by message: ADBMessage, _ events: inout [Event]) {
        let hasWindow = message.arg1 != 0
        guard message.arg0 != 0 else { return }
        guard hasWindow == terms.delayedAck, streams.count < terms.streamLimit,
            message.payload.readableBytes <= ADBLimits.service
        else {
            events.append(.send(ADBMessage(.close, 0, message.arg0)))
            return
        }
        let id = newID()
        var stream = Stream(remote: message.arg0, isOpen: false)
        stream.credit = terms.delayedAck ? Int(message.arg1) : 1
        streams[id] = stream
        var name = String(buffer: message.payload)
        while name.last == "\0" { name.removeLast() }
        events.append(.wanted(id, service: name))
    }

    private mutating func acknowledged(_ message: ADBMessage, _ events: inout [Event]) {
        let id = message.arg1
        // A stream that the peer wants and we have not accepted has nothing to acknowledge.
        guard var stream = streams[id], stream.isOpen ? stream.remote == message.arg0 : stream.remote == 0 else {
            events.append(.send(ADBMessage(.close, 0, message.arg0)))
            return
        }
        let told = message.payload.getInteger(
            at: message.payload.readerIndex, endianness: .little, as: Int32.self)
        let count = terms.delayedAck ? told ?? 0 : 0
        let isFirst = !stream.isOpen
        if isFirst {
            stream.remote = message.arg0
            stream.isOpen = true
            stream.credit = terms.delayedAck ? Int(count) : 1
        } else if terms.delayedAck {
            stream.credit += Int(count)
            stream.unacknowledged = max(0, stream.unacknowledged - Int(count))
        } else {
            stream.credit = 1
            stream.unacknowledged = 0
        }
        streams[id] = stream
        if isFirst { events.append(.opened(id)) }
        pump(id, &events)
        guard let now = streams[id] else { return }
        if now.isClosing, now.queue.isEmpty, now.unacknowledged == 0 {
            end(id, now, &events)
        } else if !isFirst {
            events.append(.progressed(id))
        }
    }

    /// Sends what may be sent.
    private mutating func pump(_ id: UInt32, _ events: inout [Event]) {
        while var stream = streams[id], stream.isOpen, stream.credit > 0, var front = stream.queue.first {
            streams[id] = nil
            let length = min(front.readableBytes, terms.payloadLimit)
            guard let payload = front.readSlice(length: length) else { return }
            if front.readableBytes == 0 {
                stream.queue.removeFirst()
            } else {
                stream.queue[stream.queue.startIndex] = front
            }
            stream.credit -= terms.delayedAck ? length : 1
            stream.unacknowledged += length
            streams[id] = stream
            events.append(.send(ADBMessage(.write, id, stream.remote, payload: payload)))
        }
    }

    private mutating func end(_ id: UInt32, _ stream: Stream, _ events: inout [Event]) {
        streams[id] = nil
        if stream.remote != 0 { events.append(.send(ADBMessage(.close, id, stream.remote))) }
        events.append(.closed(id))
    }

    private func okay(_ id: UInt32, _ remote: UInt32, count: UInt32) -> ADBMessage {
        var payload = ByteBuffer()
        if terms.delayedAck { payload.writeInteger(Int32(bitPattern: count), endianness: .little) }
        return ADBMessage(.okay, id, remote, payload: payload)
    }

    /// Ids are not 0 and not in use.
    private mutating func newID() -> UInt32 {
        repeat { lastID &+= 1 } while lastID == 0 || streams[lastID] != nil
        return lastID
    }
}
