package import ADBWire
package import NIOCore
import NIOPosix

/// A socket of the adb server: requests and their answers first, then, for most services, the raw bytes of a stream.
///
/// One request waits for the answer of the one before it: the server forgets what lies behind a request that chooses a
/// device. Source: AOSP `OVERVIEW.TXT`, `SERVICES.TXT`.
package final class SmartSocket: ByteStream {
    /// A request and what answers it.
    package struct Request: Sendable {
        package var service: String
        package var shapes: [HostResponseFormat.Shape]

        package init(_ service: String, _ shapes: HostResponseFormat.Shape...) {
            self.service = service
            self.shapes = shapes
        }
    }

    /// Where an adb server listens.
    package struct Address: Sendable, Hashable, CustomStringConvertible {
        package var host: String
        package var port: Int

        package init(host: String = "127.0.0.1", port: Int = 5037) {
            self.host = host
            self.port = port
        }

        package var description: String { "\(host):\(port)" }
    }

    private let channel: any Channel
    private let handler: NIOLoopBound<SmartSocketHandler>

    private init(_ channel: any Channel, _ handler: SmartSocketHandler) {
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    }

    /// Connects, asks, and gives the answers.
    /// - Throws: `.unreachable` when no server listens, `.refused` with its words when the server fails a request.
    package static func connect(
        to address: Address, _ requests: [Request], within limit: TimeAmount,
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(TransportError) -> (socket: SmartSocket, answers: [HostResponse]) {
        let loop = group.next()
        let box = NIOLoopBoundBox.makeBoxSendingValue(SmartSocketHandler(requests, loop: loop), eventLoop: loop)
        return try await Waiting.on(
            loop,
            start: { promise in
                begin(box, address, within: limit, loop).hop(to: loop).assumeIsolated().whenComplete { result in
                    switch result {
                    case .success(let channel):
                        let handler = box.value
                        promise.succeed((SmartSocket(channel, handler), handler.answers))
                    case .failure(let error): promise.fail(error)
                    }
                }
            },
            cancel: { box.value.stop(TransportError(.cancelled, "cancelled")) })
    }

    /// Connects, asks, writes, and reads until the stream's end; one wait for all of it.
    package static func exchange(
        with address: Address, _ requests: [Request], input: ByteBuffer?, limit: Int, within time: TimeAmount,
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(TransportError) -> ByteBuffer {
        let loop = group.next()
        let box = NIOLoopBoundBox.makeBoxSendingValue(SmartSocketHandler(requests, loop: loop), eventLoop: loop)
        return try await Waiting.on(
            loop,
            start: { promise in
                let handler = box.value
                promise.futureResult.assumeIsolated().whenComplete { _ in box.value.close() }
                let late = TransportError(.timedOut, "no end in time")
                handler.inbox.all(promise, limit: limit, within: time, or: late)
                begin(box, address, within: time, loop).hop(to: loop).assumeIsolated().whenComplete { result in
                    switch result {
                    case .success: if let input { box.value.write(input, nil, within: time) }
                    case .failure(let error):
                        box.value.inbox.fail(error as? TransportError ?? TransportError(.connectionLost, "\(error)"))
                    }
                }
            },
            cancel: { box.value.stop(TransportError(.cancelled, "cancelled")) }) ?? ByteBuffer()
    }

    /// The future of a socket whose requests are all answered.
    private static func begin(
        _ box: NIOLoopBoundBox<SmartSocketHandler>, _ address: Address, within limit: TimeAmount,
        _ loop: any EventLoop
    ) -> EventLoopFuture<any Channel> {
        let ready = box.value.ready(within: limit)
        ClientBootstrap(group: loop).channelOption(.socketOption(.tcp_nodelay), value: 1).connectTimeout(limit)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(box.value) }
            }
            .connect(toHost: address.host, port: address.port).assumeIsolated().whenFailure { error in
                box.value.stop(
                    TransportError(
                        .unreachable, "no adb server answers at \(address): \(ConnectFailure.reason(error))"))
            }
        return ready
    }

    package func read(within limit: TimeAmount) async throws(TransportError) -> ByteBuffer? {
        try await Waiting.on(
            channel.eventLoop,
            start: { [handler] promise in
                handler.value.inbox.next(promise, within: limit, or: TransportError(.timedOut, "no answer in time"))
            }, cancel: cancel)
    }

    package func readAll(limit: Int, within time: TimeAmount) async throws(TransportError) -> ByteBuffer {
        try await Waiting.on(
            channel.eventLoop,
            start: { [handler] promise in
                let late = TransportError(.timedOut, "no end in time")
                handler.value.inbox.all(promise, limit: limit, within: time, or: late)
            }, cancel: cancel) ?? ByteBuffer()
    }

    package func write(_ data: ByteBuffer, within limit: TimeAmount) async throws(TransportError) {
        try await Waiting.on(
            channel.eventLoop, start: { [handler] in handler.value.write(data, $0, within: limit) }, cancel: cancel)
    }

    package func close() { channel.eventLoop.execute { [handler] in handler.value.close() } }

    private var cancel: @Sendable () -> Void {
        { [handler] in handler.value.stop(TransportError(.cancelled, "cancelled")) }
    }
}
