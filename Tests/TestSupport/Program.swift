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
        /// Whether it was killed because its time was up.
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
    ///   - folder: where it runs; nil for that of the tests.
    ///   - limit: wall-clock time.
    /// - Returns: what it left behind, whatever its exit code.
    /// - Throws: when it cannot be started.
    @discardableResult
    package func run(
        _ arguments: [String], environment: [String: String]? = nil, input: [UInt8] = [], in folder: URL? = nil,
        limit: Duration = .seconds(30)
    ) async throws -> Output {
        try await withTemporaryFolder { scratch in
            let files = ["in", "out", "err"].map { scratch.appending(path: $0) }
            try Data(input).write(to: files[0])
            for file in files.dropFirst() { try Data().write(to: file) }
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            if let environment { process.environment = environment }
            if let folder { process.currentDirectoryURL = folder }
            process.standardInput = try FileHandle(forReadingFrom: files[0])
            process.standardOutput = try FileHandle(forWritingTo: files[1])
            process.standardError = try FileHandle(forWritingTo: files[2])
            let isLate = try await process.runToEnd(limit: limit)
            return try Output(
                stdout: [UInt8](Data(contentsOf: files[1])), stderr: [UInt8](Data(contentsOf: files[2])),
                status: process.terminationStatus, isLate: isLate)
        }
    }
}

extension Process {
    /// Starts the process and waits for its end; true when it had to be killed.
    fileprivate func runToEnd(limit: Duration) async throws -> Bool {
        let ended = AsyncStream.makeStream(of: Void.self)
        terminationHandler = { _ in ended.continuation.finish() }
        try run()
        let id = processIdentifier
        let watch = Task {
            try await Task.sleep(for: limit)
            kill(id, SIGKILL)
        }
        for await _ in ended.stream {}
        // A sleep that ended was not cancelled: the limit came first.
        watch.cancel()
        return await watch.result.isSuccess
    }
}

extension Result {
    fileprivate var isSuccess: Bool {
        if case .success = self { true } else { false }
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
