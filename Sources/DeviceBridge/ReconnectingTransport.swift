package import ADBTransport
package import ADBWire
package import NIOCore
import Synchronization

/// A direct connection that is made again when it broke, as after a reboot.
///
/// What was under way when it broke fails and is not tried again: nobody knows whether a tap went through.
package final class ReconnectingTransport: DeviceTransport {
    private let connect: @Sendable () async throws(TransportError) -> ADBConnection
    private let current = Mutex<ADBConnection?>(nil)

    package init(connect: @escaping @Sendable () async throws(TransportError) -> ADBConnection) {
        self.connect = connect
    }

    package func connection() async throws(TransportError) -> ADBConnection {
        if let standing = current.withLock({ $0 }), standing.isActive { return standing }
        let made = try await connect()
        // Two tasks may have connected at once; the first one's connection stays.
        let kept = current.withLock { current in
            if let standing = current, standing.isActive { return standing }
            current = made
            return made
        }
        if kept !== made { await made.disconnect() }
        return kept
    }

    package func features() async throws(TransportError) -> ADBFeatures {
        try await connection().agreement.features
    }

    package func open(_ service: String, within limit: TimeAmount) async throws(TransportError) -> any ByteStream {
        try await connection().open(service, within: limit)
    }

    package func exchange(
        _ service: String, input: ByteBuffer?, limit: Int, within time: TimeAmount
    ) async throws(TransportError) -> ByteBuffer {
        try await connection().exchange(service, input: input, limit: limit, within: time)
    }

    package func disconnect() async {
        let connection = current.withLock { current in
            defer { current = nil }
            return current
        }
        await connection?.disconnect()
    }
}
