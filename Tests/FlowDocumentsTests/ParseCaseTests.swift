import FlowDocuments
import JSON
import TestSupport
import Testing

/// Maestro's own cases of what a flow is read as.
@Suite(.enabled(if: SharedFlowFiles.isThere, "the shared flows are absent: set THIMBLE_SHARED"))
struct ParseCaseTests {
    static let cases: [JSONValue] = {
        guard let bytes = try? SharedFlowFiles().read("parse-cases.json"), let all = try? JSONValue(parsing: bytes)
        else { return [] }
        return all["cases"]?.array ?? []
    }()

    private func flow(_ test: JSONValue) throws -> FlowDocument {
        let file = try #require(test["flow"]?.string)
        return try FlowDocument(reading: SharedFlowFiles().read(file), file: file)
    }

    /// What Maestro's lists say, in its words; its configuration and variables are commands there.
    @Test(arguments: cases.filter { $0["expect"]?["commandsExactly"] != nil })
    func theListIsTheSame(_ test: JSONValue) throws {
        let flow = try flow(test)
        let wanted = try #require(test["expect"]?["commandsExactly"]?.array)
        var read = [try MaestroForm.config(flow.config)]
        if !flow.config.environment.isEmpty { read.append(MaestroForm.environment(flow.config.environment)) }
        read += try flow.commands.map { try MaestroForm.command($0, app: flow.config.appID) }
        #expect(read.count == wanted.count)
        for (mine, theirs) in zip(read, wanted) { #expect(mine == theirs) }
    }

    @Test(arguments: cases.filter { $0["expect"]?["commandAt"] != nil })
    func theCommandIsTheSame(_ test: JSONValue) throws {
        let flow = try flow(test)
        let expected = try #require(test["expect"]?["commandAt"])
        // Its lists begin with the configuration.
        let index = try #require(expected["index"]?.integer)
        let command = flow.commands[Int(index) - 1]
        let checks = try #require(expected["checks"]?.array)
        var seen = 0
        for check in checks {
            let path = try #require(check["path"]?.string)
            guard let mine = MaestroForm.value(path, of: command) else { continue }
            seen += 1
            switch check["op"]?.string {
            case "isTrue": #expect(mine == "true", "\(path)")
            case "isFalse": #expect(mine == "false", "\(path)")
            case "isNotNull": #expect(!mine.isEmpty, "\(path)")
            default:
                let theirs = try #require(check["value"])
                #expect(mine == theirs.string ?? theirs.integer.map { "\($0)" }, "\(path)")
            }
        }
        #expect(seen > 0)
    }

    @Test(arguments: cases.filter { $0["expect"]?["assertScreenshotThresholds"] != nil })
    func theThresholdsAreTheSame(_ test: JSONValue) throws {
        let read = try flow(test).commands.map { command -> String? in
            guard case .assertScreenshot(_, let threshold) = command.operation else { return nil }
            return threshold ?? "95"
        }
        #expect(read == test["expect"]?["assertScreenshotThresholds"]?.array?.map(\.string))
    }
}
