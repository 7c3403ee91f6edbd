import ADBTransport
import NIOCore
import NIOPosix
import Testing

@Suite("Tasks on an event loop")
struct EventLoopTaskExecutorTests {
    @Test("A task is on its loop, and again after it waited for another")
    func staysOnLoop() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let loop = group.next()
        let other = group.next()
        let places = try await withTaskExecutorPreference(EventLoopTaskExecutor(loop)) {
            let before = loop.inEventLoop
            let elsewhere = try await other.submit { loop.inEventLoop }.get()
            return [before, elsewhere, loop.inEventLoop]
        }
        #expect(places == [true, false, true])
        try await group.shutdownGracefully()
    }
}
