import NIOCore
import NIOPosix
import Synchronization

/// Carries bytes between whoever connects and a port, until it is frozen.
///
/// Then its connections stay and say nothing, as those of a phone that lost its power do. Later ones are carried again.
final class FreezableRelay: Sendable {
    private let state = Mutex(State())

    private struct State {
        var listener: (any Channel)?
        var generation = 0
        var channels: [any Channel] = []
    }

    var port: Int { state.withLock { $0.listener?.localAddress?.port ?? 0 } }

    func start(to port: Int) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let listener = try await ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { [self] incoming in
                let isCarried = gate()
                return ClientBootstrap(group: incoming.eventLoop)
                    .channelInitializer { outgoing in
                        outgoing.eventLoop.makeCompletedFuture {
                            try outgoing.pipeline.syncOperations.addHandler(Carrier(to: incoming, isCarried))
                        }
                    }
                    .connect(host: "127.0.0.1", port: port)
                    .flatMap { [self] outgoing in
                        state.withLock { $0.channels += [incoming, outgoing] }
                        return incoming.eventLoop.makeCompletedFuture {
                            try incoming.pipeline.syncOperations.addHandler(Carrier(to: outgoing, isCarried))
                        }.flatMap { incoming.setOption(.autoRead, value: true) }
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        state.withLock { $0.listener = listener }
    }

    /// Those that stand are carried no more.
    func freeze() { state.withLock { $0.generation += 1 } }

    func stop() async {
        let channels = state.withLock { state in state.channels + (state.listener.map { [$0] } ?? []) }
        for channel in channels { try? await channel.close() }
    }

    private func gate() -> @Sendable () -> Bool {
        let born = state.withLock { $0.generation }
        return { [self] in state.withLock { $0.generation == born } }
    }

    private final class Carrier: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let other: any Channel
        private let isCarried: @Sendable () -> Bool

        init(to other: any Channel, _ isCarried: @escaping @Sendable () -> Bool) {
            self.other = other
            self.isCarried = isCarried
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if isCarried() { other.writeAndFlush(unwrapInboundIn(data), promise: nil) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            if isCarried() { other.close(promise: nil) }
        }
    }
}
