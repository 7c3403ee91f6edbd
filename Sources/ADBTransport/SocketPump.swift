package import NIOCore
import NIOPosix

/// Carries bytes between a TCP socket and a stream of a connection, both on one event loop, until either ends.
///
/// Neither side is read faster than the other takes: the socket is not read while the stream's queue is long, and the
/// stream is acknowledged when the socket took the bytes.
package final class SocketPump: ChannelInboundHandler, ADBStreamDelegate {
    package typealias InboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    private var context: ChannelHandlerContext?
    private var stream: ADBStream?
    /// What came before the other side was there.
    private var early: [ByteBuffer] = []
    private var hasEnded = false

    private static let highWater = 4 << 20

    package init() {}

    /// A pump to a port of this computer, `tcp:PORT`, for a device that opened a stream to it; nil for anything else.
    ///
    /// Other computers are out of reach, whatever the device was told.
    package static func toLocal(_ target: String, on loop: any EventLoop) -> SocketPump? {
        guard target.hasPrefix("tcp:"), let port = Int(target.dropFirst(4)), (1...65535).contains(port) else {
            return nil
        }
        let pump = NIOLoopBound(SocketPump(), eventLoop: loop)
        ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(pump.value) }
            }
            .connect(toHost: "127.0.0.1", port: port).assumeIsolated().whenFailure { _ in pump.value.end() }
        return pump.value
    }

    /// Called by whoever opened the stream.
    package func attach(_ stream: ADBStream?) {
        guard let stream else { return end() }
        self.stream = stream
    }

    // MARK: The stream's side

    package func opened(_ stream: ADBStream) {
        self.stream = stream
        guard context != nil else { return }
        for data in early { stream.write(data) }
        early = []
    }

    package func received(_ data: ByteBuffer, on stream: ADBStream) {
        guard let context else {
            early.append(data)
            return
        }
        let count = data.readableBytes
        context.writeAndFlush(wrapOutboundOut(data)).assumeIsolated().whenComplete { _ in stream.consumed(count) }
    }

    package func progressed(_ stream: ADBStream) {
        if stream.queued <= Self.highWater / 2 { setReading(true) }
    }

    package func closed(_ stream: ADBStream, error: TransportError?) {
        self.stream = nil
        end()
    }

    // MARK: The socket's side

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if hasEnded { return context.close(promise: nil) }
        let waiting = early
        early = []
        if let stream { for data in waiting { received(data, on: stream) } }
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard let stream else {
            early.append(bytes)
            return
        }
        stream.write(bytes)
        if stream.queued > Self.highWater { setReading(false) }
    }

    package func channelInactive(context: ChannelHandlerContext) { end() }

    package func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func end() {
        guard !hasEnded else { return }
        hasEnded = true
        stream?.close()
        stream = nil
        context?.close(promise: nil)
    }

    private func setReading(_ reads: Bool) {
        context?.channel.setOption(.autoRead, value: reads).assumeIsolated().whenFailure { _ in }
    }
}
