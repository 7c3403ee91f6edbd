import ADBTransport
import ADBWire
import DeviceBridge
import DeviceSimulator
import NIOCore
import NIOPosix
import TestSupport
import Testing

@Suite("Ports lead to the device and back", .hangGuard)
struct ForwardingTests {
    /// Sends bytes to a port of this computer and returns as many as come back.
    private func roundTrip(_ bytes: [UInt8], port: Int) async throws -> [UInt8] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var heard: [UInt8] = []
            for try await piece in inbound {
                heard += piece.readableBytesView
                if heard.count >= bytes.count { break }
            }
            return heard
        }
    }

    /// A port of this computer that says back what it hears.
    private func withEcho<Value>(_ body: (Int) async throws -> Value) async throws -> Value {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Echo()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let value = try await body(server.localAddress?.port ?? 0)
            try await server.close()
            return value
        } catch {
            try await server.close()
            throw error
        }
    }

    private final class Echo: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.writeAndFlush(data, promise: nil) }
    }

    private let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    private func connection(to adbd: Adbd) async throws -> ADBConnection {
        try await ADBConnection.connect(host: "127.0.0.1", port: adbd.port, credentials: nil, within: .seconds(10))
    }

    @Test("a port of this computer leads to a service of the device")
    func forward() async throws {
        try await ProbePhone.serve(try ProbePhone.device()) { adbd in
            let connection = try await connection(to: adbd)
            let forward = try await connection.forward(port: 0, to: "tcp:7")
            #expect(try await roundTrip(bytes, port: forward.port) == bytes)
            await forward.close()
            await connection.disconnect()
        }
    }

    @Test("a port of the device leads to one of this computer, until it is ended")
    func reverse() async throws {
        try await withEcho { echo in
            try await ProbePhone.serve(try ProbePhone.device()) { adbd in
                let connection = try await connection(to: adbd)
                let local = "tcp:\(echo)"
                let port = try await connection.reverse(from: "tcp:0", to: local, within: .seconds(10))
                // The simulated phone's ports are this computer's, so what stands for an app can connect.
                #expect(try await roundTrip(bytes, port: try #require(port)) == bytes)
                try await connection.killReverse(from: "tcp:\(port ?? 0)", to: local, within: .seconds(10))
                let error = await #expect(throws: TransportError.self) {
                    try await connection.killReverse(from: "tcp:\(port ?? 0)", to: local, within: .seconds(10))
                }
                #expect(error?.code == .refused)
                await connection.disconnect()
            }
        }
    }

    @Test(
        "a device reaches no port that nobody configured, and no other computer",
        arguments: ["tcp:0", "tcp:example.org:80", "localabstract:x"])
    func unasked(_ target: String) {
        #expect(SocketPump.toLocal(target, on: MultiThreadedEventLoopGroup.singleton.next()) == nil)
    }

    @Test("the adb server forwards for us", arguments: ADBPeer.all)
    func throughServer(_ peer: ADBPeer) async throws {
        try await ProbePhone.serve(try ProbePhone.device()) { adbd in
            try await peer.withSession { session in
                try await session.run("start-server")
                let server = ADBServer(address: SmartSocket.Address(port: Int(session.port)))
                let serial = "127.0.0.1:\(adbd.port)"
                try await server.connect(serial)
                let port = try #require(try await server.forward(serial: serial, local: "tcp:0", remote: "tcp:7"))
                #expect(try await server.forwards().map(\.local) == ["tcp:\(port)"])
                #expect(try await roundTrip(bytes, port: port) == bytes)
                try await server.removeForward(serial: serial, local: "tcp:\(port)")
                #expect(try await server.forwards().isEmpty)
            }
        }
    }
}
