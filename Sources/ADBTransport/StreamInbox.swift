package import NIOCore

/// What has come in and nobody has read yet, on one event loop: chunks from the wire on one side, one reader at a time
/// on the other.
///
/// `consume` is told of what the reader took, so that the peer is asked for more only then. `giveUp` is told when a
/// reader waited in vain, and has to end the stream: late data would be taken for the answer to the next question.
package final class StreamInbox {
    private let loop: any EventLoop
    private let consume: (Int) -> Void
    private let giveUp: (TransportError) -> Void
    private var chunks = CircularBuffer<ByteBuffer>(initialCapacity: 2)
    private var end: End?
    private var reader: Reader?
    private var timer: Scheduled<Void>?

    private enum End { case good, error(TransportError) }

    private enum Reader {
        /// Wants the next chunk, nil at the end.
        case chunk(EventLoopPromise<ByteBuffer?>)
        /// Wants all there is until the end.
        case all(EventLoopPromise<ByteBuffer?>, limit: Int, ByteBuffer)
    }

    package init(
        loop: any EventLoop, consume: @escaping (Int) -> Void, giveUp: @escaping (TransportError) -> Void
    ) {
        self.loop = loop
        self.consume = consume
        self.giveUp = giveUp
    }

    /// Bytes that nobody has read.
    package var count: Int { chunks.reduce(0) { $0 + $1.readableBytes } }

    package func append(_ data: ByteBuffer) {
        guard end == nil else { return }
        chunks.append(data)
        serve()
    }

    /// No more comes.
    ///
    /// Whoever reads gets what is there first, then the end.
    package func finish(_ error: TransportError?) {
        guard end == nil else { return }
        end = error.map { .error($0) } ?? .good
        serve()
    }

    package func next(_ promise: EventLoopPromise<ByteBuffer?>, within limit: TimeAmount, or late: TransportError) {
        read(.chunk(promise), within: limit, or: late)
    }

    /// All bytes to the end; more than the limit is an error.
    package func all(
        _ promise: EventLoopPromise<ByteBuffer?>, limit: Int, within time: TimeAmount, or late: TransportError
    ) {
        read(.all(promise, limit: limit, ByteBuffer()), within: time, or: late)
    }

    /// Ends the reader's wait with an error; what has come stays.
    package func fail(_ error: TransportError) {
        answer { $0.fail(error) }
    }

    private func read(_ reader: Reader, within limit: TimeAmount, or late: TransportError) {
        guard self.reader == nil else {
            return Self.promise(of: reader).fail(TransportError(.protocolViolation, "two readers of one stream"))
        }
        self.reader = reader
        serve()
        guard self.reader != nil else { return }
        timer = loop.assumeIsolated().scheduleTask(in: limit) { [self] in
            giveUp(late)
            fail(late)
        }
    }

    private func serve() {
        switch reader {
        case nil: return
        case .chunk:
            if let chunk = chunks.popFirst() {
                answer { $0.succeed(chunk) }
                consume(chunk.readableBytes)
            } else if let end {
                answer { Self.conclude($0, end, nil) }
            }
        case .all(let promise, let limit, var sum):
            reader = nil
            var taken = 0
            while var chunk = chunks.popFirst() {
                taken += chunk.readableBytes
                if sum.readableBytes == 0 { sum = chunk } else { sum.writeBuffer(&chunk) }
            }
            let length = sum.readableBytes
            reader = .all(promise, limit: limit, sum)
            if length > limit {
                answer { $0.fail(TransportError(.tooLong, "more than \(limit) bytes came")) }
            } else if let end {
                answer { Self.conclude($0, end, sum) }
            }
            if taken > 0 { consume(taken) }
        }
    }

    private func answer(_ body: (EventLoopPromise<ByteBuffer?>) -> Void) {
        guard let reader else { return }
        self.reader = nil
        timer?.cancel()
        timer = nil
        body(Self.promise(of: reader))
    }

    private static func promise(of reader: Reader) -> EventLoopPromise<ByteBuffer?> {
        switch reader {
        case .chunk(let promise), .all(let promise, _, _): promise
        }
    }

    private static func conclude(_ promise: EventLoopPromise<ByteBuffer?>, _ end: End, _ value: ByteBuffer?) {
        switch end {
        case .good: promise.succeed(value)
        case .error(let error): promise.fail(error)
        }
    }
}
