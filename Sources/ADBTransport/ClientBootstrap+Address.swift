import NIOCore
import NIOPosix

extension ClientBootstrap {
    /// Connects to a name or to a numeric address.
    ///
    /// A numeric one goes straight to the socket: NIO would ask the resolver for it too, on another thread, and wait for
    /// both families.
    func connect(toHost host: String, port: Int) -> EventLoopFuture<any Channel> {
        if let address = try? SocketAddress(ipAddress: host, port: port) { return connect(to: address) }
        return connect(host: host, port: port)
    }
}
