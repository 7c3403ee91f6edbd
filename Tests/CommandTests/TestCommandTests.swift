import ArgumentParser
import Devices
import FlowDocuments
import Foundation
import JSON
import TestSupport
import Testing

@testable import thimble

/// Flows on a simulated phone, reached over ADB as any other.
@Suite("thimble test") struct TestCommandTests {
    private struct NoDevice: DeviceLender {
        func withDevice<Value>(
            _ choice: DeviceChoice, _ body: (any Device) async throws -> Value
        ) async throws -> Value {
            throw DeviceError(.unreachable, "nothing there", serial: "x")
        }
    }

    private static let settings = "appId: com.android.settings\n"
    private static let texts = [
        "good.yaml": settings + "tags: [smoke]\n---\n- launchApp\n- tapOn: Network & internet\n- assertVisible: SIMs\n",
        "bad.yaml": settings + "---\n- launchApp\n- tapOn: Nowhere\n",
        "faulty.yaml": settings + "---\n- lunchApp\n",
        "moved.yaml": settings + "---\n- launchApp\n# thimble: "
            + #"{"element":{"role":"row","label":"network internet wi fi mobile airplane mode","id":"dashboard_network","#
            + #""box":[0,220,1000,74],"around":{"above":"settings"}}}"#
            + "\n- tapOn:\n    id: old_id\n- assertVisible: SIMs\n",
    ]

    /// Runs in a folder with the flows, and gives the exit code and what the folder holds then.
    private func run(
        _ arguments: [String], _ lender: (some DeviceLender)? = SimulatedLender?.none
    ) async throws -> (code: Int32, files: [String: String]) {
        try await withTemporaryFolder { folder in
            for (name, text) in Self.texts { try Data(text.utf8).write(to: folder.appending(path: name)) }
            let words = arguments.map { $0.hasPrefix("@") ? folder.appending(path: String($0.dropFirst())).path : $0 }
            let command = try TestCommand.parse(
                words + [
                    "--lookup-timeout", "300", "--optional-lookup-timeout", "200", "--test-output-dir", folder.path,
                ])
            var code: Int32 = 0
            do {
                if let lender {
                    try await command.run(on: lender)
                } else {
                    try await command.run(on: SimulatedLender(phone: try FaultyTask.phone("settings", [])))
                }
            } catch let error as ExitCode {
                code = error.rawValue
            } catch let error as any ReportableError {
                code = error.exitCode
            }
            var files: [String: String] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                files[name] = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            }
            return (code, files)
        }
    }

    @Test(
        "The exit code says how the flows ended",
        arguments: [
            (["@good.yaml"], 0), (["@bad.yaml"], 1), (["@good.yaml", "@bad.yaml"], 1), (["@faulty.yaml"], 65),
            (["@gone.yaml"], 66), (["@good.yaml", "-e", "A=b", "--json"], 0),
        ] as [([String], Int32)])
    func exitCodes(_ arguments: [String], _ code: Int32) async throws {
        #expect(try await run(arguments).code == code)
    }

    @Test("Simulated phones may be named twice, for each is another one")
    func twins() throws {
        #expect(throws: Never.self) { try TestCommand.parse(["f.yaml", "--device", "sim:shop,sim:shop"]) }
    }

    @Test("Without a device nothing runs; a dry run needs none")
    func noDevice() async throws {
        #expect(try await run(["@good.yaml"], NoDevice()).code == 69)
        #expect(try await run(["@good.yaml", "--dry-run"], NoDevice()).code == 0)
    }

    @Test(
        "A report goes where it is wanted",
        arguments: [("junit", "<testsuites>"), ("html", "<!DOCTYPE html>"), ("json", "{")])
    func reports(_ format: String, _ beginning: String) async throws {
        let (code, files) = try await run(["@good.yaml", "--format", format, "--output", "@report"])
        #expect(code == 0)
        #expect(files["report"]?.contains(beginning) == true)
        #expect(files["report"]?.contains("good") == true)
    }

    @Test(
        "Without a format the file's ending says it",
        arguments: [
            ("report.xml", "<testsuite name=\"Nightly\""), ("r.HTML", "<title>Nightly"),
            ("a.jsonl", #""name":"Nightly""#),
            ("report", "1 flow: 1 passed"), ("report.txt", "1 flow: 1 passed"),
        ])
    func endings(_ name: String, _ part: String) async throws {
        let (_, files) = try await run(["@good.yaml", "--output", "@\(name)", "--test-suite-name", "Nightly"])
        #expect(files[name]?.contains(part) == true)
    }

    @Test("A page shows the screens that are wanted", arguments: [("all", true), ("troubled", false), ("none", false)])
    func screens(_ steps: String, _ isShown: Bool) async throws {
        let (_, files) = try await run(["@good.yaml", "--output", "@r.html", "--screens", steps])
        #expect(files["r.html"]?.contains("<figure") == isShown)
    }

    @Test("A step whose id changed heals when it may, and --update writes what it is now")
    func healing() async throws {
        #expect(try await run(["@moved.yaml"]).code == 1)
        let (code, files) = try await run(["@moved.yaml", "--update"])
        #expect(code == 0)
        let flow = try #require(files["moved.yaml"])
        #expect(!flow.contains("old_id"))
        #expect(flow.contains("    id: \"dashboard_network\"\n- assertVisible: SIMs\n"))
    }

    @Test("A dry run says what would run in which order, and moves no cursor by it")
    func dryRun() async throws {
        let texts = [
            "config.yaml": "executionOrder: {flowsOrder: [second]}\n",
            "a.yaml": "appId: app\nname: \"e\\e[31mvil\"\ntags: [x]\n---\n- back\n",
            "second.yaml": "appId: app\n---\n- back\n",
        ]
        try await withTemporaryFolder { folder in
            for (name, text) in texts { try Data(text.utf8).write(to: folder.appending(path: name)) }
            let flows = PlannedFlows(plan: try WorkspacePlan([folder.path], in: FolderFiles()))
            let path = folder.path
            #expect(flows.text == "1.  \(path)/second.yaml  second\n-  \(path)/a.yaml  e [31mvil\n")
            let wanted: JSONValue = [
                ["order": 1, "file": .string("\(path)/second.yaml"), "name": "second", "tags": []],
                ["file": .string("\(path)/a.yaml"), "name": "e\u{1B}[31mvil", "tags": ["x"]],
            ]
            #expect(flows.json == wanted)
        }
    }

    @Test("What is wrong with a flow is one line; only thimble check shows its text")
    func faultyFlow() {
        let error = FlowError(
            .unknownCommand, "Invalid Command", "no such", at: SourcePlace("a.yaml", line: 3, column: 3),
            excerpt: "3 | - tapOnn: x\n  |   ^")
        #expect(FlowCommandError(error).description == "a.yaml:3:3: Invalid Command: no such")
    }

    @Test(
        "What makes no sense is a usage error",
        arguments: [
            ["f.yaml", "--device", "a,b,a"], ["f.yaml", "--device", "a", "--device", "a"],
            [], ["f.yaml", "--format", "pdf"], ["f.yaml", "--json", "--format", "html"], ["f.yaml", "-e", "novalue"],
            ["f.yaml", "--reruns", "-1"], ["f.yaml", "--lookup-timeout", "-5"], ["f.yaml", "--device", "sim:"],
        ])
    func usage(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try TestCommand.parse(arguments) }
    }
}
