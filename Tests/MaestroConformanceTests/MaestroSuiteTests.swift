import FlowDocuments
import FlowScripts
import Flows
import Foundation
import MaestroConformance
import TestSupport
import Testing

@Suite(.enabled(if: SharedCases.isThere, "Maestro's cases are absent: set THIMBLE_SHARED"))
struct MaestroSuiteTests {
    @Test("Every case of Maestro's passes but those that are declared, and those that need an engine without one")
    func allPass() async throws {
        let host = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "ScriptHost")
            .path
        let suite = MaestroSuite(SharedCases()) { platform throws(FlowScriptError) in
            ScriptProcess(platform: platform.rawValue.lowercased(), http: NoNetwork(), command: [host])
        }
        let outcomes = try await suite.run()
        for outcome in outcomes {
            if case .failed(let reason) = outcome.verdict {
                Issue.record("\(outcome.suite) \(outcome.id): \(reason.prefix(700))")
            }
        }
        #expect(outcomes.count > 150)
    }
}

/// Sends nothing: the cases that call a server are left out.
private struct NoNetwork: ScriptHTTP {
    func send(
        _ request: ScriptHTTPRequest, within limit: Duration
    ) async throws(ScriptHTTPFailure) -> ScriptHTTPResponse {
        throw ScriptHTTPFailure("no network here")
    }
}

/// The shared cases, by their paths in their folder.
struct SharedCases: FlowFiles {
    static var isThere: Bool { SharedCases().kind("integration-cases.json") == .file }

    private var root: URL { SharedData.folder.appending(path: "maestro") }

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        guard let data = try? Data(contentsOf: root.appending(path: path)) else {
            throw FlowError(.missingFile, "No File", path)
        }
        return [UInt8](data)
    }

    func kind(_ path: String) -> FlowFileKind? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder) else {
            return nil
        }
        return isFolder.boolValue ? .folder : .file
    }

    func files(below folder: String) throws(FlowError) -> [String] {
        let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (found?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }.filter { kind($0) == .file }
            .sorted()
    }
}
