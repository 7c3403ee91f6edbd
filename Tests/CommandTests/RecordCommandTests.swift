import ArgumentParser
import Devices
import FlowDocuments
import Foundation
import TestSupport
import Testing

@testable import thimble

/// What is done on a simulated phone, written down over ADB.
@Suite("thimble record") struct RecordCommandTests {
    private static func lines(_ texts: [String]) -> AsyncStream<String> {
        AsyncStream { continuation in
            for text in texts { continuation.yield(text) }
            continuation.finish()
        }
    }

    @Test("Lines are done, recorded, and replay on another phone")
    func commands() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "flow.yaml")
            let record = try RecordCommand.parse(["--from", "commands", "--output", file.path, "--assert"])
            try await record.run(
                on: SimulatedLender(phone: try FaultyTask.phone("settings", [])),
                lines: Self.lines(["tap \"Network & internet\"", "", "tap \"Airplane mode\""]))
            let flow = try FlowDocument(reading: [UInt8](try Data(contentsOf: file)), file: "flow.yaml")
            #expect(flow.commands.count == 4)
            #expect(flow.commands[2].operation.target?.id == "airplane_mode")
            let test = try TestCommand.parse([file.path])
            try await test.run(on: SimulatedLender(phone: try FaultyTask.phone("settings", [])))
        }
    }

    @Test("The first line that cannot be done ends a script, and what was done until then is written")
    func fault() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "flow.yaml")
            let record = try RecordCommand.parse(["--from", "commands", "--output", file.path])
            let error = await #expect(throws: StepFault.self) {
                try await record.run(
                    on: SimulatedLender(phone: try FaultyTask.phone("settings", [])),
                    lines: Self.lines(["tap \"Network & internet\"", "tap \"Nowhere\"", "back"]))
            }
            #expect(error?.description.hasPrefix("line 2: ") == true)
            #expect(error?.exitCode == 1)
            #expect(try String(contentsOf: file, encoding: .utf8).contains("dashboard_network"))
        }
    }

    @Test("Its time is over also when no line comes", .hangGuard)
    func silence() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "flow.yaml")
            let record = try RecordCommand.parse(["--from", "commands", "--for", "1", "--output", file.path])
            let (lines, input) = AsyncStream<String>.makeStream()
            try await record.run(on: SimulatedLender(phone: try FaultyTask.phone("settings", [])), lines: lines)
            input.finish()
            #expect(try String(contentsOf: file, encoding: .utf8).contains("com.android.settings"))
        }
    }

    @Test("The program ends at its time while its standard input is open and silent", .hangGuard)
    func silentInput() async throws {
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "thimble")
            .path
        try await withTemporaryFolder { folder in
            let script =
                "mkfifo in && exec 3<>in && exec \"$0\" record --device sim:settings --for 1 --output f.yaml <&3"
            let output = try await Program(path: "/bin/sh").run(
                ["-c", "cd \"$1\" && { \(script); }", program, folder.path], limit: .seconds(120))
            #expect(!output.isLate && output.status == 0, "\(output.errorText)")
            #expect(output.errorText.hasSuffix("thimble: f.yaml: 1 step\n"))
        }
    }

    @Test(
        "Standard input is lines, however it comes",
        arguments: [
            ([""], []), (["a\nb\n"], ["a", "b"]), (["a\nb"], ["a", "b"]), (["a", "b\r\n", "\nc"], ["ab", "", "c"]),
        ] as [([String], [String])])
    func inputLines(_ pieces: [String], _ lines: [String]) async throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for piece in pieces { #expect(DescriptorOutput.write(Array(piece.utf8), to: ends[1])) }
        close(ends[1])
        let read = await StandardInput.lines(of: ends[0]).reduce(into: []) { $0.append($1) }
        close(ends[0])
        #expect(read == lines)
    }

    @Test("A finger on a simulated phone's glass is heard by getevent")
    func glass() async throws {
        try await SimulatedLender(phone: try FaultyTask.phone("settings", [])).withDevice(.any) { device in
            let glass = try await device.shell("getevent -lp")
            #expect(glass.text.contains("ABS_MT_POSITION_X"))
            let done = try await device.shell("sim finger 300 700")
            #expect(done.exitCode == 0)
            let wrong = try await device.shell("sim finger here")
            #expect(wrong.exitCode != 0)
        }
    }
}
