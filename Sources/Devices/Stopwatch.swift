/// Reads how much time has passed since it was made, by any clock.
///
/// An existential clock does not tell the type of its instants; a stopwatch hides them.
package struct Stopwatch: Sendable {
    private let read: @Sendable () -> Duration

    package init(_ clock: any Clock<Duration>) {
        func reader<C: Clock<Duration>>(of clock: C) -> @Sendable () -> Duration {
            let start = clock.now
            return { start.duration(to: clock.now) }
        }
        read = reader(of: clock)
    }

    package var elapsed: Duration { read() }
}

extension Duration {
    /// The whole duration in milliseconds, with fractions.
    package var milliseconds: Double { self / .milliseconds(1) }
}
