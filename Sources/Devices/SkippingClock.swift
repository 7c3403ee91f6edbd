import Synchronization

/// A clock whose sleepers never wait: time goes by as soon as somebody sleeps, or says that it does.
package final class SkippingClock: Clock {
    package typealias Instant = ManualClock.Instant

    private let time = Mutex(Instant(offset: .zero))

    package init() {}

    package var now: Instant { time.withLock { $0 } }
    package var minimumResolution: Duration { .zero }

    package func advance(by duration: Duration) {
        time.withLock { $0 = $0.advanced(by: max(duration, .zero)) }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        time.withLock { $0 = max($0, deadline) }
    }
}
