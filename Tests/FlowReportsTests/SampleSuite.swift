import FlowDocuments
import Flows
import Foundation
import Hierarchies

/// Suites as a run would give them, of flows that are read and of screens from `fixtures/dumps`.
enum SampleSuite {
    static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    /// 2026-07-01, 12:00 UTC.
    static let start = Duration.seconds(1_782_907_200)

    static func document(_ text: String, file: String) throws -> FlowDocument {
        try FlowDocument(reading: Array(text.utf8), file: file)
    }

    static func screen(_ dump: String) throws -> FlowScreen {
        let bytes = try [UInt8](Data(contentsOf: package.appending(path: "fixtures/dumps/\(dump)")))
        let hierarchy = try Hierarchy(reading: bytes, file: dump)
        let size = hierarchy.nodes.reduce(Rect.zero) { $0.union($1.bounds) }
        return FlowScreen(hierarchy, size: hierarchy.declaredSize ?? Size(width: size.right, height: size.bottom))
    }

    /// One flow of each way to end, without screens: what the exact texts of the tests show.
    static func fixed() throws -> FlowSuiteResult {
        let login = try document(
            """
            appId: com.example.shop
            name: Log in & "out"
            tags: [smoke, auth]
            properties: {junitId: TC-7, junitClassname: shop.Login, priority: P0, owner: ann}
            ---
            - tapOn: {text: Buy, label: Buy it}
            - runFlow:
                commands:
                  - inputText: a<b
            """, file: "flows/login.yaml")
        let plain = try document("appId: com.example.shop\n---\n- tapOn: Pay\n", file: "flows/pay.yaml")
        var tap = CommandResult(
            command: login.commands[0], title: "tap Buy", status: .passed, startedAt: .milliseconds(10),
            duration: .milliseconds(1250))
        tap.point = Point(x: 540, y: 1200)
        tap.target = Rect(left: 40, top: 1100, right: 1040, bottom: 1300)
        tap.heal = HealReport(selector: "text Buy", replacement: "id buy", score: 0.925, evidence: ["same place"])
        let typed = CommandResult(
            command: login.commands[0], title: "type \"a<b\"", status: .warned,
            failure: FlowFailure(.timeout, "the keyboard did not come"), startedAt: .milliseconds(1300),
            duration: .milliseconds(200))
        let inner = CommandResult(
            command: login.commands[1], title: "run commands", status: .passed, startedAt: .milliseconds(1260),
            duration: .milliseconds(300), children: [typed])
        var passed = FlowResult(
            flow: login, device: "emulator-5554", status: .passed, startedAt: start, duration: .milliseconds(6000),
            commands: [tap, inner], attempt: 2)
        passed.logs = ["token <x>", "done"]
        func ended(_ status: FlowStatus, _ failure: FlowFailure? = nil, after seconds: Int) -> FlowResult {
            FlowResult(
                flow: plain, device: "emulator-5554", status: status, failure: failure,
                startedAt: start + .seconds(seconds), duration: .milliseconds(421_573), commands: [])
        }
        return FlowSuiteResult(
            name: "Shop", startedAt: start, duration: .milliseconds(1_915_947),
            flows: [
                passed, ended(.warned, after: 6),
                ended(
                    .failed,
                    FlowFailure(
                        .elementNotFound, "nothing on the screen has the text \"Pay\"",
                        at: SourcePlace("flows/pay.yaml", line: 3, column: 3)), after: 7),
                ended(.infrastructure, FlowFailure(.device, "the device went offline"), after: 8),
                ended(.skipped, after: 9), ended(.cancelled, after: 10),
            ])
    }
}
