import Agents
import ArgumentParser
import Testing

@testable import thimble

@Suite struct PlanCommandTests {
    @Test(arguments: [
        [], ["tap OK"], ["--screen", "a.xml"], ["--screen", "a.xml", "  "], ["--screen", "a.xml", "tap", "--top", "0"],
        ["--batch", "b.jsonl", "tap"], ["--batch", "b.jsonl", "--as", "flow"],
        ["--batch", "b.jsonl", "--screen", "a.xml"],
        ["--screen", "-", "--history", "-", "tap"], ["--screen", "a.xml", "tap", "--as", "yaml"],
    ])
    func refusesWhatItCannotMean(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try PlanCommand.parse(arguments) }
    }

    @Test(arguments: [
        ["--screen", "a.xml", "tap OK"], ["--batch", "b.jsonl"], ["--batch", "-", "--as", "json", "--top", "5"],
        ["--screen", "-", "tap", "--as", "adb", "--from", "rico", "--model", "baseline"],
    ])
    func takesTheContractsOptions(_ arguments: [String]) throws {
        _ = try PlanCommand.parse(arguments)
    }

    @Test(arguments: ["embedded", "http://localhost:1/v1#m", "https://example.org", "gpt"])
    func aModelThatDoesNotExistIsAUsageError(_ name: String) {
        #expect { try ModelChoice.planner(name) } throws: { ($0 as? UsageError)?.exitCode == 64 }
    }

    @Test func theBaselineIsNamed() throws {
        #expect(try ModelChoice.planner("baseline").name == "baseline")
        #expect(try ModelChoice.planner(nil).name == "baseline")
    }
}
