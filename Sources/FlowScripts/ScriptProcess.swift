package import FlowDocuments
internal import Glibc
internal import JSON

/// Scripts in a child process with limits, started when the first expression or script is computed.
///
/// Once the child has died, of whatever, the engine stays dead: `output` is gone, and a flow that went on without it
/// would do something else than it says.
package actor ScriptProcess: FlowScriptEngine {
    private enum State {
        case idle
        case open(ScriptChild)
        case dead(FlowScriptError)
    }

    private let platform: String
    private let http: any ScriptHTTP
    private let limits: ScriptLimits
    private let libraries: [String]
    private let command: [String]
    private var state = State.idle
    /// Lines that have no answer; they go along with the next call that has one.
    private var waiting: [UInt8] = []
    /// Whether a call is on its way, and those that come after it.
    private var isBusy = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    /// - Parameters:
    ///   - platform: `maestro.platform`: android, ios or web.
    ///   - http: sends the scripts' requests.
    ///   - limits: what scripts may take.
    ///   - libraries: names of JavaScriptCore, the preferred first.
    ///   - command: a program that calls `ScriptServer.serve`, and its arguments; this one's own by default.
    package init(
        platform: String, http: any ScriptHTTP, limits: ScriptLimits = ScriptLimits(),
        libraries: [String] = JavaScriptCore.libraries, command: [String] = ["/proc/self/exe", "script-host"]
    ) {
        self.platform = platform
        self.http = http
        self.limits = limits
        self.libraries = libraries
        self.command = command
    }

    package func enterScope() async throws(FlowScriptError) { try await tell(.enterScope) }

    package func leaveScope() async throws(FlowScriptError) { try await tell(.leaveScope) }

    package func set(_ name: String, to value: String) async throws(FlowScriptError) {
        try await tell(.set(name, value))
    }

    package func setCopiedText(_ text: String?) async throws(FlowScriptError) {
        try await tell(.setCopiedText(text))
    }

    package func evaluate(
        _ expression: String, at place: SourcePlace?
    ) async throws(FlowScriptError) -> ScriptOutcome {
        do {
            return try await ask(.evaluate(expression, place), script: place?.file ?? "")
        } catch {
            throw FlowScriptError(error.code, error.message, at: error.place ?? place)
        }
    }

    package func run(
        _ source: String, file: String, environment: [FlowVariable]
    ) async throws(FlowScriptError) -> ScriptOutcome {
        try await ask(.run(source, file: file, environment: environment), script: file)
    }

    package func close() {
        if case .open(let child) = state { child.end() }
        if case .dead = state { return }
        state = .dead(FlowScriptError(.exception, "the script engine is closed"))
    }

    private func tell(_ call: ScriptCall) async throws(FlowScriptError) {
        await takeTurn()
        defer { passTurn() }
        if case .dead(let error) = state { throw Self.after(error) }
        waiting += try line(call.json)
    }

    private func ask(_ call: ScriptCall, script: String) async throws(FlowScriptError) -> ScriptOutcome {
        await takeTurn()
        defer { passTurn() }
        let child = try await openChild()
        var lines = try waiting + line(call.json)
        waiting = []
        var left = limits.time
        var httpLeft = limits.httpTime
        while true {
            let start = ContinuousClock.now
            let reply = try await exchange(lines, with: child, within: left)
            left -= start.duration(to: .now)
            switch reply {
            case .outcome(let outcome): return outcome
            case .error(let error): throw error
            case .request(let message):
                let start = ContinuousClock.now
                let answer = await self.answer(RequestMessage(message), script: script, within: httpLeft)
                httpLeft -= start.duration(to: .now)
                guard httpLeft > .zero else {
                    throw end(FlowScriptError(.tooLate, "the script's requests took longer than \(limits.httpTime)"))
                }
                lines = (try? line(answer)) ?? Self.tooLong
            case .ready: throw end(FlowScriptError(.exception, "the script host says what nobody asked"))
            }
        }
    }

    private func openChild() async throws(FlowScriptError) -> ScriptChild {
        switch state {
        case .open(let child): return child
        case .dead(let error): throw Self.after(error)
        case .idle: break
        }
        let child: ScriptChild
        do throws(Errno) {
            child = try ScriptChild(command)
        } catch {
            throw end(FlowScriptError(.exception, "the script host does not start: \(error)"))
        }
        state = .open(child)
        let seconds = Int((limits.time / .seconds(1)).rounded(.up))
        let open = ScriptCall.open(
            platform: platform, libraries: libraries, cpuSeconds: seconds, memory: limits.memory,
            message: limits.message)
        switch try await exchange(line(open.json), with: child, within: limits.start) {
        case .ready: return child
        case .error(let error): throw end(error)
        default: throw end(FlowScriptError(.exception, "the script host says what nobody asked"))
        }
    }

    /// One message there and one back.
    private func exchange(
        _ bytes: [UInt8], with child: ScriptChild, within limit: Duration
    ) async throws(FlowScriptError) -> ScriptReply {
        let deadline = ContinuousClock.now + limit
        let most = limits.message
        let result = await withTaskCancellationHandler {
            await blocking {
                Result { () throws(ScriptChild.Failure) in
                    try child.exchange(bytes, until: deadline, limit: most)
                }
            }
        } onCancel: {
            child.end()
        }
        if case .dead(let error) = state { throw Self.after(error) }
        switch result {
        case .failure(.tooLate): throw end(FlowScriptError(.tooLate, "the script took longer than \(limits.time)"))
        case .failure(.ended(let status)): throw end(Self.error(ofStatus: status, limits, Task.isCancelled))
        case .success(let line):
            guard let json = try? JSONValue(parsing: line, limits: .scriptMessage(bytes: limits.message)),
                let reply = ScriptReply(json)
            else { throw end(FlowScriptError(.exception, "the script host says what nobody understands")) }
            return reply
        }
    }

    private func answer(_ message: RequestMessage, script: String, within limit: Duration) async -> JSONValue {
        do throws(ScriptHTTPFailure) {
            let request = try message.request(ofScript: script)
            return RequestMessage.answer(.success(try await http.send(request, within: limit)))
        } catch {
            return RequestMessage.answer(.failure(error))
        }
    }
}

extension ScriptProcess {
    /// What a script gets in place of an answer whose message would be too long.
    private static let tooLong = Array(#"{"failure":"the answer is too long"}"#.utf8) + [UInt8(ascii: "\n")]

    /// A message as a line.
    private func line(_ json: JSONValue) throws(FlowScriptError) -> [UInt8] {
        let bytes = Array(json.print().utf8) + [UInt8(ascii: "\n")]
        guard bytes.count <= limits.message else {
            throw FlowScriptError(.tooLarge, "longer than \(limits.message) bytes, which no script may be")
        }
        return bytes
    }

    /// Ends the engine for good.
    ///
    /// - Parameter error: the reason.
    /// - Returns: the reason.
    private func end(_ error: FlowScriptError) -> FlowScriptError {
        if case .open(let child) = state { child.end() }
        state = .dead(error)
        return error
    }

    /// What is said to whoever asks an engine that has ended.
    private static func after(_ error: FlowScriptError) -> FlowScriptError {
        error.code == .noEngine
            ? error : FlowScriptError(error.code, "the script engine has ended before: \(error.message)")
    }

    /// What the end of the host means.
    ///
    /// Out of memory the engine aborts or touches what is not there; which signal that gives is its own affair.
    private static func error(ofStatus status: Int32, _ limits: ScriptLimits, _ isCancelled: Bool) -> FlowScriptError {
        switch status & 0x7F {
        case _ where isCancelled: FlowScriptError(.exception, "the run was cancelled")
        case SIGXCPU: FlowScriptError(.tooLate, "the script computed longer than \(limits.time)")
        case 0: FlowScriptError(.exception, "the script host ended with exit code \((status >> 8) & 0xFF)")
        case let signal:
            FlowScriptError(
                .tooLarge,
                "the script host ended by signal \(signal), as it does for lack of memory (\(limits.memory >> 20) MiB)")
        }
    }

    private func takeTurn() async {
        guard isBusy else {
            isBusy = true
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    private func passTurn() {
        if queue.isEmpty { isBusy = false } else { queue.removeFirst().resume() }
    }
}
