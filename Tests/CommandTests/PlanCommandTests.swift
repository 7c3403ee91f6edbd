import Agents
import ArgumentParser
import Flows
import Hierarchies
import JSON
import Screens
import Testing
import Tools

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

    @Test func anIOSScreenHasNoScriptForADB() throws {
        let source = """
            <XCUIElementTypeApplication type="XCUIElementTypeApplication" x="0" y="0" width="390" height="844">\
            <XCUIElementTypeButton type="XCUIElementTypeButton" label="OK" x="0" y="0" width="90" height="44"/>\
            </XCUIElementTypeApplication>
            """
        let hierarchy = try Hierarchy(reading: Array(source.utf8), file: "source.xml")
        let script = PlanScript(screen: Screen(hierarchy), hierarchy: hierarchy)
        let tap = ToolCall("tap", ["element": 1])
        #expect(try script.flowStep(tap).contains("OK"))
        #expect { try script.shellScript(tap) } throws: { ($0 as? ExportError)?.code == .unsupportedSystem }
    }

    @Test func theBaselineIsNamed() throws {
        #expect(try ModelChoice.planner("baseline").name == "baseline")
        #expect(try ModelChoice.planner(nil).name == "baseline")
    }
}
