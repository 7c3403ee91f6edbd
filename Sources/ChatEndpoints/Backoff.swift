/// How long to wait before a request is made again.
struct Backoff: Sendable {
    let limits: EndpointLimits
    /// 0..<1, new with each call.
    let random: @Sendable () -> Double

    /// The wait before the repetition with that number, from 0.
    ///
    /// Twice as long each time, of which up to half is left to chance, so that many clients do not come back at once.
    /// A server's own wait is kept to, plus a little chance.
    /// - Returns: nil when it is not worth while: the repetitions are used up, or the server asks for too long a wait.
    func wait(before repetition: Int, retryAfter: Duration?) -> Duration? {
        guard repetition < limits.retries else { return nil }
        if let retryAfter {
            guard retryAfter <= limits.longestRetryAfter else { return nil }
            return retryAfter + limits.firstWait * random()
        }
        let doubled = limits.firstWait * (1 << min(repetition, 20))
        return min(doubled, limits.longestWait) * (0.5 + random() / 2)
    }
}
