import Agents
import ArgumentParser
import Foundation
import JSON
import Testing
import Tools

@testable import thimble

@Suite("thimble call")
struct CallCommandTests {
    @Test(arguments: [
        [], ["wake me"], ["--tools", "clock.json"], [" ", "--tools", "clock.json"],
        ["wake me", "--tools", "clock.json", "--budget", "0"],
    ])
    func refusesWhatItCannotDo(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try CallCommand.parse(arguments) }
    }

    @Test(
        "Where there is no function to choose from, the command says so and asks nobody",
        arguments: [("[]", "24000", 65), (#"[{"name":"wake","description":"Wake somebody."}]"#, "5", 64)]
            as [(
                String, String, Int32
            )])
    func nothingToChooseFrom(tools: String, budget: String, code: Int32) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try Data(tools.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let command = try CallCommand.parse([
            "wake me", "--tools", file.path, "--budget", budget, "--model", "baseline",
        ])
        await #expect {
            try await command.run()
        } throws: {
            ($0 as? any ReportableError)?.exitCode == code
        }
    }

    @Test("Calls are printed one a line, with numbers where there are several")
    func text() {
        var calls = FunctionCalls()
        calls.calls = [ToolCall("set_alarm", ["hour": 7, "sound": "bell"])]
        calls.dependencies = [[]]
        func report() -> FunctionCallReport {
            FunctionCallReport(calls: calls, model: "m", offered: 3, milliseconds: 1.5)
        }
        #expect(report().text == #"set_alarm(hour: 7, sound: "bell")"#)
        calls.calls.append(ToolCall("book", ["flight": "$1.id"]))
        calls.dependencies.append([1])
        #expect(report().text == "1. set_alarm(hour: 7, sound: \"bell\")\n2. book(flight: \"$1.id\")")
        #expect(
            report().json["calls"]?[1] == ["name": "book", "arguments": ["flight": "$1.id"], "needs": [1]])
    }

    @Test("Where nothing is called the reason is printed")
    func noCall() {
        var calls = FunctionCalls()
        calls.noCall = .offTopic
        let report = FunctionCallReport(calls: calls, model: "m", offered: 3, milliseconds: 1)
        #expect(report.text == "no call: off_topic")
        #expect(report.json["no_call"] == "off_topic")
        #expect(report.json["calls"] == [])
    }
}
