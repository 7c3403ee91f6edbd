internal import Glibc

/// Work that blocks, done on a thread of its own, so that it keeps none of Swift's pool.
///
/// - Parameter work: what blocks.
/// - Returns: what the work returns.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let body: @Sendable () -> Void = { continuation.resume(returning: work()) }
        // No thread is to be had: better here than never.
        if !startThread(body) { body() }
    }
}

/// Starts a thread that nobody waits for.
///
/// - Parameter body: what it does.
/// - Returns: whether there is one.
@discardableResult
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    let job = Unmanaged.passRetained(ThreadJob(body))
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { pointer in
            if let pointer { Unmanaged<ThreadJob>.fromOpaque(pointer).takeRetainedValue().body() }
            return nil
        }, job.toOpaque())
    guard code == 0 else {
        job.release()
        return false
    }
    pthread_detach(thread)
    return true
}

private final class ThreadJob: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
