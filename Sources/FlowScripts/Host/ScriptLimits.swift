/// What scripts may take.
package struct ScriptLimits: Sendable, Hashable {
    /// The wall-clock time of one call, the waiting for `http` left out.
    package var time: Duration
    /// The wall-clock time of one call's requests.
    package var httpTime: Duration
    /// The wall-clock time until the host is ready.
    package var start: Duration
    /// Bytes of memory beside what the engine takes before any script; see `ScriptServer`.
    package var memory: Int
    /// Bytes of one message to or from the host, and so of a script, a value or an answer.
    package var message: Int

    package init(
        time: Duration = .seconds(30), httpTime: Duration = .seconds(300), start: Duration = .seconds(30),
        memory: Int = 256 << 20, message: Int = 8 << 20
    ) {
        self.time = time
        self.httpTime = httpTime
        self.start = start
        self.memory = memory
        self.message = message
    }
}
