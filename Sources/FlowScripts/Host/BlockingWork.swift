internal import Glibc

/// Work that blocks, done on a thread of its own, so that it keeps none of Swift's pool.
///
/// - Parameter work: what blocks.
/// - Returns: what the work returns.
func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let job = Unmanaged.passRetained(ThreadJob { continuation.resume(returning: work()) })
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { pointer in
                if let pointer { Unmanaged<ThreadJob>.fromOpaque(pointer).takeRetainedValue().body() }
                return nil
            }, job.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            // No thread is to be had: better here than never.
            job.takeRetainedValue().body()
        }
    }
}

private final class ThreadJob: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
