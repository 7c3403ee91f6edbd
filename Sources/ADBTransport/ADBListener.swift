package import NIOCore
import NIOPosix

/// The device's side: takes connections on a TCP port and runs an `ADBChannelHandler` on each.
package final class ADBListener: Sendable {
    private let channel: any Channel

    private init(_ channel: any Channel) { self.channel = channel }

    /// What a new connection gets.
    package struct Session {
        package var handshake: DeviceHandshake
        package var gate: DeviceGate
        package var delegate: any ADBChannelHandler.Delegate

        package init(handshake: DeviceHandshake, gate: DeviceGate, delegate: any ADBChannelHandler.Delegate) {
            self.handshake = handshake
            self.gate = gate
            self.delegate = delegate
        }
    }

    /// Listens; port 0 is any that is free.
    ///
    /// The session is made on a connection's event loop; nil turns the connection away.
    package static func bind(
        host: String = "127.0.0.1", port: Int, on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        session: @escaping @Sendable () -> Session?
    ) async throws(TransportError) -> ADBListener {
        do {
            let channel = try await ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    guard let session = session() else { return channel.close() }
                    return channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            ADBChannelHandler(.device(session.handshake, session.gate), delegate: session.delegate))
                    }
                }
                .bind(host: host, port: port).get()
            return ADBListener(channel)
        } catch {
            throw TransportError(.unreachable, "cannot listen on \(host):\(port): \(ConnectFailure.reason(error))")
        }
    }

    /// The port that was given.
    package var port: Int { channel.localAddress?.port ?? 0 }

    /// Takes no more connections; those that stand go on.
    package func close() async { try? await channel.close() }
}
