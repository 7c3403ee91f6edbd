internal import Glibc
internal import Synchronization

/// A host that was started: its socket and its end.
final class ScriptChild: Sendable {
    /// Why there is no line.
    enum Failure: Error, Sendable, Hashable {
        case tooLate
        /// The host ended, or what it says is no line; with the status that `waitpid` gave.
        case ended(status: Int32)
    }

    private enum State {
        case running(pid_t)
        case ended(Int32)
    }

    private let state: Mutex<State>
    private let socket: Int32

    /// Starts a program whose standard input and output are one socket, and which is given nothing else of this process.
    ///
    /// - Parameter command: the program's path and its arguments.
    /// - Throws: the code that `socketpair` or `posix_spawn` gives.
    init(_ command: [String]) throws(Errno) {
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw Errno(code: errno)
        }
        defer { close(pair[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pair[1], STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, pair[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        // The run's own variables may be secrets: only where the time and the libraries are is handed on.
        let names: [String] = ["TZ", "LD_LIBRARY_PATH"]
        let kept = names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = (kept + ["LANG=C.UTF-8"]).map { strdup($0) } + [nil]
        defer { for text in words + settings { free(text) } }
        // A thread that starts it may block signals, which would hold for the child, too.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A terminal's Ctrl-C is the parent's to hear: the child would end of it, and the flow fail instead of being cancelled.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var child: pid_t = 0
        let code = posix_spawn(&child, command[0], &actions, &attributes, &words, &settings)
        guard code == 0 else {
            close(pair[0])
            throw Errno(code: code)
        }
        socket = pair[0]
        state = Mutex(.running(child))
    }

    deinit {
        end()
        close(socket)
    }

    /// Kills the host, if it still runs, and says how it ended.
    @discardableResult
    func end() -> Int32 {
        state.withLock { state in
            guard case .running(let child) = state else {
                if case .ended(let status) = state { return status }
                return 0
            }
            // One that is ending for a reason of its own keeps that reason.
            kill(child, SIGKILL)
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            state = .ended(status)
            return status
        }
    }

    /// Sends bytes and waits for a line; blocks the thread.
    ///
    /// - Parameters:
    ///   - bytes: whole lines.
    ///   - deadline: when both must be done.
    ///   - limit: bytes of the answer.
    /// - Returns: the line without its end.
    /// - Throws: `Failure`; the host has ended then.
    func exchange(
        _ bytes: [UInt8], until deadline: ContinuousClock.Instant, limit: Int
    ) throws(Failure) -> [UInt8] {
        var sent = 0
        while sent < bytes.count {
            try wait(for: Int16(POLLOUT), until: deadline)
            // Without blocking, so that the deadline holds, and without a signal when the host is gone.
            let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
            let count = bytes[sent...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, flags) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .ended(status: end()) }
            sent += count
        }
        var line: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while line.last != UInt8(ascii: "\n") {
            try wait(for: Int16(POLLIN), until: deadline)
            let count = recv(socket, &piece, piece.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0, line.count + count <= limit else { throw .ended(status: end()) }
            line += piece.prefix(count)
        }
        return line.dropLast()
    }

    private func wait(for events: Int16, until deadline: ContinuousClock.Instant) throws(Failure) {
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else {
                end()
                throw .tooLate
            }
            var entry = pollfd(fd: socket, events: events, revents: 0)
            // A minute at most, so that any duration fits; rounded up, so that the last wait does not spin.
            let milliseconds = Int32(min(left, .seconds(60)) / .milliseconds(1)) + 1
            if poll(&entry, 1, milliseconds) > 0 { return }
        }
    }
}

/// A code of the C library.
struct Errno: Error, Hashable, CustomStringConvertible {
    var code: Int32

    var description: String { String(cString: strerror(code)) }
}
