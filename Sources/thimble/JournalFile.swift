import Glibc
import Synchronization

/// A file that grows by whole lines, each handed to the system at once.
final class JournalFile: Sendable {
    private let descriptor: Int32
    private let path: String
    private let fault = Mutex<Int32>(0)

    /// - Throws: when the file cannot be made; an old one of the name is emptied.
    init(_ path: String) throws(OutputError) {
        self.path = path
        // For the owner alone: what a screen shows may be private.
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OutputError(path: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// Adds a line, in one write where the system allows it.
    func append(_ line: String) {
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                fault.withLock { $0 = $0 == 0 ? code : $0 }
                return
            }
            rest = rest.dropFirst(count)
        }
    }

    /// The first thing that went wrong, to be said at the end: a full disk must not stop a run half way.
    func check() throws(OutputError) {
        let code = fault.withLock { $0 }
        if code != 0 { throw OutputError(path: path, code: code) }
    }
}
