import FlowDocuments
import MaestroConformance
import Testing

/// Case files that others wrote may say anything: such cases fail, and the program does not.
struct CrookedCaseTests {
    private struct Texts: FlowFiles {
        var texts: [String: String]

        func read(_ path: String) throws(FlowError) -> [UInt8] {
            guard let text = texts[path] else { throw FlowError(.missingFile, "No File", path) }
            return Array(text.utf8)
        }

        func kind(_ path: String) -> FlowFileKind? { texts[path] == nil ? nil : .file }
        func files(below folder: String) throws(FlowError) -> [String] { texts.keys.sorted() }
    }

    @Test(
        arguments: [
            (
                "parse-cases.json", "swipe: {start: '${A}', end: '${B}'}",
                #"{"cases":[{"flow":"a.yaml","expect":{"commandsExactly":[{},{}]}}]}"#
            ),
            (
                "integration-cases.json", "tapOn: {point: '5,5'}",
                #"""
                {"cases":[{"flow":"a.yaml","layout":{"bounds":[9,9,0,0]},"expect":{"assertions":[{"assert":"currentText","text":"never"}]}},
                {"flow":"a.yaml","expect":{"assertions":[{"assert":"anyInputTextIntInRange","min":9,"max":1}]}}]}
                """#
            ),
            (
                "integration-cases.json", "tapOn: nothing",
                #"{"cases":[{"flow":"a.yaml","expect":{"result":"throws","error":"Unheard"}}]}"#
            ),
            (
                "selector-vectors.json", "back",
                #"{"unit":{"index":[{"nodes":-1},{"nodes":99999999999},{}],"visiblePercentage":[{}],"other":[{}]}}"#
            ),
            ("command-json-cases.json", "back", #"{"cases":[{},{"kotlin":"MaestroCommand("},{"kotlin":"A(B())"}]}"#),
        ])
    func `a case that makes no sense fails`(_ file: String, _ command: String, _ cases: String) async throws {
        let files = Texts(texts: [file: cases, "a.yaml": "appId: app\n---\n- \(command)\n"])
        let outcomes = try await MaestroSuite(files) { _ throws(FlowScriptError) in
            throw FlowScriptError(.noEngine, "no engine here")
        }.run()
        #expect(!outcomes.isEmpty)
        for outcome in outcomes {
            guard case .failed = outcome.verdict else {
                Issue.record("\(outcome)")
                continue
            }
        }
    }
}
