import NIOCore
import NIOPosix
import TestSupport
import Testing

extension ADBCompatibilityTests {
    @Test("a forward is made, listed, carries data and is taken back", arguments: ADBDriver.all)
    func forward(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let made = try await bench.adb("forward", "tcp:0", "tcp:7")
        let port = try #require(Int(made.text.dropLast()), "\(made.text)\(made.errorText)")
        let listed = try await bench.adb("forward", "--list")
        #expect(listed.text.contains("\(bench.serial) tcp:\(port) tcp:7\n"))
        let content = Self.content(300_000)
        #expect(try await Bytes(Loopback.echoed(content, by: port)) == Bytes(content))
        let removed = try await bench.adb("forward", "--remove", "tcp:\(port)")
        #expect(removed.status == 0, "\(removed.errorText)")
        let after = try await bench.adb("forward", "--list")
        #expect(!after.text.contains("tcp:\(port)"))
    }

    @Test("a forward to where nobody listens ends at once", arguments: ADBDriver.all)
    func deadForward(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let made = try await bench.adb("forward", "tcp:0", "localabstract:nobody")
        let port = try #require(Int(made.text.dropLast()))
        #expect(try await Loopback.echoed([1, 2, 3], by: port) == [])
        try await bench.adb("forward", "--remove-all")
    }

    /// What stands for an app on the phone connects to the phone's port, which the simulator keeps on loopback.
    @Test("a reverse is made, listed, carries data and is taken back", arguments: ADBDriver.all)
    func reverse(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        try await Loopback.withEchoServer { server in
            let made = try await bench.adb("reverse", "tcp:0", "tcp:\(server)")
            let port = try #require(Int(made.text.dropLast()), "\(made.text)\(made.errorText)")
            let listed = try await bench.adb("reverse", "--list")
            #expect(listed.text.contains(" tcp:\(port) tcp:\(server)\n"))
            let content = Self.content(300_000)
            #expect(try await Bytes(Loopback.echoed(content, by: port)) == Bytes(content))
            let removed = try await bench.adb("reverse", "--remove", "tcp:\(port)")
            #expect(removed.status == 0, "\(removed.errorText)")
            let after = try await bench.adb("reverse", "--list")
            #expect(!after.text.contains("tcp:\(port)"))
        }
    }

    @Test("many connections over one forward keep apart", arguments: ADBDriver.all)
    func manyForwards(_ driver: ADBDriver) async throws {
        let bench = try driver.bench()
        let made = try await bench.adb("forward", "tcp:0", "localabstract:echo")
        let port = try #require(Int(made.text.dropLast()))
        let heard = try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                group.addTask { try await Loopback.echoed([UInt8](repeating: UInt8(number), count: 50_000), by: port) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(heard) == Set((0..<8).map { [UInt8](repeating: UInt8($0), count: 50_000) }))
        try await bench.adb("forward", "--remove-all")
    }
}

/// Programs on this machine's side of a forward or a reverse.
enum Loopback {
    /// Connects, says something, and hears as much, or less when the peer hangs up.
    static func echoed(_ bytes: [UInt8], by port: Int) async throws -> [UInt8] {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            async let written: Void = outbound.write(ByteBuffer(bytes: bytes))
            var heard: [UInt8] = []
            do {
                for try await piece in inbound {
                    heard += piece.readableBytesView
                    if heard.count >= bytes.count { break }
                }
                try await written
            } catch {
                // Whoever hangs up with bytes unread resets the connection.
                guard heard.count < bytes.count, error is IOError || error is ChannelError else { throw error }
            }
            return heard
        }
    }

    /// Lends the port of a server that says what it is told.
    static func withEchoServer(_ body: (Int) async throws -> Void) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Echo()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(server.localAddress?.port ?? 0))
        } catch {
            result = .failure(error)
        }
        try await server.close()
        try result.get()
    }

    private final class Echo: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.writeAndFlush(data, promise: nil) }
    }
}
