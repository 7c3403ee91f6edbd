import ADBWire
package import NIOCore

/// A stream of an `ADBConnection` for tasks: reads and writes hop to the event loop and wait there.
package final class MultiplexedStream: ByteStream {
    private let loop: any EventLoop
    private let state: NIOLoopBound<State>

    init(_ state: State, on loop: any EventLoop) {
        self.loop = loop
        self.state = NIOLoopBound(state, eventLoop: loop)
    }

    package func read(within limit: TimeAmount) async throws(TransportError) -> ByteBuffer? {
        try await Waiting.on(
            loop,
            start: { [state] promise in
                let state = state.value
                state.inbox.next(promise, within: limit, or: state.late("no answer"))
            }, cancel: cancel)
    }

    package func readAll(limit: Int, within time: TimeAmount) async throws(TransportError) -> ByteBuffer {
        try await Waiting.on(
            loop,
            start: { [state] promise in
                let state = state.value
                state.inbox.all(promise, limit: limit, within: time, or: state.late("no end"))
            }, cancel: cancel) ?? ByteBuffer()
    }

    package func write(_ data: ByteBuffer, within limit: TimeAmount) async throws(TransportError) {
        try await Waiting.on(
            loop, start: { [state] promise in state.value.write(data, promise, within: limit) }, cancel: cancel)
    }

    package func close() { loop.execute { [state] in state.value.close() } }

    private var cancel: @Sendable () -> Void {
        { [state] in state.value.stop(TransportError(.cancelled, "cancelled")) }
    }

    /// The half that lives on the event loop.
    final class State: ADBStreamDelegate {
        let service: String
        private let loop: any EventLoop
        private(set) var stream: ADBStream?
        private(set) lazy var inbox = StreamInbox(
            loop: loop, consume: { [weak self] in self?.stream?.consumed($0) },
            giveUp: { [weak self] in self?.giveUp($0) })
        private var opening: EventLoopPromise<Void>?
        private var writing: EventLoopPromise<Void>?
        private var timer: Scheduled<Void>?
        private var ending: TransportError?
        private var isAccepted = false
        /// Messages that had come over the connection when the stream was asked for.
        private var messagesBefore = 0
        private var openedAt = NIODeadline.now()

        /// Hand over more only while less than this waits.
        private static let highWater = 4 << 20
        private static let lowWater = 2 << 20
        /// How long a stream that is done with may take to send what is left.
        private static let closingLimit = TimeAmount.seconds(10)

        init(service: String, loop: any EventLoop) {
            self.service = service
            self.loop = loop
        }

        /// Asks for the stream; the promise, if anybody waits for that, is told when the device has accepted.
        func open(on handler: ADBChannelHandler, _ promise: EventLoopPromise<Void>?, within limit: TimeAmount) {
            // The task may have been cancelled before this ran.
            if let ending {
                promise?.fail(ending)
                return
            }
            opening = promise
            messagesBefore = handler.messagesReceived
            openedAt = .now()
            stream = handler.open(service, delegate: self)
            guard stream != nil else {
                return stop(TransportError(.connectionLost, "the connection is closed"))
            }
            if opening != nil { startTimer(limit, "not opened") }
        }

        func write(_ data: ByteBuffer, _ promise: EventLoopPromise<Void>, within limit: TimeAmount) {
            guard let stream else {
                let gone = TransportError(.connectionLost, "the device closed \(service)")
                return promise.fail(ending ?? gone)
            }
            guard writing == nil else {
                return promise.fail(TransportError(.protocolViolation, "two writers of one stream"))
            }
            stream.write(data)
            guard stream.queued > Self.highWater || stream.isCongested else { return promise.succeed(()) }
            writing = promise
            startTimer(limit, "nothing taken")
        }

        func late(_ what: String) -> TransportError {
            TransportError(.timedOut, "\(what) in time")
        }

        /// Gives up: whoever waits gets the error, the peer is told.
        func stop(_ error: TransportError) {
            ending = error
            let stream = stream
            self.stream = nil
            settle { $0.fail(error) }
            inbox.fail(error)
            inbox.finish(error)
            stream?.close(atOnce: true)
        }

        /// Stops for want of an answer, and with it the connection when that is dead: a device that lives says yes or no
        /// to a stream at once, and one that lost its power or its network says nothing, not even that it is gone.
        private func giveUp(_ error: TransportError) {
            let handler = stream?.handler
            let isDead =
                !isAccepted
                && handler.map {
                    $0.messagesReceived == messagesBefore && .now() - openedAt >= $0.silence
                } == true
            if isDead {
                // First, so that whoever is told finds no connection that still seems to stand.
                ending = error
                handler?.disconnect(TransportError(.connectionLost, "the device no longer answers"))
            }
            stop(error)
        }

        /// Ends the stream in good order; at once when the device takes nothing more.
        func close() {
            stream?.close()
            guard let stream else { return }
            timer?.cancel()
            timer = loop.assumeIsolated().scheduleTask(in: Self.closingLimit) { stream.close(atOnce: true) }
        }

        func opened(_ stream: ADBStream) {
            isAccepted = true
            timer?.cancel()
            opening?.succeed(())
            opening = nil
        }

        func received(_ data: ByteBuffer, on stream: ADBStream) { inbox.append(data) }

        func progressed(_ stream: ADBStream) {
            guard writing != nil, stream.queued <= Self.lowWater, !stream.isCongested else { return }
            timer?.cancel()
            writing?.succeed(())
            writing = nil
        }

        func closed(_ stream: ADBStream, error: TransportError?) {
            self.stream = nil
            // Whoever gave up knows better why than the end that it brought about.
            guard ending == nil else { return }
            ending = error
            if error == nil, !isAccepted {
                ending = TransportError(.refused, "the device does not give this service")
            }
            let reason = ending ?? TransportError(.connectionLost, "the device closed \(service)")
            settle { $0.fail(reason) }
            inbox.finish(ending)
        }

        private func settle(_ body: (EventLoopPromise<Void>) -> Void) {
            timer?.cancel()
            if let opening { body(opening) }
            if let writing { body(writing) }
            opening = nil
            writing = nil
        }

        private func startTimer(_ limit: TimeAmount, _ what: String) {
            timer = loop.assumeIsolated().scheduleTask(in: limit) { [self] in giveUp(late(what)) }
        }
    }
}
