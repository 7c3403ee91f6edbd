import FlowDocuments
import FlowScripts
import Foundation
import TestSupport
import Testing

/// The host by itself: what it may do, and how it ends.
@Suite(.enabled(if: Engine.isInstalled, "libjavascriptcoregtk is not installed")) struct ScriptServerTests {
    private static func opening(cpuSeconds: Int = 30) -> String {
        let names = JavaScriptCore.libraries.map { "\"\($0)\"" }.joined(separator: ",")
        return """
            {"call":"open","platform":"web","libraries":[\(names)],\
            "cpuSeconds":\(cpuSeconds),"memory":67108864,"message":8000}

            """
    }

    /// Lets the host write into a pipe, since it may write no file, and tells its status on standard error.
    private func serve(_ input: String) async throws -> (text: String, status: Int32?) {
        let words = ["-c", "{ \"$0\"; echo $? >&2; } | cat", scriptHost]
        let output = try await Program(path: "/bin/sh").run(words, input: Array(input.utf8))
        return (output.text, output.errorText.split(separator: "\n").last.flatMap { Int32($0) })
    }

    @Test func `a host answers line by line and ends with its input`() async throws {
        let calls = [#"{"call":"set","name":"A","value":"1"}"#, #"{"call":"evaluate","source":"A + 1"}"#]
        let output = try await serve(Self.opening() + calls.map { $0 + "\n" }.joined())
        #expect(output.text == #"{"ready":true}"# + "\n" + #"{"value":"11","logs":[]}"# + "\n")
        #expect(output.status == 0)
    }

    @Test(arguments: ["", "\n", "{}\n", "[1]\n", "no\n", "{\"call\":\"evaluate\",\"source\":\"1\"}\n"])
    func `a host that is not opened says nothing`(_ input: String) async throws {
        let output = try await serve(input)
        #expect(output.text == "")
        #expect(output.status == 0)
    }

    @Test(arguments: ["", "no\n", "{\"call\":\"explode\"}\n", String(repeating: "x", count: 9000) + "\n"])
    func `a host ends at what it does not understand`(_ input: String) async throws {
        let output = try await serve(Self.opening() + input + #"{"call":"evaluate","source":"1"}"# + "\n")
        #expect(output.text.hasPrefix(#"{"ready":true}"# + "\n"))
        #expect(output.text.contains("value") == input.isEmpty)
        #expect(output.status == 0)
    }

    @Test func `a call that nobody ends ends at its computing time`() async throws {
        let endless = #"{"call":"evaluate","source":"for (;;) {}"}"#
        let output = try await serve("\(Self.opening(cpuSeconds: 0))\(endless)\n")
        #expect(output.status == 128 + SIGXCPU)
    }

    @Test func `a host ends soon after its parent, whatever it computes`() async throws {
        // The inner shell opens the host, gives it its endless script, and is gone. The outer one ends with the last who
        // holds its pipe, which is the host by its standard error.
        let script = """
            trap 'rm -rf "$dir"' EXIT; dir=$(mktemp -d); mkfifo "$dir/in" "$dir/out"
            "$0" <"$dir/in" >"$dir/out" & exec 3>"$dir/in" 4<"$dir/out"
            printf %s "$1" >&3; read -r ready <&4; printf %s "$2" >&3; echo "$ready"
            """
        let endless = #"{"call":"evaluate","source":"for (;;) {}"}"# + "\n"
        let words = [
            "-c", "sh -c \"$0\" \"$@\" 2>&1 | cat", script, scriptHost, Self.opening(cpuSeconds: 300), endless,
        ]
        let output = try await Program(path: "/bin/sh").run(words, limit: .seconds(120))
        #expect(output.text.hasSuffix(#"{"ready":true}"# + "\n"))
        #expect(!output.isLate)
    }

    @Test func `a host hears no signal of its parent's terminal`() async throws {
        let mark = UUID().uuidString
        let engine = ScriptProcess(platform: "ios", http: CannedHTTP(), command: [scriptHost, mark])
        _ = try await engine.evaluate("1", at: nil)
        let child = try #require(try pid(of: mark))
        #expect(getpgid(child) == child)
        await engine.close()
    }

    /// The process that has a mark as its last argument.
    private func pid(of mark: String) throws -> pid_t? {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").first { name in
            (try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8))?.hasSuffix("\0\(mark)\0") == true
        }.flatMap { pid_t($0) }
    }

    @Test func `a host can open nothing, write no file, and has none of its parent's variables`() async throws {
        let mark = UUID().uuidString
        setenv("THIMBLE_TEST_SECRET", mark, 1)
        // As some library might: to be handed on to children.
        let leaked = Foundation.open(#filePath, O_RDONLY)
        defer { Foundation.close(leaked) }
        let engine = ScriptProcess(platform: "ios", http: CannedHTTP(), command: [scriptHost, mark])
        _ = try await engine.evaluate("1", at: nil)
        let child = try #require(try pid(of: mark))
        let limits = try String(contentsOfFile: "/proc/\(child)/limits", encoding: .utf8)
        for name in ["Max open files", "Max file size", "Max core file size"] {
            let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix(name) })
            #expect(line.dropFirst(name.count).split(separator: " ").prefix(2) == ["0", "0"], "\(line)")
        }
        let environment = try String(contentsOfFile: "/proc/\(child)/environ", encoding: .utf8)
        #expect(!environment.contains(mark))
        let opened = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/fd").map {
            try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(child)/fd/\($0)")
        }
        #expect(opened.contains("/dev/null"))
        #expect(!opened.contains(#filePath), "\(opened)")
        await engine.close()
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(child)"))
    }
}
