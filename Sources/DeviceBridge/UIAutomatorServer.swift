import ADBTransport
import Devices
import JSON
import NIOCore
import Synchronization

/// The JSON-RPC server of PyPI `uiautomator2`, kept running on the device: dumps in tens of milliseconds.
///
/// It is used only when the user opts in, since it is pushed to the device and runs there with the shell's rights. It
/// holds the device's one UiAutomation: while it runs, `uiautomator dump` would kill it. Source: uiautomator2's
/// `core.py`: `/data/local/tmp/u2.jar`, HTTP on port 9008, `GET /ping`, `POST /jsonrpc/0`.
package final class UIAutomatorServer: Sendable {
    /// Where the server comes from.
    package enum Source: Sendable {
        /// The jar's bytes, to push when the device has none of that size.
        case jar([UInt8])
        /// It is on the device already.
        case installed
    }

    private let source: Source
    private let transport: any DeviceTransport
    private let shell: ADBShell
    private let limits: DeviceLimits
    private let process = Mutex<Process?>(nil)

    init(_ source: Source, transport: any DeviceTransport, shell: ADBShell, limits: DeviceLimits) {
        self.source = source
        self.transport = transport
        self.shell = shell
        self.limits = limits
    }

    package static let port = 9008
    private static let path = "/data/local/tmp/u2.jar"

    /// The hierarchy, from a server that is started first when it does not answer.
    func dump() async throws(DeviceError) -> [UInt8] {
        try await start()
        let answer = try await call("dumpWindowHierarchy", [.bool(false), .integer(50)])
        guard let xml = answer.string, xml.contains("<hierarchy") else {
            throw failure(.noHierarchy, "the server gave no hierarchy")
        }
        return Array(xml.utf8)
    }

    func setClipboard(_ text: String) async throws(DeviceError) -> Bool {
        try await start()
        _ = try await call("setClipboard", [.string("thimble"), .string(text)])
        return true
    }

    /// Whether it answers now.
    func isAlive() async -> Bool {
        let answer = try? await send(HTTPExchange(method: "GET", path: "/ping"), within: .seconds(3))
        return answer == Array("pong".utf8)
    }

    func start() async throws(DeviceError) {
        if await isAlive() { return }
        if case .jar(let bytes) = source { try await push(bytes) }
        let command = "CLASSPATH=\(Self.path) app_process / com.wetest.uia2.Main -p \(Self.port)"
        let process: Process
        do {
            let stream = try await transport.open("shell:" + command, within: limits.command.timeAmount)
            await stop()
            process = Process(stream)
            self.process.withLock { $0 = process }
        } catch {
            throw DeviceError(error, serial: shell.serial, service: command)
        }
        let clock = ContinuousClock()
        let deadline = clock.now + limits.launch
        while clock.now < deadline {
            if await isAlive() { return }
            if let words = process.lastWords {
                await stop()
                throw failure(.commandFailed, "the server ended at once: \(words)")
            }
            // The Java runtime takes a second or two; asking in a tight loop would only slow it down.
            do { try await clock.sleep(for: .milliseconds(100)) } catch { throw failure(.cancelled, "cancelled") }
        }
        await stop()
        throw failure(.timedOut, "the server did not start in time")
    }

    func stop() async {
        let ended = process.withLock { process in
            defer { process = nil }
            return process
        }
        ended?.stream.close()
    }

    /// The command that runs the server; it lives as long as its stream.
    private final class Process: Sendable {
        let stream: any ByteStream
        private let state = Mutex<(said: [UInt8], hasEnded: Bool)>(([], false))

        init(_ stream: any ByteStream) {
            self.stream = stream
            // It lasts until the stream's end, longer than whoever starts the server: a read that is cancelled would
            // end the stream.
            Task { await self.listen() }
        }

        /// The last line it printed, once it has ended; nil before.
        var lastWords: String? {
            state.withLock { state in
                guard state.hasEnded else { return nil }
                return DeviceReports.lines(String(decoding: state.said, as: UTF8.self)).last ?? "it said nothing"
            }
        }

        private func listen() async {
            while let piece = try? await stream.read(within: .hours(24 * 365)) {
                state.withLock { $0.said = Array(($0.said + piece.readableBytesView).suffix(Self.kept)) }
            }
            state.withLock { $0.hasEnded = true }
        }

        /// Bytes of its words that are kept.
        private static let kept = 2000
    }

    private func push(_ bytes: [UInt8]) async throws(DeviceError) {
        let sync = SyncClient(transport: transport, serial: shell.serial, limits: limits)
        if let there = try await sync.stat(Self.path), there.size == UInt64(bytes.count) { return }
        try await sync.push(bytes, to: Self.path, mode: 0o644)
    }

    private func call(_ method: String, _ parameters: [JSONValue]) async throws(DeviceError) -> JSONValue {
        let request: JSONValue = [
            "jsonrpc": "2.0", "id": 1, "method": .string(method), "params": .array(parameters),
        ]
        let body = Array(request.print().utf8)
        let answer = try await send(
            HTTPExchange(method: "POST", path: "/jsonrpc/0", body: body), within: limits.dump)
        guard let json = try? JSONValue(parsing: answer), let object = json.object else {
            throw failure(.protocolViolation, "the server's answer to \(method) is no JSON object")
        }
        if let error = object["error"], error != .null {
            let message = error.object?["message"]?.string ?? "unknown error"
            throw failure(.commandFailed, "\(method): \(message)")
        }
        return object["result"] ?? .null
    }

    private func send(_ exchange: HTTPExchange, within limit: Duration) async throws(DeviceError) -> [UInt8] {
        do {
            let stream = try await transport.open("tcp:\(Self.port)", within: limits.command.timeAmount)
            defer { stream.close() }
            try await stream.write(ByteBuffer(bytes: exchange.request), within: limit.timeAmount)
            let bytes = try await stream.readAll(limit: limits.output, within: limit.timeAmount)
            guard let answer = HTTPExchange.answer(Array(bytes.readableBytesView)) else {
                throw failure(.protocolViolation, "the server's answer is not HTTP, or cut off")
            }
            guard answer.status == 200 else { throw failure(.commandFailed, "the server says \(answer.status)") }
            return answer.body
        } catch let error as TransportError {
            throw DeviceError(error, serial: shell.serial, service: "tcp:\(Self.port)")
        } catch let error as DeviceError {
            throw error
        } catch {
            throw failure(.connectionLost, "\(error)")
        }
    }

    private func failure(_ code: DeviceError.Code, _ message: String) -> DeviceError {
        DeviceError(code, message, serial: shell.serial, service: "uiautomator2 server")
    }
}
