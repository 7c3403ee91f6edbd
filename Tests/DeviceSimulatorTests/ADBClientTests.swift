import ADBTransport
import ADBWire
import DeviceSimulator
import Foundation
import NIOCore
import NIOPosix
import SimulatedPhones
import Synchronization
import Testing

/// The `adb` of the system as a client: a private server, on a port of its own, in front of a simulated device.
struct ADBClient: Sendable {
    static let path: String? = ["/usr/bin/adb", "/usr/local/bin/adb"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    private static let ports = Mutex(15_037 + Int(ProcessInfo.processInfo.processIdentifier) % 2000 * 8)

    let serverPort = Self.ports.withLock { port in
        port += 1
        return port
    }
    let home = FileManager.default.temporaryDirectory.appending(path: "adb-home-\(UUID())")
    var serial: String?

    struct Answer: Sendable {
        var output: String
        var error: String
        var code: Int32
    }

    /// Starts the server as a process of its own: one that `adb` forks keeps `Process` waiting for its parent.
    func startServer() async throws -> Process {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let process = process(["nodaemon", "server"])
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1000 {
            let socket = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: serverPort).get()
            if let socket {
                try await socket.close()
                break
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        return process
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Self.path ?? "")
        process.arguments = ["-P", String(serverPort)] + (serial.map { ["-s", $0] } ?? []) + arguments
        process.environment = ["HOME": home.path(), "ADB_MDNS": "0", "TMPDIR": home.path()]
        return process
    }

    /// Runs `adb` and gives what it said; files carry the streams, so that nothing waits for a full pipe.
    func run(_ arguments: [String], input: Data = Data()) async throws -> Answer {
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let process = process(arguments)
        let name = UUID().uuidString
        let files = ["in", "out", "err"].map { home.appending(path: "\(name).\($0)") }
        try input.write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        await withCheckedContinuation { continuation in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume() }
        }
        return Answer(
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            error: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self), code: process.terminationStatus)
    }
}

@Suite(
    "The real adb drives a simulated device", .serialized, .timeLimit(.minutes(2)),
    .enabled(if: ADBClient.path != nil, "there is no adb on this machine"))
struct ADBClientTests {
    private func withDevice(
        features: ADBFeatures = Adbd.features, _ body: (ADBClient, SimulatedDevice) async throws -> Void
    ) async throws {
        let device = try emptyDevice()
        let adbd = try await Adbd.start(device, features: features)
        var client = ADBClient()
        let server = try await client.startServer()
        let said = try await client.run(["connect", "127.0.0.1:\(adbd.port)"])
        #expect(said.output.contains("connected to"), "\(said)")
        client.serial = "127.0.0.1:\(adbd.port)"
        let outcome: Result<Void, any Error>
        do {
            try await body(client, device)
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        // A signal to the process that was started leaves the server behind.
        client.serial = nil
        _ = try await client.run(["kill-server"])
        server.waitUntilExit()
        await adbd.stop()
        try? FileManager.default.removeItem(at: client.home)
        try outcome.get()
    }

    @Test("Shell: exit codes, streams apart, input, signals, terminals")
    func shell() async throws {
        try await withDevice { client, _ in
            let list = try await client.run(["devices", "-l"])
            #expect(list.output.contains("product:panther model:Pixel_7 device:panther"))
            for code in [0, 1, 7, 9] {
                let answer = try await client.run(["shell", "exit \(code)"])
                #expect(answer.code == Int32(code))
            }
            let split = try await client.run(["shell", "echo out; echo err >&2; exit 3"])
            #expect(split.output == "out\n" && split.error == "err\n" && split.code == 3)
            let piped = try await client.run(["shell", "-T", "cat"], input: Data("piped".utf8))
            #expect(piped.output == "piped")
            let signalled = try await client.run(["shell", "kill -TERM $$"])
            #expect(signalled.code == 143)
            let lost = try await client.run(["shell", "-x", "echo hi; exit 5"])
            #expect(lost.output == "hi\n" && lost.code == 0)
            let terminal = try await client.run(["shell", "-tt", "echo hi"])
            #expect(terminal.output == "hi\r\n")
            let interactive = try await client.run(["shell"], input: Data("echo a; pwd\nexit 4\n".utf8))
            #expect(interactive.output == "a\n/\n" && interactive.code == 4)
        }
    }

    @Test("Files: push and pull of 3 MB and folders, listing, what is missing")
    func files() async throws {
        try await withDevice { client, device in
            let content = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) })
            let folder = client.home.appending(path: "pushed/sub")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try content.write(to: folder.appending(path: "big"))
            let pushed = try await client.run(["push", client.home.appending(path: "pushed").path(), "/sdcard/"])
            #expect(pushed.code == 0, "\(pushed)")
            #expect(device.withState { try? $0.files.read("/sdcard/pushed/sub/big") } == [UInt8](content))
            let pulled = try await client.run(["pull", "/sdcard/pushed", client.home.appending(path: "back").path()])
            #expect(pulled.code == 0, "\(pulled)")
            #expect(try Data(contentsOf: client.home.appending(path: "back/sub/big")) == content)
            let missing = try await client.run(["pull", "/sdcard/none", client.home.path()])
            #expect(missing.code == 1)
            let listed = try await client.run(["ls", "/sdcard/pushed/sub"])
            #expect(listed.output.contains("002dc6c0") && listed.output.contains("big"), "\(listed)")
            let refused = try await client.run(["push", folder.appending(path: "big").path(), "/system/x"])
            #expect(refused.code == 1 && (refused.error + refused.output).contains("Read-only file system"))
        }
    }

    @Test("exec-out and exec-in carry any bytes", arguments: [Adbd.features, ADBFeatures([.command])])
    func exec(_ features: ADBFeatures) async throws {
        try await withDevice(features: features) { client, device in
            let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
            let sent = try await client.run(["exec-in", "cat > /sdcard/bytes"], input: Data(bytes))
            #expect(sent.code == 0)
            for _ in 0..<1000 where device.withState({ try? $0.files.read("/sdcard/bytes").count }) != bytes.count {
                await Task.yield()
            }
            let sum = try await client.run(["exec-out", "wc -c < /sdcard/bytes"])
            #expect(sum.output == "70000\n")
        }
    }

    @Test("forward and reverse are made, listed and taken back")
    func forwards() async throws {
        try await withDevice { client, _ in
            let port = try await client.run(["forward", "tcp:0", "tcp:7"]).output
            #expect(Int(port.dropLast()) != nil)
            let listed = try await client.run(["forward", "--list"])
            #expect(listed.output.contains("tcp:7"))
            let reverse = try await client.run(["reverse", "tcp:0", "tcp:9"]).output
            #expect(Int(reverse.dropLast()) != nil)
            let rules = try await client.run(["reverse", "--list"])
            #expect(rules.output.contains("tcp:9"))
            let removed = try await client.run(["reverse", "--remove-all"])
            #expect(removed.code == 0)
        }
    }
}
