import ADBWire
package import NIOCore
import NIOSSL
import NIOTLS

/// One ADB connection on its event loop: handshake first, then streams.
///
/// Both sides use it; which one it is shows in `Side` alone.
package final class ADBChannelHandler: ChannelInboundHandler {
    package typealias InboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    package enum Side {
        case host(HostHandshake, HostCredentials?)
        case device(DeviceHandshake, DeviceGate)
    }

    /// Who is told of what concerns the connection as a whole.
    package protocol Delegate: AnyObject {
        func connected(_ agreement: ADBAgreement, on handler: ADBChannelHandler)
        /// The peer asks for a stream; nil refuses it.
        func wanted(_ service: String, on handler: ADBChannelHandler) -> (any ADBStreamDelegate)?
        /// Told once, also when the handshake failed.
        func disconnected(_ error: TransportError)
    }

    var side: Side
    /// Kept until the connection ends.
    var delegate: (any Delegate)?
    var context: ChannelHandlerContext?
    var decoder = ADBMessageDecoder(payloadLimit: ADBLimits.initialPayload)
    var inbound = ByteBuffer()
    var agreement: ADBAgreement?
    var multiplexer: StreamMultiplexer?
    private var delegates: [UInt32: any ADBStreamDelegate] = [:]
    private var events: [StreamMultiplexer.Event] = []
    private var isPerforming = false
    private var isReading = false
    private var needsFlush = false
    private var hasEnded = false
    private var failure: TransportError?
    /// Messages that have come; a peer that lives answers each OPEN with one.
    private(set) var messagesReceived = 0

    /// For how long a peer that lives may leave an OPEN unanswered and say nothing else.
    let silence: TimeAmount

    package init(_ side: Side, delegate: any Delegate, silence: TimeAmount = .seconds(2)) {
        self.side = side
        self.delegate = delegate
        self.silence = silence
    }

    // MARK: Streams, called on the event loop

    /// - Returns: nil when the connection is over.
    package func open(_ service: String, delegate: any ADBStreamDelegate) -> ADBStream? {
        guard multiplexer != nil, !hasEnded else { return nil }
        guard let id = multiplexer?.open(service, &events) else { return nil }
        delegates[id] = delegate
        perform()
        return ADBStream(id: id, handler: self)
    }

    func write(_ data: ByteBuffer, to id: UInt32) {
        multiplexer?.write(id, data, &events)
        perform()
    }

    func consumed(_ count: Int, of id: UInt32) {
        multiplexer?.consumed(id, count: count, &events)
        perform()
    }

    func close(_ id: UInt32, atOnce: Bool) {
        multiplexer?.close(id, atOnce: atOnce, &events)
        perform()
    }

    /// Streams that are asked for, open, or being closed.
    var streamCount: Int { multiplexer?.count ?? 0 }

    func queued(_ id: UInt32) -> Int { multiplexer?.queued(id) ?? 0 }

    /// Whether more waits for the socket than is good: a window alone would let 32 MiB of each stream pile up.
    var isCongested: Bool { context?.channel.isWritable == false }

    /// Ends the connection; streams are told `error`.
    package func disconnect(_ error: TransportError? = nil) {
        if failure == nil { failure = error }
        context?.close(promise: nil)
    }

    /// Puts bytes on the wire as they are, for peers that are to see garbage.
    package func writeRaw(_ bytes: ByteBuffer) { context?.writeAndFlush(wrapOutboundOut(bytes), promise: nil) }

    // MARK: ChannelInboundHandler

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { start() }
    }

    package func channelActive(context: ChannelHandlerContext) {
        start()
        context.fireChannelActive()
    }

    private func start() {
        guard case .host(let handshake, _) = side else { return }
        carryOut([handshake.start()])
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if inbound.readableBytes == 0 { inbound = bytes } else { inbound.writeBuffer(&bytes) }
        isReading = true
        readMessages()
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        flush()
        context.fireChannelReadComplete()
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            for (id, delegate) in delegates { delegate.progressed(ADBStream(id: id, handler: self)) }
        }
        context.fireChannelWritabilityChanged()
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent, case .device(var handshake, let gate) = side {
            let steps = handshake.encrypted()
            side = .device(handshake, gate)
            carryOut(steps)
        }
        context.fireUserInboundEventTriggered(event)
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if failure == nil {
            let isTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
            failure =
                denial
                ?? (isTLS
                    ? TransportError(.unauthorized, "TLS failed: \(error)")
                    : TransportError(.connectionLost, "the connection broke: \(ConnectFailure.reason(error))"))
        }
        context.close(promise: nil)
    }

    package func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    private func end() {
        guard !hasEnded else { return }
        hasEnded = true
        let error = failure ?? closedByPeer
        let streams = delegates
        delegates = [:]
        multiplexer = nil
        for (id, delegate) in streams { delegate.closed(ADBStream(id: id, handler: self), error: error) }
        delegate?.disconnected(error)
        delegate = nil
    }

    /// A device that does not know the key says no word about it: it waits, or hangs up.
    private var closedByPeer: TransportError {
        denial ?? TransportError(.connectionLost, "the connection was closed by the other side")
    }

    /// What a handshake that does not come to its end means; nil when it has, or has not come to the key.
    var denial: TransportError? {
        guard agreement == nil, case .host(let handshake, _) = side, handshake.hasShownKey else { return nil }
        return TransportError(
            .unauthorized, "the device has not allowed this computer: confirm the dialog on its screen, or pair with it"
        )
    }

    private func readMessages() {
        do throws(ADBMessageError) {
            while !hasEnded, !startedTLSEarly(), let message = try decoder.next(from: &inbound) { receive(message) }
        } catch {
            disconnect(TransportError(.protocolViolation, error.description))
        }
        if inbound.readableBytes == 0 { inbound = ByteBuffer() }
    }

    private func receive(_ message: ADBMessage) {
        messagesReceived += 1
        guard agreement != nil else { return receiveHandshake(message) }
        multiplexer?.receive(message, &events)
        perform()
    }

    // MARK: Events

    /// Carries out what the multiplexer asks for, also what comes up meanwhile.
    private func perform() {
        guard !isPerforming else { return }
        isPerforming = true
        var index = 0
        while index < events.count {
            let event = events[index]
            index += 1
            perform(event)
        }
        events.removeAll(keepingCapacity: true)
        isPerforming = false
        flush()
    }

    private func perform(_ event: StreamMultiplexer.Event) {
        switch event {
        case .send(let message): send(message, summing: (agreement?.version ?? 0) < ADBVersion.skipsChecksum)
        case .opened(let id): delegates[id]?.opened(ADBStream(id: id, handler: self))
        case .wanted(let id, let service):
            if let streamDelegate = delegate?.wanted(service, on: self) {
                delegates[id] = streamDelegate
                multiplexer?.accept(id, &events)
                streamDelegate.opened(ADBStream(id: id, handler: self))
            } else {
                multiplexer?.refuse(id, &events)
            }
        case .received(let id, let data): delegates[id]?.received(data, on: ADBStream(id: id, handler: self))
        case .overrun:
            disconnect(TransportError(.protocolViolation, "the other side sends more than it was allowed to"))
        case .progressed(let id): delegates[id]?.progressed(ADBStream(id: id, handler: self))
        case .closed(let id):
            delegates.removeValue(forKey: id)?.closed(ADBStream(id: id, handler: self), error: nil)
        }
    }

    /// Header and payload leave in one system call; small payloads are copied, since that is cheaper than a vector.
    func send(_ message: ADBMessage, summing: Bool) {
        guard let context else { return }
        let isSmall = message.payload.readableBytes <= 4096
        var buffer = context.channel.allocator.buffer(
            capacity: ADBMessage.headerLength + (isSmall ? message.payload.readableBytes : 0))
        if isSmall {
            message.write(into: &buffer, summing: summing)
            context.write(wrapOutboundOut(buffer), promise: nil)
        } else {
            message.writeHeader(into: &buffer, summing: summing)
            context.write(wrapOutboundOut(buffer), promise: nil)
            context.write(wrapOutboundOut(message.payload), promise: nil)
        }
        needsFlush = true
    }

    /// Waits for the end of a read, so that all answers to it leave together.
    func flush(now: Bool = false) {
        guard needsFlush, now || (!isReading && !isPerforming) else { return }
        needsFlush = false
        context?.flush()
    }
}
