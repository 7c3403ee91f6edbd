import Synchronization

/// A clock that moves from the end of one sleep to that of another, when told which; short sleeps end at once.
final class SteppedClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (first: Instant, second: Instant) -> Bool { first.offset < second.offset }
    }

    private struct Sleeper {
        var length: Duration
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Int: Sleeper] = [:]
        var waiting: [(length: Duration, continuation: AsyncStream<Void>.Continuation)] = []
        var skipped: [Duration] = []
        var cancelled: Set<Int> = []
        var count = 0
    }

    private let state = Mutex(State())
    private let shortest: Duration

    /// - Parameter shortest: the time passes at once for sleeps that are shorter.
    init(skippingBelow shortest: Duration = .zero) { self.shortest = shortest }

    /// The lengths of the sleeps that ended at once.
    var skipped: [Duration] { state.withLock { $0.skipped } }

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .zero }

    /// Waits until somebody sleeps for that long, then lets the time pass that this sleep still needs.
    func end(sleepOf length: Duration) async {
        let (begun, continuation) = AsyncStream<Void>.makeStream()
        let isThere = state.withLock { state in
            if state.sleepers.values.contains(where: { $0.length == length }) { return true }
            state.waiting.append((length, continuation))
            return false
        }
        if !isThere { for await _ in begun { break } }
        let due = state.withLock { state in
            guard let deadline = state.sleepers.values.filter({ $0.length == length }).map(\.deadline).min() else {
                return [CheckedContinuation<Void, any Error>]()
            }
            state.now = max(state.now, deadline)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for key in due.keys { state.sleepers[key] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let (outcome, waiting) = state.withLock { state in begin(number, deadline, continuation, &state) }
                if let outcome { continuation.resume(with: outcome) }
                for waiter in waiting { waiter.yield() }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: number)
                if sleeper == nil { state.cancelled.insert(number) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func begin(
        _ number: Int, _ deadline: Instant, _ continuation: CheckedContinuation<Void, any Error>, _ state: inout State
    ) -> (Result<Void, any Error>?, [AsyncStream<Void>.Continuation]) {
        if state.cancelled.remove(number) != nil { return (.failure(CancellationError()), []) }
        if deadline <= state.now { return (.success(()), []) }
        let length = state.now.duration(to: deadline)
        if length < shortest {
            state.now = deadline
            state.skipped.append(length)
            return (.success(()), [])
        }
        state.sleepers[number] = Sleeper(length: length, deadline: deadline, continuation: continuation)
        let met = state.waiting.filter { $0.length == length }
        state.waiting.removeAll { $0.length == length }
        return (nil, met.map(\.continuation))
    }
}
