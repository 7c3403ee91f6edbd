package import Foundation

/// A real `adb`, which drives our devices or serves our client: the one on `PATH`, and those that
/// `tools/peers/adb-peers` fetched.
package struct ADBPeer: Sendable, CustomStringConvertible {
    /// Such as `adb 29.0.6`.
    package let description: String
    /// The first number of its version.
    package let major: Int
    package let program: Program

    /// The folder that `tools/peers/adb-peers` fills; `THIMBLE_PEERS` names another.
    package static let folder: URL =
        ProcessInfo.processInfo.environment["THIMBLE_PEERS"].map { URL(filePath: $0) }
        ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build-peers").standardized

    /// The `adb` on `PATH`, which is 29 with Debian 12; nil on a machine without.
    package static let installed: ADBPeer? = Program.named("adb").flatMap(ADBPeer.init)

    /// The `adb` that PyPI's `adbutils` brings, 36; nil where it was not fetched.
    package static let fetched: ADBPeer? = {
        let path = folder.appending(path: "adb").path
        return FileManager.default.isExecutableFile(atPath: path) ? ADBPeer(Program(path: path)) : nil
    }()

    /// Every `adb` that was found, the oldest first; empty on a machine without.
    package static let all = [installed, fetched].compactMap(\.self).sorted { $0.major < $1.major }

    /// The Python with PyPI's `adbutils` and `adb-shell`; nil where it was not fetched.
    package static let python: Program? = {
        let path = folder.appending(path: "venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? Program(path: path) : nil
    }()

    /// The same Python where `tools/peers/python-clients` has put the libraries into it that exported scripts use.
    package static let exportsPython: Program? =
        FileManager.default.fileExists(atPath: folder.appending(path: "venv/clients").path) ? python : nil

    /// The clients that `python` runs.
    package static let scripts = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../tools/peers").standardized

    /// Asks the program for its version, which starts no server.
    private init?(_ program: Program) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program.path)
        process.arguments = ["version"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, let data = try? output.fileHandleForReading.readToEnd() else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let version = lines.first(where: { $0.hasPrefix("Version ") })?.dropFirst(8).prefix(while: { $0 != "-" }),
            let major = Int(version.prefix { $0 != "." })
        else { return nil }
        description = "adb \(version)"
        self.major = major
        self.program = program
    }

    /// Lends a session whose server is this `adb`'s own, on a port and with a home that nobody else has; the server is
    /// ended afterwards.
    ///
    /// - Parameters:
    ///   - environment: what is added to the session's own.
    ///   - body: gets the session.
    /// - Returns: what the body returns.
    /// - Throws: what the body throws.
    package func withSession<Value>(
        environment: [String: String] = [:], _ body: (ADBSession) async throws -> Value
    ) async throws -> Value {
        try await withTemporaryFolder { home in
            let session = try ADBSession(peer: self, home: home, port: freePort(), adding: environment)
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(session))
            } catch {
                result = .failure(error)
            }
            try await session.run("kill-server", limit: .seconds(10))
            return try result.get()
        }
    }
}

/// One `adb` with a server, a home and keys of its own.
package struct ADBSession: Sendable {
    package let peer: ADBPeer
    /// Its keys lie in `.android` below; it is deleted with the session.
    package let home: URL
    /// Where its server listens, on loopback.
    package let port: UInt16
    package let environment: [String: String]

    init(peer: ADBPeer, home: URL, port: UInt16, adding: [String: String]) {
        self.peer = peer
        self.home = home
        self.port = port
        let own = [
            // Nothing may be found on the network or on USB, and nobody else's devices on loopback.
            "ADB_MDNS": "0", "ADB_MDNS_AUTO_CONNECT": "0", "ADB_LOCAL_TRANSPORT_MAX_PORT": "5553", "ADB_USB": "0",
            "ANDROID_ADB_SERVER_PORT": "\(port)", "HOME": home.path, "TMPDIR": home.path, "LC_ALL": "C.UTF-8",
            "LOGNAME": "tester", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ]
        environment = own.merging(adding) { $1 }
    }

    /// Runs `adb` with these arguments to its end.
    ///
    /// - Parameters:
    ///   - arguments: such as `devices`, `-l`.
    ///   - input: its stdin.
    ///   - limit: wall-clock time, after which it is killed.
    /// - Returns: what it left behind, whatever its exit code.
    /// - Throws: when it cannot be started.
    @discardableResult
    package func run(
        _ arguments: String..., input: [UInt8] = [], limit: Duration = .seconds(30)
    ) async throws -> Program.Output {
        try await run(arguments, input: input, limit: limit)
    }

    /// The same with the arguments in one piece.
    package func run(
        _ arguments: [String], input: [UInt8] = [], limit: Duration = .seconds(30)
    ) async throws -> Program.Output {
        try await peer.program.run(arguments, environment: environment, input: input, limit: limit)
    }
}

/// A TCP port of loopback on which nobody listened just now.
private func freePort() throws -> UInt16 {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard handle >= 0 else { throw POSIXError(.EMFILE) }
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            bind(handle, address, length) == 0 && getsockname(handle, address, &length) == 0
        }
    }
    guard bound else { throw POSIXError(.EADDRINUSE) }
    return UInt16(bigEndian: address.sin_port)
}
