/// How long an endpoint is waited for, how much it may say, and how often it is asked again.
package struct EndpointLimits: Sendable, Hashable {
    /// For a connection to be there, TLS included.
    package var connect: Duration
    /// Between two pieces of an answer.
    ///
    /// Before the first one only the options' timeout counts, since reading a long prompt takes a small machine
    /// minutes.
    package var stall: Duration
    /// For each question about what the server is.
    package var probe: Duration
    /// Bytes of one answer.
    package var answerBytes: Int
    /// Bytes of one line of a stream, and of one event.
    package var eventBytes: Int
    /// Bytes of an error or of a list of models.
    package var reportBytes: Int
    /// Calls in one answer.
    package var calls: Int
    /// How often a request is made again.
    package var retries: Int
    /// The wait before the first repetition; each further one is twice as long, up to `longestWait`.
    package var firstWait: Duration
    package var longestWait: Duration
    /// A longer `Retry-After` ends the request.
    package var longestRetryAfter: Duration

    package init(
        connect: Duration = .seconds(10), stall: Duration = .seconds(60), probe: Duration = .seconds(5),
        answerBytes: Int = 64 << 20, eventBytes: Int = 4 << 20, reportBytes: Int = 1 << 20, calls: Int = 128,
        retries: Int = 4, firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(8),
        longestRetryAfter: Duration = .seconds(30)
    ) {
        self.connect = connect
        self.stall = stall
        self.probe = probe
        self.answerBytes = answerBytes
        self.eventBytes = eventBytes
        self.reportBytes = reportBytes
        self.calls = calls
        self.retries = retries
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.longestRetryAfter = longestRetryAfter
    }
}
