package import ADBWire
package import NIOCore
import NIOPosix

/// A host's connection straight to an adbd.
package final class ADBConnection: DeviceTransport {
    package let agreement: ADBAgreement
    private let channel: any Channel
    private let handler: NIOLoopBound<ADBChannelHandler>

    private init(_ agreement: ADBAgreement, _ channel: any Channel, _ handler: NIOLoopBound<ADBChannelHandler>) {
        self.agreement = agreement
        self.channel = channel
        self.handler = handler
    }

    /// Connects and shakes hands.
    ///
    /// - Parameters:
    ///   - credentials: for devices that ask for a key; nil fails there with `.unauthorized`.
    ///   - limit: for all of it. A device that asks a person is waited for as long as that.
    package static func connect(
        host: String, port: Int, features: ADBFeatures = .host, credentials: HostCredentials?,
        within limit: TimeAmount, on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(TransportError) -> ADBConnection {
        let loop = group.next()
        let attempt = NIOLoopBoundBox.makeBoxSendingValue(Attempt(), eventLoop: loop)
        let handshake = HostHandshake(features: features, credentials: credentials)
        return try await Waiting.on(
            loop,
            start: { promise in
                attempt.value.start(promise, loop, limit)
                ClientBootstrap(group: loop).channelOption(.socketOption(.tcp_nodelay), value: 1)
                    .connectTimeout(limit)
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            let attempt = attempt.value
                            attempt.channel = channel
                            try channel.pipeline.syncOperations.addHandler(
                                ADBChannelHandler(.host(handshake, credentials), delegate: attempt))
                        }
                    }
                    .connect(host: host, port: port).assumeIsolated().whenFailure { error in
                        attempt.value.disconnected(
                            TransportError(.unreachable, "nothing answers at \(host):\(port) (\(error))"))
                    }
            },
            cancel: { attempt.value.give(up: TransportError(.cancelled, "cancelled")) })
    }

    package func features() -> ADBFeatures { agreement.features }

    /// Whether the connection still stands.
    package var isActive: Bool { channel.isActive }

    package func open(_ service: String, within limit: TimeAmount) async throws(TransportError) -> any ByteStream {
        let loop = channel.eventLoop
        let state = NIOLoopBoundBox.makeBoxSendingValue(
            MultiplexedStream.State(service: service, loop: loop), eventLoop: loop)
        try await Waiting.on(
            loop, start: { [handler] in state.value.open(on: handler.value, $0, within: limit) },
            cancel: { state.value.stop(TransportError(.cancelled, "cancelled")) })
        return try await Waiting.on(
            loop, start: { $0.succeed(MultiplexedStream(state.value, on: loop)) }, cancel: {})
    }

    package func exchange(
        _ service: String, input: ByteBuffer?, limit: Int, within time: TimeAmount
    ) async throws(TransportError) -> ByteBuffer {
        let loop = channel.eventLoop
        let exchange = NIOLoopBoundBox.makeBoxSendingValue(
            MultiplexedStream.State(service: service, loop: loop), eventLoop: loop)
        return try await Waiting.on(
            loop,
            start: { [handler] promise in
                let state = exchange.value
                state.inbox.all(promise, limit: limit, within: time, or: state.late("no end"))
                state.open(on: handler.value, nil, within: time)
                if let input { state.stream?.write(input) }
                promise.futureResult.assumeIsolated().whenComplete { _ in state.stream?.close(atOnce: true) }
            },
            cancel: { exchange.value.stop(TransportError(.cancelled, "cancelled")) }) ?? ByteBuffer()
    }

    /// Ends the connection and returns when it has ended.
    package func disconnect() async {
        try? await channel.close()
    }

    /// The wait for a handshake to end, on the event loop.
    private final class Attempt: ADBChannelHandler.Delegate {
        var channel: (any Channel)?
        private var promise: EventLoopPromise<ADBConnection>?
        private var timer: Scheduled<Void>?
        private var ending: TransportError?

        func start(_ promise: EventLoopPromise<ADBConnection>, _ loop: any EventLoop, _ limit: TimeAmount) {
            // The task may have been cancelled before this ran.
            if let ending { return promise.fail(ending) }
            self.promise = promise
            timer = loop.assumeIsolated().scheduleTask(in: limit) { [self] in
                give(up: TransportError(.timedOut, "no handshake in time; is the key allowed on the device?"))
            }
        }

        func connected(_ agreement: ADBAgreement, on handler: ADBChannelHandler) {
            guard let channel, let promise else { return handler.disconnect() }
            timer?.cancel()
            self.promise = nil
            promise.succeed(ADBConnection(agreement, channel, NIOLoopBound(handler, eventLoop: channel.eventLoop)))
        }

        func wanted(_ service: String, on handler: ADBChannelHandler) -> (any ADBStreamDelegate)? { nil }

        func disconnected(_ error: TransportError) {
            timer?.cancel()
            promise?.fail(error)
            promise = nil
        }

        func give(up error: TransportError) {
            ending = error
            disconnected(error)
            channel?.close(promise: nil)
        }
    }
}
