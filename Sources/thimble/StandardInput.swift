import Dispatch
import Glibc

/// Standard input, line by line.
enum StandardInput {
    /// Lines as they come, to the end of input; reading waits on a thread of its own, so that no task is held up.
    ///
    /// By the descriptor: whoever waits in `readLine` holds the lock of `stdin`, for which the program waits when it
    /// flushes its output or ends.
    static func lines(of descriptor: Int32 = STDIN_FILENO) -> AsyncStream<String> {
        AsyncStream { continuation in
            DispatchQueue.global().async {
                var held: [UInt8] = []
                var piece = [UInt8](repeating: 0, count: 1 << 12)
                while true {
                    let count = read(descriptor, &piece, piece.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { break }
                    held += piece.prefix(count)
                    let lines = held.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                    for line in lines.dropLast() { continuation.yield(text(line)) }
                    held = lines.last.map(Array.init) ?? []
                }
                if !held.isEmpty { continuation.yield(text(held[...])) }
                continuation.finish()
            }
        }
    }

    /// A line without the carriage return that Windows ends it with.
    private static func text(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
}
