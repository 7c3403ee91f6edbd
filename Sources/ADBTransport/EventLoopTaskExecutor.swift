package import NIOCore
import NIOPosix

/// Runs tasks on an event loop.
///
/// A task that talks to one device costs two wake-ups of a thread for each answer it waits for, which is half of what a
/// small command takes. On the connection's own loop it costs none. Connections that such a task makes are on its loop.
/// What takes long, or blocks, holds up that loop's connections, so this is for one device a loop, or for short work.
package final class EventLoopTaskExecutor: TaskExecutor {
    private let loop: any EventLoop

    package init(_ loop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()) { self.loop = loop }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

extension EventLoopGroup {
    /// The loop that the caller is on when it is one of this group's, else whichever is next.
    func currentOrNext() -> any EventLoop {
        guard let current = MultiThreadedEventLoopGroup.currentEventLoop else { return next() }
        return makeIterator().contains { $0 === current } ? current : next()
    }
}
