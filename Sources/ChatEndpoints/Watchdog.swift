import Synchronization

/// Why an operation was ended from outside.
enum Overdue: Error {
    /// The whole took too long.
    case total
    /// Nothing came for too long.
    case stall
}

/// Does an operation within two limits: one for the whole, and one between two beats, which counts from the first.
///
/// The operation calls `beat` whenever something came. It must heed cancellation: as everything structured, this
/// returns only when it has ended.
/// - Throws: what the operation threw, or `Overdue` when a limit was over before.
func watched<Value: Sendable, C: Clock>(
    total: Duration, stall: Duration? = nil, clock: C,
    _ operation: @escaping @Sendable (_ beat: @escaping @Sendable () -> Void) async throws -> Value
) async throws -> Value where C.Duration == Duration {
    let pulse = Pulse<C.Instant>()
    return try await withThrowingTaskGroup(of: Value.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await operation { pulse.last.withLock { $0 = clock.now } } }
        group.addTask {
            try await clock.sleep(for: total)
            throw Overdue.total
        }
        if let stall {
            group.addTask {
                // Before the first beat it wakes once a limit, which is never later than the beat's own limit.
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

/// When something came last.
private final class Pulse<Instant: Sendable>: Sendable {
    let last = Mutex<Instant?>(nil)
}
