package import ADBWire
package import NIOCore
import NIOPosix

/// A host's connection straight to an adbd.
package final class ADBConnection: DeviceTransport {
    package let agreement: ADBAgreement
    private let channel: any Channel
    private let handler: NIOLoopBound<ADBChannelHandler>
    private let session: NIOLoopBound<Session>

    private init(_ agreement: ADBAgreement, _ channel: any Channel, _ handler: ADBChannelHandler, _ session: Session) {
        self.agreement = agreement
        self.channel = channel
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        self.session = NIOLoopBound(session, eventLoop: channel.eventLoop)
    }

    /// Connects and shakes hands.
    ///
    /// The credentials are for devices that ask for a key; without them that ends in `.unauthorized`. The limit is for
    /// all of it: a device that asks a person is waited for as long as that.
    /// `silence` is for how long a device that is asked for a stream may say nothing at all before it counts as dead,
    /// once an operation has waited in vain.
    package static func connect(
        host: String, port: Int, features: ADBFeatures = .host, credentials: HostCredentials?,
        within limit: TimeAmount, silence: TimeAmount = .seconds(2),
        on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws(TransportError) -> ADBConnection {
        let loop = group.currentOrNext()
        let session = NIOLoopBoundBox.makeBoxSendingValue(Session(loop: loop), eventLoop: loop)
        let handshake = HostHandshake(features: features, credentials: credentials)
        return try await Waiting.on(
            loop,
            start: { promise in
                session.value.start(promise, loop, limit)
                ClientBootstrap(group: loop)
                    .channelOption(.writeBufferWaterMark, value: .init(low: 256 << 10, high: 1 << 20))
                    .connectTimeout(limit)
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            let session = session.value
                            let handler = ADBChannelHandler(
                                .host(handshake, credentials), delegate: session, silence: silence)
                            session.channel = channel
                            session.handler = handler
                            try channel.pipeline.syncOperations.addHandler(handler)
                        }
                    }
                    .connect(toHost: host, port: port).assumeIsolated().whenFailure { error in
                        session.value.disconnected(
                            TransportError(
                                .unreachable, "nothing answers at \(host):\(port): \(ConnectFailure.reason(error))"))
                    }
            },
            cancel: { session.value.give(up: TransportError(.cancelled, "cancelled")) })
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

    /// How many streams there are, those that are being closed among them.
    func streamCount() async -> Int {
        let count = try? await channel.eventLoop.submit { [handler] in handler.value.streamCount }.get()
        return count ?? 0
    }

    /// Ends the connection and returns when it has ended.
    package func disconnect() async {
        try? await channel.close()
    }

    // MARK: Forwarding

    /// Listens on a port of this computer and carries what connects there to a service of the device.
    package func forward(port: Int, to remote: String) async throws(TransportError) -> PortForward {
        do {
            let listener = try await ServerBootstrap(group: channel.eventLoop)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { [handler] child in
                    child.eventLoop.makeCompletedFuture {
                        let pump = SocketPump()
                        try child.pipeline.syncOperations.addHandler(pump)
                        pump.attach(handler.value.open(remote, delegate: pump))
                    }
                }
                .bind(host: "127.0.0.1", port: port).get()
            return PortForward(listener)
        } catch {
            throw TransportError(.unreachable, "cannot listen on port \(port): \(error)")
        }
    }

    /// Makes the device listen, and carries what connects there to `tcp:PORT` of this computer.
    /// - Returns: the device's port, when `remote` is `tcp:0`.
    package func reverse(
        from remote: String, to local: String, within limit: TimeAmount
    ) async throws(TransportError) -> Int? {
        // The device may open a stream as soon as it has said OKAY, so the target is known before it is asked.
        await permit(local, true)
        do {
            let isAny = remote == "tcp:0"
            switch try await askReverse("forward:\(remote);\(local)", isAny ? .text : .okay, within: limit) {
            case .text(let port): return Int(port)
            default: return nil
            }
        } catch {
            await permit(local, false)
            throw error
        }
    }

    /// Makes the device listen no more, and opens nothing for it there any longer.
    package func killReverse(from remote: String, to local: String, within limit: TimeAmount)
        async throws(TransportError)
    {
        await permit(local, false)
        _ = try await askReverse("killforward:\(remote)", .okay, within: limit)
    }

    private func permit(_ target: String, _ isPermitted: Bool) async {
        let session = session
        _ = try? await channel.eventLoop.submit {
            if isPermitted {
                session.value.reverseTargets.insert(target)
            } else {
                session.value.reverseTargets.remove(target)
            }
        }.get()
    }

    private func askReverse(
        _ request: String, _ shape: HostResponseFormat.Shape, within limit: TimeAmount
    ) async throws(TransportError) -> HostResponse {
        let answer = try await exchange("reverse:" + request, input: nil, limit: 1 << 16, within: limit)
        var decoder = HostResponseDecoder(HostResponseFormat())
        decoder.format.expect(shape)
        decoder.append(answer)
        switch try? decoder.next() {
        case .fail(let reason)?: throw TransportError(.refused, reason)
        case let response?: return response
        case nil: throw TransportError(.protocolViolation, "the device's answer to reverse makes no sense")
        }
    }

    /// What lives on the event loop as long as the connection: first the wait for the handshake, then the targets that
    /// the device may open.
    private final class Session: ADBChannelHandler.Delegate {
        var channel: (any Channel)?
        /// Until the handshake is over.
        var handler: ADBChannelHandler?
        var reverseTargets: Set<String> = []
        private let loop: any EventLoop
        private var promise: EventLoopPromise<ADBConnection>?
        private var timer: Scheduled<Void>?
        private var ending: TransportError?

        init(loop: any EventLoop) { self.loop = loop }

        func start(_ promise: EventLoopPromise<ADBConnection>, _ loop: any EventLoop, _ limit: TimeAmount) {
            // The task may have been cancelled before this ran.
            if let ending { return promise.fail(ending) }
            self.promise = promise
            timer = loop.assumeIsolated().scheduleTask(in: limit) { [self] in
                give(
                    up: handler?.denial ?? TransportError(.timedOut, "no handshake in time; does an adbd listen there?")
                )
            }
        }

        func connected(_ agreement: ADBAgreement, on handler: ADBChannelHandler) {
            guard let channel, let promise else { return handler.disconnect() }
            timer?.cancel()
            self.handler = nil
            self.promise = nil
            promise.succeed(ADBConnection(agreement, channel, handler, self))
        }

        /// Only what somebody configured: a device must not reach into this computer's network.
        func wanted(_ service: String, on handler: ADBChannelHandler) -> (any ADBStreamDelegate)? {
            reverseTargets.contains(service) ? SocketPump.toLocal(service, on: loop) : nil
        }

        func disconnected(_ error: TransportError) {
            timer?.cancel()
            promise?.fail(error)
            promise = nil
            handler = nil
        }

        func give(up error: TransportError) {
            ending = error
            disconnected(error)
            channel?.close(promise: nil)
        }
    }
}

/// A port of this computer that leads to a device.
package final class PortForward: Sendable {
    private let channel: any Channel

    init(_ channel: any Channel) { self.channel = channel }

    package var port: Int { channel.localAddress?.port ?? 0 }

    package func close() async { try? await channel.close() }
}
