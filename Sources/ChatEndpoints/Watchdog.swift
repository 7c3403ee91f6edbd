import Synchronization

/// Why an operation was ended from outside.
enum Overdue: Error {
    /// The whole took too long.
    case total
    /// Nothing came for too long.
    case stall
}

/// What an operation tells whoever watches it.
struct Heartbeat: Sendable {
    /// Something came; the next is waited for no longer than the limit.
    let beat: @Sendable () -> Void
    /// Nothing is to be expected until the next beat.
    let rest: @Sendable () -> Void
}

/// Does an operation within two limits: one for the whole, and one between two heartbeats.
///
/// The operation must heed cancellation: as everything structured, this
/// returns only when it has ended.
/// - Throws: what the operation threw, or `Overdue` when a limit was over before.
func watched<Value: Sendable, C: Clock>(
    total: Duration, stall: Duration? = nil, clock: C,
    _ operation: @escaping @Sendable (Heartbeat) async throws -> Value
) async throws -> Value where C.Duration == Duration {
    let pulse = Pulse<C.Instant>()
    return try await withThrowingTaskGroup(of: Value.self) { group in
        defer { group.cancelAll() }
        group.addTask {
            try await operation(
                Heartbeat(
                    beat: { pulse.last.withLock { $0 = clock.now } }, rest: { pulse.last.withLock { $0 = nil } }))
        }
        group.addTask {
            try await clock.sleep(for: total)
            throw Overdue.total
        }
        if let stall {
            group.addTask {
                // While nothing is expected it wakes once a limit, which is never later than the next beat's own limit.
                var seen: C.Instant?
                repeat {
                    seen = pulse.last.withLock { $0 }
                    try await clock.sleep(until: (seen ?? clock.now).advanced(by: stall), tolerance: nil)
                } while seen == nil || pulse.last.withLock { $0 } != seen
                throw Overdue.stall
            }
        }
        // The first that ends decides, and only the operation can end with a value.
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}

/// When something came last; nil while nothing is expected.
private final class Pulse<Instant: Sendable>: Sendable {
    let last = Mutex<Instant?>(nil)
}
