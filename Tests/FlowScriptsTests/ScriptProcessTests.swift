import FlowDocuments
import FlowScripts
import Foundation
import Testing

/// The engine in its child process: the same values, and limits that hold.
@Suite(.enabled(if: Engine.isInstalled, "libjavascriptcoregtk is not installed")) struct ScriptProcessTests {
    @Test func `expressions, scopes, scripts and logs work through the process`() async throws {
        try await withEngine { engine in
            try await engine.set("NAME", to: "outer\n\u{0}\"")
            try await engine.enterScope()
            try await engine.set("NAME", to: "inner")
            try await engine.setCopiedText("copied")
            let seen = try await engine.evaluate("[NAME, maestro.copiedText, maestro.platform].join()", at: nil)
            #expect(seen.value == "inner,copied,ios")
            let script = "console.log(NAME, PARAM); output.x = {a: 1}"
            let outcome = try await engine.run(script, file: "a.js", environment: [.init("PARAM", "é😀")])
            #expect(outcome == ScriptOutcome(value: "", logs: ["inner é😀"]))
            try await engine.leaveScope()
            #expect(try await engine.evaluate("NAME", at: nil).value == "outer\n\u{0}\"")
            #expect(try await engine.evaluate("output.x", at: nil).value == #"{"a":1}"#)
        }
    }

    @Test func `calls that come at once are done one after another`() async throws {
        try await withEngine { engine in
            let values = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await engine.evaluate("output.n = (output.n || 0) + 1", at: nil).value
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(values == Set((1...20).map(String.init)))
        }
    }

    @Test(arguments: ["for (;;) {}", "while (true) output.a = [1]", "/(a+)+$/.test('a'.repeat(60) + 'b')"])
    func `an endless script ends at its limit, and the engine with it`(_ script: String) async throws {
        try await withEngine(ScriptLimits(time: .milliseconds(200))) { engine in
            let error = await fault { try await engine.run(script, file: "a.js", environment: []) }
            #expect(error?.code == .tooLate)
            let later = await fault { try await engine.evaluate("1", at: nil) }
            #expect(later?.code == .tooLate)
            #expect(later?.message.hasPrefix("the script engine has ended before: the script took longer than") == true)
            await #expect(throws: FlowScriptError.self) { try await engine.set("A", to: "1") }
        }
    }

    @Test(
        arguments: [
            "const a = []; for (;;) a.push({a: 1, b: [1, 2, 3]})", "const a = []; for (;;) a.push(new Uint8Array(1e7))",
            "const a = []; for (let i = 0;; i++) a.push('z'.repeat(1e6) + i)", "let s = 'x'; for (;;) s += s",
            "const m = new Map(); for (let i = 0;; i++) m.set(i, i)", "for (let i = 0;; i++) output['k' + i] = {i}",
            "output.a = []; for (;;) { try { for (;;) output.a.push({}) } catch { output.a.push(1, {}) } }",
        ])
    func `a script that wants all memory gets no more than its limit`(_ script: String) async throws {
        try await withEngine(ScriptLimits(time: .seconds(60), memory: 64 << 20)) { engine in
            let error = await fault { try await engine.run(script, file: "a.js", environment: []) }
            #expect(error?.code == .tooLarge, "\(String(describing: error))")
        }
    }

    @Test func `what becomes garbage does not count`() async throws {
        try await withEngine(ScriptLimits(memory: 64 << 20)) { engine in
            let script = """
                let n = 0
                for (let i = 0; i < 1000; i++) n += ('z'.repeat(1e6) + i).toUpperCase().length
                output.n = n
                """
            _ = try await engine.run(script, file: "a.js", environment: [])
            #expect(try await engine.evaluate("output.n", at: nil).value == "1000002890")
        }
    }

    @Test func `messages have a limit both ways, and the engine lives on`() async throws {
        try await withEngine(ScriptLimits(message: 10_000)) { engine in
            for expression in ["'x'.repeat(10000)", "'\(String(repeating: "x", count: 10_000))'"] {
                let error = await fault { try await engine.evaluate(expression, at: nil) }
                #expect(error?.code == .tooLarge)
            }
            let outcome = try await engine.evaluate("1", at: nil)
            #expect(outcome.value == "1")
        }
    }

    @Test func `closing and cancelling end a script`() async throws {
        for closes in [true, false] {
            try await withEngine { engine in
                _ = try await engine.evaluate("1", at: nil)
                let endless = Task {
                    await fault { try await engine.run("for (;;) {}", file: "a.js", environment: []) }
                }
                if closes { await engine.close() } else { endless.cancel() }
                let error = await endless.value
                #expect(error?.code == .exception)
            }
        }
    }
}

/// The fixture, beside the bundle of the tests.
let scriptHost = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "ScriptHost").path

/// Lends an engine, which is closed afterwards.
func withEngine(
    _ limits: ScriptLimits = ScriptLimits(), http: any ScriptHTTP = CannedHTTP(),
    _ body: (ScriptProcess) async throws -> Void
) async throws {
    let engine = ScriptProcess(platform: "ios", http: http, limits: limits, command: [scriptHost])
    let result: Result<Void, any Error>
    do { result = .success(try await body(engine)) } catch { result = .failure(error) }
    await engine.close()
    try result.get()
}

/// What a call throws; nil when it does not.
func fault(_ body: () async throws -> ScriptOutcome) async -> FlowScriptError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? FlowScriptError
    }
}
