package import Foundation

/// A program of this machine, for tests that let it judge or drive ours.
package struct Program: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Finds a program on `PATH`; nil when it is not installed, so that a test can be skipped.
    package static func named(_ name: String) -> Program? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
            .map { Program(path: $0) }
    }

    /// What a program left behind.
    package struct Output: Sendable {
        package var stdout: [UInt8]
        package var stderr: [UInt8]
        /// The exit code, or the signal's number where it was killed.
        package var status: Int32
        /// Whether it was killed, as it is when its time is up.
        package var isLate: Bool

        package var text: String { String(decoding: stdout, as: UTF8.self) }
        package var errorText: String { String(decoding: stderr, as: UTF8.self) }
    }

    /// Runs the program to its end, and kills it when its time is up.
    ///
    /// Its output goes through files: a server that it leaves running, as `adb` does, holds a pipe open for ever.
    ///
    /// - Parameters:
    ///   - arguments: what follows the program's name.
    ///   - environment: all of it; nil for that of the tests.
    ///   - input: its stdin.
    ///   - limit: wall-clock time.
    /// - Returns: what it left behind, whatever its exit code.
    /// - Throws: when it cannot be started.
    @discardableResult
    package func run(
        _ arguments: [String], environment: [String: String]? = nil, input: [UInt8] = [],
        limit: Duration = .seconds(30)
    ) async throws -> Output {
        try await withTemporaryFolder { scratch in
            let files = ["in", "out", "err"].map { scratch.appending(path: $0) }
            try Data(input).write(to: files[0])
            for file in files.dropFirst() { try Data().write(to: file) }
            let child = try spawn(arguments, environment, files.map(\.path))
            let (status, isLate) = await waitForEnd(of: child, limit: limit)
            return try Output(
                stdout: [UInt8](Data(contentsOf: files[1])), stderr: [UInt8](Data(contentsOf: files[2])),
                status: status, isLate: isLate)
        }
    }
}

extension Program {
    /// Starts the program; not with Foundation's `Process`, which waits for all that the program leaves running too.
    private func spawn(
        _ arguments: [String], _ environment: [String: String]?, _ files: [String]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY, 0)
        // Sockets of the tests would stay open in a server that is left running.
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for handle in open.compactMap(Int32.init) where handle > 2 {
            posix_spawn_file_actions_addclose(&actions, handle)
        }
        // Threads of the tests block signals, which a child would inherit: an adb server is told to end by one.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let variables = environment ?? ProcessInfo.processInfo.environment
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, path, &actions, &attributes, &words, &settings)
        guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
        return child
    }
}

/// Waits for a child's end, which it brings about when the time is up.
///
/// Neither the wait nor the clock is a task: tests that compute keep every thread of Swift's pool busy for minutes.
private func waitForEnd(of child: pid_t, limit: Duration) async -> (status: Int32, isLate: Bool) {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            let ended = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                if ended.wait(timeout: .now() + limit / .seconds(1)) == .timedOut { kill(child, SIGKILL) }
            }
            // The child stays a zombie, and its number its own, until nobody can kill it any more.
            var end = siginfo_t()
            while waitid(P_PID, id_t(child), &end, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            ended.signal()
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7f
            continuation.resume(
                returning: (signal == 0 ? (status >> 8) & 0xff : signal, signal == SIGKILL))
        }
    }
}

/// Lends a new folder, which is deleted afterwards.
///
/// - Parameter body: gets the folder.
/// - Returns: what the body returns.
/// - Throws: what the body throws, or that no folder could be made.
package func withTemporaryFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "thimble-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

extension Program {
    /// Writes shell scripts that can be started by their names, by way of a child.
    ///
    /// A file that is open for writing cannot be started, and one that this process writes is open in every child that
    /// another test is just starting.
    ///
    /// - Parameters:
    ///   - scripts: their texts by their names.
    ///   - folder: where to put them.
    /// - Throws: when there is no shell, or the folder cannot be written to.
    package static func install(_ scripts: [String: String], in folder: URL) async throws {
        let writer = #"cd "$0" && while [ $# -gt 0 ]; do printf '%s\n' "$2" >"$1" && chmod 755 "$1"; shift 2; done"#
        guard let shell = named("sh") else { throw POSIXError(.ENOENT) }
        let output = try await shell.run(["-c", writer, folder.path] + scripts.flatMap { [$0.key, $0.value] })
        guard output.status == 0 else { throw POSIXError(.EACCES) }
    }
}
