import Dispatch
import Glibc
import Synchronization

/// Turns SIGINT and SIGTERM into a task's cancellation; a second one ends the program at once.
enum Interrupts {
    /// Runs the work to its end; the first signal cancels its task, and none is lost from before it began.
    ///
    /// One at a time: signals are the whole process's.
    static func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        var ends: [Int32] = [-1, -1]
        // Without a pipe there is nothing to wake: then signals end the program as they always do.
        guard pipe(&ends) == 0 else { return await work() }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        signalPipe.store(ends[1], ordering: .releasing)
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                // All that is safe in a handler: wake the source below.
                var byte: UInt8 = 1
                _ = write(signalPipe.load(ordering: .acquiring), &byte, 1)
            }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
            sigaction(number, &action, nil)
        }
        let task = Task { await work() }
        let source = DispatchSource.makeReadSource(fileDescriptor: ends[0], queue: .global())
        source.setEventHandler {
            // Before the ends are closed, whose numbers may be another file's next: the second signal, be it the
            // other one, finds no handler of ours and ends the program.
            letGo()
            task.cancel()
            source.cancel()
        }
        source.setCancelHandler { [ends] in
            for end in ends { close(end) }
        }
        source.resume()
        let value = await task.value
        letGo()
        source.cancel()
        return value
    }

    /// Signals end the program again, as they always do.
    private static func letGo() {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        signalPipe.store(-1, ordering: .releasing)
    }

    /// Returns at the first of the signals.
    static func wait() async {
        await cancelling { while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) } }
    }
}

/// Where the handler writes; a handler can be given nothing else.
private let signalPipe = Atomic<Int32>(-1)
