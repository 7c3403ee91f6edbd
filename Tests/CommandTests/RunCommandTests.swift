import Agents
import ArgumentParser
import DeviceTestSupport
import Devices
import Flows
import Foundation
import Glibc
import JSON
import Screens
import Synchronization
import Testing
import Tools

@testable import thimble

/// Lends a fake, or refuses.
private struct FakeLender: DeviceLender {
    var device: FakeDevice?

    func withDevice<Value>(_ choice: DeviceChoice, _ body: (any Device) async throws -> Value) async throws -> Value {
        guard let device else { throw DeviceError(.unreachable, "nothing there", serial: "x") }
        return try await body(device)
    }
}

// One after another: a signal is for the whole process.
@Suite(.serialized) struct RunCommandTests {
    /// Runs in a folder of its own and hands back the exit code and every file.
    private func run(
        _ arguments: [String], on device: FakeDevice?
    ) async throws -> (code: Int32, files: [String: String]) {
        try await run(arguments, FakeLender(device: device), clock: device?.clock ?? ManualClock())
    }

    private func run(
        _ arguments: [String], _ lender: some DeviceLender, clock: any Clock<Duration>
    ) async throws -> (code: Int32, files: [String: String]) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = [
            "--save", folder.path + "/flow.yaml", "--report", folder.path + "/report", "--journal",
            folder.path + "/run.jsonl",
        ]
        let command = try RunCommand.parse(arguments + paths + ["--model", "baseline"])
        var code: Int32 = 0
        do {
            try await command.run(on: lender, clock: clock)
        } catch let error as ExitCode {
            code = error.rawValue
        } catch let error as any ReportableError {
            code = error.exitCode
        }
        var files: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let path = folder.path + "/" + name
            if let data = FileManager.default.contents(atPath: path) {
                files[name] = String(decoding: data, as: UTF8.self)
            }
        }
        return (code, files)
    }

    @Test func aRunLeavesJournalFlowAndReport() async throws {
        let (code, files) = try await run(["turn on airplane mode", "--json"], on: FakeDevice(.settings))
        #expect(code == 0)
        let journal = RunJournal.read(Array((files["run.jsonl"] ?? "").utf8))
        #expect(journal.isComplete)
        #expect(
            journal.events.compactMap { $0["event"]?.string } == [
                "start", "observe", "plan", "act", "verify", "observe", "plan", "act", "verify", "observe", "plan",
                "end",
            ])
        #expect(files["report/journal.jsonl"] != nil)
        #expect(files["flow.yaml"]?.contains("launchApp") == true)
        #expect(files["report/flow.yaml"] == files["flow.yaml"])
        #expect(files["report/step-001.svg"]?.contains("class=\"touch\"") == true)
        #expect(files["report/step-003.svg"]?.contains("class=\"touch\"") == false)
        #expect(files["report/index.html"]?.contains("step-002.svg") == true)
    }

    @Test func noFileShowsAPassword() async throws {
        let (code, files) = try await run(
            ["type \"hunter2 & co\" into Password", "--json"], on: FakeDevice(.mail))
        #expect(code == 0)
        for (name, text) in files {
            #expect(!text.contains("hunter2"), "\(name)")
        }
        #expect(files["flow.yaml"]?.contains("${SECRET_1}") == true)
    }

    @Test func aScreensMarkupStaysText() async throws {
        var phone = FakePhone.settings
        let hostile = "<script>alert(1)</script>'\""
        phone.pages["home"]?.views.append(FakePhone.row(4, hostile, "", .go("about")))
        let (_, files) = try await run(["tap \"\(hostile)\"", "--json"], on: FakeDevice(phone))
        #expect(files["report/index.html"]?.contains("<script") == false)
        #expect(files["report/index.html"]?.contains("&lt;script&gt;") == true)
    }

    @Test(arguments: [
        ("tap Delete account", FakeDevice.Fault.none, Int32(2)), ("turn on the coffee machine", .none, 1),
        ("tap Continue", .dies(after: 1), 69), ("tap Continue", .hangs(after: 3), 69),
    ])
    func endingsAreExitCodes(_ instruction: String, _ fault: FakeDevice.Fault, _ code: Int32) async throws {
        let (found, files) = try await run([instruction, "--json"], on: FakeDevice(.mail, fault))
        #expect(found == code)
        let journal = RunJournal.read(Array((files["run.jsonl"] ?? "").utf8))
        #expect(journal.isComplete)
        #expect(journal.events.last?["exit_code"]?.integer == Int64(code))
    }

    @Test(
        "An interrupt ends the journal, saves the flow so far, and exits as shells expect",
        arguments: [SIGINT, SIGTERM])
    func interrupts(_ number: Int32) async throws {
        // The phone sends the signal itself, so that it comes in the middle of a run.
        let device = FakeDevice(.settings, .signals(number, after: 6))
        let (code, files) = try await run(["turn on airplane mode", "--json"], on: device)
        #expect(code == 130)
        let journal = RunJournal.read(Array((files["run.jsonl"] ?? "").utf8))
        #expect(journal.isComplete)
        #expect(journal.brokenLines.isEmpty)
        #expect(journal.events.last?["ending"] == "cancelled")
        #expect(files["flow.yaml"]?.contains("launchApp") == true)
        #expect(files["report/index.html"]?.contains("cancelled") == true)
    }

    @Test(
        "On a simulated phone the exit code tells what the phone's state proves",
        arguments: [
            ("truncate@shell:uiautomator#1", Int32(0)), ("dialog@shell:uiautomator#2=low-battery", 0),
            ("drop@shell:input#2", 69), ("reboot@shell:uiautomator#4", 69), ("refuse@shell:input", 1),
        ])
    func simulatedFaults(_ fault: String, _ wanted: Int32) async throws {
        let phone = try FaultyTask.airplane.phone([fault])
        let (code, files) = try await run(
            [FaultyTask.airplane.instruction, "--json"], SimulatedLender(phone: phone), clock: ContinuousClock())
        #expect(code == wanted)
        // A tap whose connection broke was made; the run does not claim it.
        if code == 0 { #expect(FaultyTask.airplane.isDone(on: phone)) }
        let journal = RunJournal.read(Array((files["run.jsonl"] ?? "").utf8))
        #expect(journal.isComplete && journal.events.last?["exit_code"]?.integer == Int64(wanted))
        // Where nothing was done there is no flow, and no empty file either.
        #expect(files["flow.yaml"]?.isEmpty != true)
        #expect(files["flow.yaml", default: ""].contains("Airplane mode") == (code == 0))
    }

    @Test func aDeviceThatIsNotThereIsUnavailable() async throws {
        #expect(try await run(["tap OK"], on: nil).code == 69)
    }

    @Test(arguments: [
        [], [" "], ["tap", "--max-steps", "0"], ["tap", "--save", ""], ["tap", "--device", "sim:"],
        ["tap", "--device", ""],
    ])
    func refusesWhatItCannotMean(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try RunCommand.parse(arguments) }
    }

    @Test func devicesAreChosen() throws {
        #expect(try RunCommand.parse(["tap"]).options.device == .any)
        #expect(try RunCommand.parse(["tap", "--device", "sim:shop"]).options.device == .simulated(app: "shop"))
        #expect(
            try RunCommand.parse(["tap", "--device", "localhost:5555"]).options.device == .serial("localhost:5555"))
    }

    @Test func variablesComeFromTheEnvironment() throws {
        #expect(try RunCommand.variables(of: "type ${PATH} and $HOME and ${ x").keys.sorted() == ["PATH"])
        #expect(throws: UsageError.self) { try RunCommand.variables(of: "type ${THIMBLE_NOT_SET_ANYWHERE}") }
    }

    @Test(arguments: [true, false]) func progressIsOneLineAStep(_ isLive: Bool) async {
        let device = FakeDevice(.settings)
        let text = Mutex("")
        let progress = ProgressLine(isLive: isLive) { part in text.withLock { $0 += part } }
        let agent = Agent(
            StepExecutor(device, clock: device.clock), planner: BaselinePlanner(), observers: [progress])
        _ = await agent.run("turn on airplane mode")
        let lines = text.withLock { $0 }.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[2].contains("tap switch \"Airplane mode\""))
        #expect(lines[2].contains(isLive ? "\u{1B}[32m✓" : "✓ 2"))
        #expect(lines.allSatisfy { $0.contains("\u{1B}") == isLive })
    }

    @Test func aScreensTextCannotMoveTheCursor() {
        #expect(TerminalText.plain("a\u{1B}[2Kb\u{202E}c\nd") == "a [2Kbc d")
    }
}
