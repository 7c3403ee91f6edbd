import ADBWire
import NIOCore

/// The half of a `SmartSocket` that lives on its event loop.
final class SmartSocketHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private(set) var answers: [HostResponse] = []
    private(set) lazy var inbox = StreamInbox(
        loop: loop, consume: { [weak self] _ in self?.readMore() }, giveUp: { [weak self] in self?.stop($0) })
    private let loop: any EventLoop
    private var requests: CircularBuffer<SmartSocket.Request>
    /// The request that is being answered.
    private var asked = ""
    /// Answers that the current request still wants.
    private var missing = 0
    private var decoder = HostResponseDecoder(HostResponseFormat())
    private var isRaw = false
    private var context: ChannelHandlerContext?
    private var ready: EventLoopPromise<any Channel>?
    private var timer: Scheduled<Void>?
    private var failure: TransportError?
    private var unsent = 0
    private var writing: EventLoopPromise<Void>?

    /// Bytes that may wait unread before the socket is no longer read.
    private static let inboxLimit = 4 << 20
    /// Bytes that may wait unsent before a writer has to wait.
    private static let highWater = 1 << 20

    init(_ requests: [SmartSocket.Request], loop: any EventLoop) {
        self.requests = CircularBuffer(requests)
        self.loop = loop
    }

    /// Told when all requests are answered.
    func ready(within limit: TimeAmount) -> EventLoopFuture<any Channel> {
        let promise = loop.makePromise(of: (any Channel).self)
        if let failure {
            promise.fail(failure)
        } else {
            ready = promise
            timer = loop.assumeIsolated().scheduleTask(in: limit) { [self] in
                stop(TransportError(.timedOut, "the adb server does not answer in time"))
            }
        }
        return promise.futureResult
    }

    func write(_ data: ByteBuffer, _ promise: EventLoopPromise<Void>?, within limit: TimeAmount) {
        guard let context, failure == nil else {
            promise?.fail(failure ?? TransportError(.connectionLost, "the adb server closed the connection"))
            return
        }
        guard writing == nil else {
            promise?.fail(TransportError(.protocolViolation, "two writers of one stream"))
            return
        }
        let count = data.readableBytes
        unsent += count
        context.writeAndFlush(wrapOutboundOut(data)).assumeIsolated().whenComplete { [self] _ in sent(count) }
        guard let promise else { return }
        guard unsent > Self.highWater else { return promise.succeed(()) }
        writing = promise
        timer = loop.assumeIsolated().scheduleTask(in: limit) { [self] in
            stop(TransportError(.timedOut, "nothing taken in time"))
        }
    }

    private func sent(_ count: Int) {
        unsent -= count
        guard let writing, unsent <= Self.highWater / 2 else { return }
        self.writing = nil
        timer?.cancel()
        writing.succeed(())
    }

    func close() { context?.close(promise: nil) }

    /// Gives up: whoever waits gets the error.
    func stop(_ error: TransportError) {
        if failure == nil { failure = error }
        end()
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if failure != nil { context.close(promise: nil) }
        if context.channel.isActive { ask() }
    }

    func channelActive(context: ChannelHandlerContext) { ask() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if isRaw { return take(bytes) }
        decoder.append(bytes)
        do throws(WireError) {
            while missing > 0, let answer = try decoder.next() {
                if case .fail(let reason) = answer { return stop(Self.refusal(reason, of: asked)) }
                answers.append(answer)
                missing -= 1
            }
            if missing == 0 { ask() }
        } catch {
            stop(TransportError(.protocolViolation, "the adb server's answer makes no sense: \(error)"))
        }
    }

    /// What the server's words to a request mean: of a device it says by them alone how it fares.
    ///
    /// Source: AOSP `transport.cpp`, `acquire_one_transport`.
    private static func refusal(_ reason: String, of service: String) -> TransportError {
        guard service.hasPrefix("host:transport:") || service.hasPrefix("host-serial:") else {
            return TransportError(.refused, reason)
        }
        if reason.contains("unauthorized") || reason.contains("authorizing") {
            return TransportError(
                .unauthorized, "the device has not allowed this computer: confirm the dialog on its screen")
        }
        if reason.hasSuffix("not found") || reason.hasPrefix("no devices") {
            return TransportError(.unreachable, "the adb server has no such device any more (\(reason))")
        }
        if ["device offline", "device still connecting"].contains(where: reason.hasPrefix) {
            return TransportError(.offline, "the adb server has lost touch with the device (\(reason))")
        }
        return TransportError(.refused, reason)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        stop(TransportError(.connectionLost, "the connection to the adb server broke: \(ConnectFailure.reason(error))"))
    }

    func channelInactive(context: ChannelHandlerContext) {
        if failure == nil, !isRaw {
            failure = TransportError(.connectionLost, "the adb server closed the connection before it answered")
        }
        end()
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    /// The next request, or, after the last, the raw stream.
    private func ask() {
        guard let context, !isRaw else { return }
        guard let request = requests.popFirst() else {
            isRaw = true
            timer?.cancel()
            let rest = decoder.takeRest()
            ready?.succeed(context.channel)
            ready = nil
            if rest.readableBytes > 0 { take(rest) }
            return
        }
        do throws(WireError) {
            asked = request.service
            var buffer = ByteBuffer()
            try HostRequest(request.service).write(into: &buffer)
            for shape in request.shapes { decoder.format.expect(shape) }
            missing = request.shapes.count
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        } catch {
            stop(TransportError(.refused, "this cannot be asked of the adb server: \(error)"))
        }
    }

    private func take(_ bytes: ByteBuffer) {
        inbox.append(bytes)
        if inbox.count > Self.inboxLimit { setReading(false) }
    }

    private func readMore() {
        if inbox.count <= Self.inboxLimit { setReading(true) }
    }

    private func setReading(_ reads: Bool) {
        context?.channel.setOption(.autoRead, value: reads).assumeIsolated().whenFailure { _ in }
    }

    private func end() {
        timer?.cancel()
        let error = failure ?? TransportError(.connectionLost, "the adb server closed the connection")
        ready?.fail(error)
        ready = nil
        writing?.fail(error)
        writing = nil
        inbox.finish(failure)
    }
}
