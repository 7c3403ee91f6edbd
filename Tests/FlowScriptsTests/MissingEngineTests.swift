import FlowDocuments
import FlowScripts
import Testing

/// What is said when there is no engine, or no host; needs neither.
struct MissingEngineTests {
    @Test func `nothing is started before something is computed`() async throws {
        let engine = ScriptProcess(platform: "web", http: CannedHTTP(), command: ["/nonexistent/thimble"])
        try await engine.set("A", to: "1")
        try await engine.enterScope()
        let error = await fault { try await engine.evaluate("1", at: SourcePlace("f.yaml", line: 2, column: 3)) }
        #expect(error?.message == "the script host does not start: No such file or directory")
        #expect(error?.place == SourcePlace("f.yaml", line: 2, column: 3))
    }

    @Test func `without a library it is said what installs one`() async throws {
        let engine = ScriptProcess(
            platform: "ios", http: CannedHTTP(), libraries: ["libnosuchengine.so.1"], command: [scriptHost])
        for _ in 0..<2 {
            let error = await fault { try await engine.evaluate("1", at: nil) }
            #expect(error?.code == .noEngine)
            #expect(error?.message.hasSuffix("apt-get install libjavascriptcoregtk-4.1-0") == true)
        }
        await engine.close()
    }

    @Test(arguments: ["/bin/true", "/bin/cat", "/bin/echo"])
    func `a program that is no host is an error`(_ program: String) async throws {
        let engine = ScriptProcess(
            platform: "ios", http: CannedHTTP(), limits: ScriptLimits(start: .seconds(10)), command: [program])
        let error = await fault { try await engine.evaluate("1", at: nil) }
        #expect(error?.code == .exception)
    }
}
