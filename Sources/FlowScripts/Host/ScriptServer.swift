internal import FlowDocuments
internal import Glibc
internal import JSON

/// The child process's side: one session, driven by lines of JSON.
package enum ScriptServer {
    /// Serves until the input ends or says what nobody understands.
    ///
    /// Call it first thing in a process that has one thread: it sets environment variables, and at the first message
    /// limits that cannot be taken back.
    ///
    /// - Parameters:
    ///   - input: where calls and answers of `http` come from.
    ///   - output: where outcomes and requests go to.
    package static func serve(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) {
        // What the parent left open is none of a script's business.
        closefrom(max(input, output, STDERR_FILENO) + 1)
        // Without compilers at run time no page is both written and run; with one marker no threads begin late.
        for (name, value) in [
            ("JSC_useJIT", "0"), ("JSC_useWasm", "0"), ("JSC_useSharedArrayBuffer", "0"),
            ("JSC_numberOfGCMarkers", "1"), ("GIGACAGE_ENABLED", "0"),
        ] {
            setenv(name, value, 1)
        }
        ParentWatch.begin()
        var lines = LineReader(input)
        guard let first = lines.next(), let call = ScriptCall(first),
            case .open(let platform, let libraries, let cpuSeconds, let memory, let message) = call
        else { return }
        lines.limit = message
        let channel = Channel(lines: lines, output: output, limit: message)
        do throws(FlowScriptError) {
            let session = try ScriptSession(
                JavaScriptCore(libraries: libraries), platform: platform, send: channel.answer)
            // What is read from files at its first use must have been used before there are no more files.
            _ = try session.evaluate("new Date().toString() + new Intl.DateTimeFormat() + Math.random()", at: nil)
            try Confinement.enter(memory: memory)
            channel.send(.ready)
            while let json = channel.lines.next(), let call = ScriptCall(json) {
                try Confinement.allow(cpuSeconds: cpuSeconds)
                guard let reply = reply(to: call, session) else { continue }
                channel.send(reply)
            }
        } catch {
            channel.send(.error(error))
        }
    }

    /// What a call came to; nil for one without an answer.
    private static func reply(to call: ScriptCall, _ session: ScriptSession) -> ScriptReply? {
        do throws(FlowScriptError) {
            switch call {
            case .open: return .error(FlowScriptError(.exception, "the engine is open already"))
            case .enterScope: session.enterScope()
            case .leaveScope: session.leaveScope()
            case .set(let name, let value): session.set(name, to: value)
            case .setCopiedText(let text): try session.setCopiedText(text)
            case .evaluate(let source, let place): return .outcome(try session.evaluate(source, at: place))
            case .run(let source, let file, let environment):
                return .outcome(try session.run(source, file: file, environment: environment))
            }
            return nil
        } catch {
            return .error(error)
        }
    }

    /// The two descriptors; a class, since the session's requests come in the midst of a call.
    private final class Channel {
        var lines: LineReader
        private let output: Int32
        private let limit: Int

        init(lines: LineReader, output: Int32, limit: Int) {
            self.lines = lines
            self.output = output
            self.limit = limit
        }

        func send(_ reply: ScriptReply) {
            var bytes = Array(reply.json.print().utf8)
            if bytes.count >= limit {
                let error = FlowScriptError(.tooLarge, "the value and the logs are longer than \(limit) bytes")
                bytes = Array(ScriptReply.error(error).json.print().utf8)
            }
            bytes.append(UInt8(ascii: "\n"))
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                // Nobody is there any more to be told.
                guard count > 0 else { exit(1) }
                sent += count
            }
        }

        /// Asks the parent for what a script's `http` wants.
        func answer(_ request: String) -> String {
            guard request.utf8.count < limit - 100, let json = try? JSONValue(parsing: request) else {
                return #"{"failure":"the request is longer than \#(limit) bytes"}"#
            }
            send(.request(json))
            guard let answer = lines.next() else { exit(1) }
            return answer.print()
        }
    }
}
