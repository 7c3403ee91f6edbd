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

    @Test(arguments: ["gpt", "missing", "ftp://localhost", "http://", "http://user:word@localhost"])
    func aModelThatDoesNotExistIsAUsageError(_ name: String) {
        #expect { try ModelChoice(name) } throws: { ($0 as? any ReportableError)?.exitCode == 64 }
    }

    @Test(arguments: ["http://localhost:1/v1#m", "https://example.org"])
    func anAddressIsAnEndpoint(_ name: String) throws {
        guard case .endpoint = try ModelChoice(name) else {
            Issue.record("\(name) is no endpoint")
            return
        }
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

    @Test("The embedded model plans and calls unless another is named", arguments: [nil, "embedded", "baseline"])
    func modelsAreNamed(name: String?) async throws {
        #expect(try await ModelChoice(name).withPlanner { $0.name } == name ?? "embedded")
        #expect(try await ModelChoice(name).withFunctionCaller { $0.name } == name ?? "embedded")
    }
}
