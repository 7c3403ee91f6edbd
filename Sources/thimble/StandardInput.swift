import Dispatch

/// Standard input, line by line.
enum StandardInput {
    /// Lines as they come, to the end of input; reading waits on a thread of its own, so that no task is held up.
    static func lines() -> AsyncStream<String> {
        AsyncStream { continuation in
            DispatchQueue.global().async {
                while let line = readLine() { continuation.yield(line) }
                continuation.finish()
            }
        }
    }
}
