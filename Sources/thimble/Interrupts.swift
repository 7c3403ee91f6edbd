import Dispatch
import Glibc

/// Turns SIGINT and SIGTERM into a task's cancellation; the second one ends the program at once.
enum Interrupts {
    /// Runs the task to its end, however often it is asked to stop.
    static func cancelling<Value: Sendable>(_ task: Task<Value, Never>) async -> Value {
        let sources = [SIGINT, SIGTERM].map { number in
            // The handler would otherwise end the program before the source sees the signal.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                task.cancel()
                signal(number, SIG_DFL)
            }
            source.resume()
            return source
        }
        let value = await task.value
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        return value
    }

    /// Returns at the first of the signals.
    static func wait() async {
        let endless = Task { while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) } }
        await cancelling(endless)
    }
}
