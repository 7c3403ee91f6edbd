package import FlowDocuments
package import Flows
internal import JSON

/// Maestro's own cases, as data in a folder; they come from its tests.
///
/// `integration-cases.json`, `parse-cases.json`, `workspace-cases.json`, `command-json-cases.json` and
/// `selector-vectors.json`; those that are not there are left out.
package struct MaestroSuite: Sendable {
    private let files: any FlowFiles
    private let engine: FlowRunner.EngineMaker

    /// - Parameters:
    ///   - files: the folder's, by their paths within it.
    ///   - engine: makes script engines.
    package init(_ files: any FlowFiles, engine: @escaping FlowRunner.EngineMaker) {
        self.files = files
        self.engine = engine
    }

    /// Runs every case.
    ///
    /// - Returns: how each ended.
    /// - Throws: when the folder holds no cases, or a file of them cannot be read.
    package func run() async throws(FlowError) -> [CaseOutcome] {
        var outcomes: [CaseOutcome] = []
        for test in try cases("integration-cases.json", "cases") {
            outcomes.append(await IntegrationCase(test: test, files: files, engine: engine).outcome())
        }
        for test in try cases("parse-cases.json", "cases") {
            outcomes.append(ParseCase(test: test, files: files).outcome)
        }
        for test in try cases("workspace-cases.json", "plan") {
            outcomes.append(PlanCase(test: test, files: files).outcome)
        }
        for test in try cases("workspace-cases.json", "errors") {
            outcomes.append(ErrorCase(test: test, files: files).outcome)
        }
        for test in try cases("command-json-cases.json", "cases") { outcomes.append(CommandCase(test: test).outcome) }
        for test in try cases("selector-vectors.json", "vectors") { outcomes.append(SelectorCase(test: test).outcome) }
        for (name, tests) in try json("selector-vectors.json")?["unit"]?.object?.members ?? [] {
            for (index, test) in (tests.array ?? []).enumerated() {
                outcomes.append(UnitCase(name: name, index: index, test: test).outcome)
            }
        }
        guard !outcomes.isEmpty else {
            throw FlowError(.missingFile, "No Cases", "the folder holds none of Maestro's case files")
        }
        return outcomes
    }

    private func cases(_ file: String, _ key: String) throws(FlowError) -> [JSONValue] {
        try json(file)?[key]?.array ?? []
    }

    private func json(_ file: String) throws(FlowError) -> JSONValue? {
        guard files.kind(file) == .file else { return nil }
        let bytes = try files.read(file)
        do { return try JSONValue(parsing: bytes) } catch {
            throw FlowError(.malformed, "Malformed Cases", "\(file): \(error)")
        }
    }
}
