import FlowDocuments
import FlowScripts
import Flows
import JSON
import MaestroConformance
import Testing

/// Cases of Maestro's kinds, of which its own files hold none here.
struct OwnCasesTests {
    private static let screen = """
        {"children": [{"text": "Go", "bounds": [0, 0, 100, 100]}, {"text": "Right", "bounds": [640, 400, 740, 500]}]}
        """

    private func outcomes(_ files: OverlayFiles) async throws -> [CaseOutcome] {
        try await MaestroSuite(files) { _ throws(FlowScriptError) in throw FlowScriptError(.noEngine, "none") }.run()
    }

    @Test(
        "A run is judged by its events",
        arguments: [
            ("- pressKey: Enter", #"{"event": "PressKey", "code": "ENTER"}"#),
            ("- pressKey: back", #"{"event": "PressKey", "code": "BACK"}"#),
            ("- pressKey: Remote Dpad Up", #"{"event": "PressKey", "code": "REMOTE_UP"}"#),
            ("- pressKey: Remote Media Play Pause", #"{"event": "PressKey", "code": "REMOTE_PLAY_PAUSE"}"#),
            ("- pressKey: Remote Button A", #"{"event": "PressKey", "code": "REMOTE_BUTTON_A"}"#),
            ("- pressKey: TV Input HDMI 2", #"{"event": "PressKey", "code": "TV_INPUT_HDMI_2"}"#),
            ("- clearState", #"{"event": "SetPermissions", "appId": "app", "permissions": {"all": "unset"}}"#),
            ("- clearState", #"{"event": "ClearState", "appId": "app"}"#),
            ("- launchApp", #"{"event": "SetPermissions", "appId": "app", "permissions": {"all": "allow"}}"#),
            (
                "- setPermissions: {permissions: {sms: deny, all: allow}}",
                #"{"event": "SetPermissions", "appId": "app", "permissions": {"all": "allow", "sms": "deny"}}"#
            ),
            (
                "- launchApp: {arguments: {a: 4.0, b: true, c: '${1}'}}",
                #"{"event": "LaunchApp", "appId": "app", "launchArguments": {"c": "1", "b": true, "a": 4}}"#
            ),
            ("- launchApp: {stopApp: true}", #"{"event": "StopApp", "appId": "app"}"#),
            ("- longPressOn: Go", #"{"event": "TakeScreenshot"}"#),
            (
                "- swipe: {start: '50%,10%', end: '50%,90%'}",
                #"{"event": "Swipe", "start": [270, 96], "end": [270, 864]}"#
            ),
            ("- openLink: {link: 'a://b', browser: true}", #"{"event": "OpenBrowser", "link": "a://b"}"#),
            (
                "- scrollUntilVisible: {element: Right, direction: LEFT}",
                #"{"event": "SwipeElementWithDirection", "direction": "RIGHT"}"#
            ),
            ("- eraseText", #"{"event": "EraseAllText"}"#), ("- stopApp", #"{"event": "StopApp", "appId": "app"}"#),
        ])
    func events(flow: String, event: String) async throws {
        let test = """
            {"id": "own", "kind": "data-driven", "flow": "f.yaml", "layout": \(Self.screen), "installedApps": ["app"],
             "expect": {"result": "pass", "assertions": [{"assert": "hasEvent", "event": \(event)}]}}
            """
        let files = OverlayFiles([
            "integration-cases.json": "{\"cases\": [\(test)]}", "f.yaml": "appId: app\n---\n\(flow)\n",
        ])
        #expect(try await outcomes(files).map(\.verdict) == [.passed])
    }

    @Test(
        "A flow that is refused is right where nothing else is expected of it",
        arguments: [
            ("- back\n- runFlow: gone.yaml", "InvalidFlowFile", #"[{"assert": "noInteraction"}]"#, true),
            ("- bakc", "SyntaxError", "[]", true), ("- bakc", "ElementNotFound", "[]", false),
            ("- back\n- bakc", "SyntaxError", #"[{"assert": "hasEvent", "event": {"event": "BackPress"}}]"#, false),
            ("- back", "SyntaxError", "[]", false), ("- assertVisible: Stop", "AssertionFailure", "[]", true),
            ("- assertVisible: Stop", "ElementNotFound", "[]", false),
        ])
    func refusals(flow: String, error: String, assertions: String, isRight: Bool) async throws {
        let test = """
            {"id": "own", "kind": "data-driven", "flow": "f.yaml", "layout": \(Self.screen),
             "expect": {"result": "throws", "error": "\(error)", "assertions": \(assertions)}}
            """
        let files = OverlayFiles([
            "integration-cases.json": "{\"cases\": [\(test)]}", "f.yaml": "appId: app\n---\n\(flow)\n",
        ])
        #expect((try await outcomes(files).map(\.verdict) == [.passed]) == isRight)
    }

    @Test(
        "What is read is said in the words of Maestro's classes",
        arguments: [
            ("tapOn: a", #"{"type": "TapOnElementCommand", "selector": {"textRegex": "a"}, "longPress": false}"#, true),
            ("tapOn: a", #"{"type": "TapOnElementCommand", "selector": {"textRegex": "a"}, "longPress": true}"#, false),
            ("tapOn: a", #"{"type": "TapOnElementCommand", "selector": {}}"#, false),
            (
                "tapOn: {point: '1,2', repeat: 3, label: L}",
                #"{"type": "TapOnPointV2Command", "point": "1,2", "repeat": {"repeat": 3, "delay": 100}, "label": "L"}"#,
                true
            ),
            (
                "assertVisible: {id: a, optional: true}",
                #"{"type": "AssertConditionCommand", "condition": {"visible": {"idRegex": "a"}}, "optional": true}"#,
                true
            ),
            (
                "assertTrue: ${a}", #"{"type": "AssertConditionCommand", "condition": {"scriptCondition": "${a}"}}"#,
                true
            ),
            ("pressKey: remote dpad up", #"{"type": "PressKeyCommand", "code": "REMOTE_UP"}"#, true),
            ("eraseText: 3", #"{"type": "EraseTextCommand", "charactersToErase": 3}"#, true),
            ("inputRandomNumber", #"{"type": "InputRandomCommand", "inputType": "NUMBER", "length": 8}"#, true),
            ("clearState", #"{"type": "ClearStateCommand", "appId": "app"}"#, true),
            ("setAirplaneMode: enabled", #"{"type": "SetAirplaneModeCommand", "value": "Enable"}"#, true),
            (
                "setLocation: {latitude: 1.5, longitude: -2}",
                #"{"type": "SetLocationCommand", "latitude": "1.5", "longitude": "-2"}"#, true
            ),
            (
                "repeat: {times: 2, commands: [back]}",
                #"{"type": "RepeatCommand", "times": "2", "commands": [{"type": "BackPressCommand"}]}"#, true
            ),
            (
                "repeat: {times: 2, commands: [back]}",
                #"{"type": "RepeatCommand", "times": "2", "commands": [{"type": "ScrollCommand"}]}"#, false
            ),
            (
                "runFlow: {file: s.yaml, env: {A: 1}, when: {visible: b}}",
                #"""
                {"type": "RunFlowCommand", "condition": {"visible": {"textRegex": "b"}}, "sourceDescription": "s.yaml",
                 "config": {"appId": "sub"}, "commands": [
                  {"type": "DefineVariablesCommand", "env": {"A": "1"}},
                  {"type": "ApplyConfigurationCommand", "config": {"appId": "sub"}}, {"type": "BackPressCommand"}]}
                """#, true
            ),
            ("evalScript: ${1}", #"{"type": "EvalScriptCommand", "scriptString": "${1}"}"#, true),
        ])
    func forms(command: String, form: String, isRight: Bool) async throws {
        let config = #"{"type": "ApplyConfigurationCommand", "config": {"appId": "app"}}"#
        let files = OverlayFiles([
            "parse-cases.json": """
            {"cases": [{"id": "own", "flow": "f.yaml", "expect": {"commandsExactly": [\(config), \(form)]}}]}
            """, "f.yaml": "appId: app\n---\n- \(command)\n", "s.yaml": "appId: sub\n---\n- back\n",
        ])
        let verdicts = try await outcomes(files).map(\.verdict)
        #expect((verdicts == [.passed]) == isRight, "\(verdicts)")
    }

    @Test(
        "A command that code makes is reported with what code sets",
        arguments: [
            (
                #"TapOnPointV2Command(point = \"1,2\", longPress = false)"#,
                #"{"tapOnPointV2Command": {"point": "1,2", "longPress": false, "optional": false}}"#, "passed"
            ),
            (
                "PressKeyCommand(KeyCode.REMOTE_UP)", #"{"pressKeyCommand": {"code": "REMOTE_UP", "optional": false}}"#,
                "passed"
            ),
            (
                "SwipeCommand(SwipeDirection.UP, Point(1, 2), Point(3, 4))", #"{"swipeCommand": {"direction": "UP"}}"#,
                "skipped"
            ),
            ("BackPressCommand()", #"{"backPressCommand": {"optional": true}}"#, "failed"),
        ])
    func reports(call: String, json: String, verdict: String) async throws {
        let test = #"{"id": "own", "kotlin": "MaestroCommand(\#(call))", "json": \#(json)}"#
        let found = try await outcomes(OverlayFiles(["command-json-cases.json": "{\"cases\": [\(test)]}"]))
        let words = found.map { outcome in
            switch outcome.verdict {
            case .passed: "passed"
            case .skipped: "skipped"
            case .failed: "failed"
            }
        }
        #expect(words == [verdict], "\(found.map(\.verdict))")
    }

    @Test(
        "Every workspace that Maestro refuses is refused, under its title and at its line",
        .enabled(if: SharedCases.isThere, "Maestro's cases are absent: set THIMBLE_SHARED"))
    func workspaces() async throws {
        let shared = SharedCases()
        let folders = Set(try shared.files(below: "workspaces").map { $0.split(separator: "/")[1] })
        let refused = folders.filter { shared.kind("workspaces/\($0)/error.txt") == .file }.sorted()
        let tests = try refused.map { folder -> JSONValue in
            func text(_ name: String) -> String? {
                (try? shared.read("workspaces/\(folder)/\(name)")).map {
                    String(decoding: $0, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
                }
            }
            var test: JSONObject = [
                "id": .string(String(folder)), "workspace": .string("workspaces/\(folder)/workspace"),
            ]
            test["singleFlow"] = text("singleFlow.txt").map { .string($0) }
            for name in ["includeTags", "excludeTags"] {
                test[name] = text("\(name).txt").map { .array($0.split(separator: ",").map { .string(String($0)) }) }
            }
            let head = try #require(text("error.txt"))
            // TITLE at /PATH:LINE:COLUMN, or the title alone.
            guard let at = head.firstRange(of: " at /") else {
                test["errorTitle"] = .string(head)
                return .object(test)
            }
            test["errorTitle"] = .string(String(head[..<at.lowerBound]))
            let place = head.split(separator: ":").suffix(2).compactMap { Int64($0) }
            test["errorPosition"] = .array(place.map { .integer($0) })
            return .object(test)
        }
        let files = OverlayFiles(
            ["workspace-cases.json": JSONValue.object(["errors": .array(tests)]).print()], over: shared)
        let all = try await outcomes(files).filter { $0.suite == .error }
        #expect(all.count == refused.count && all.count > 20)
        for outcome in all where outcome.verdict != .passed { Issue.record("\(outcome.id): \(outcome.verdict)") }
    }
}

/// Files in memory, and where they have none, those of a folder.
private struct OverlayFiles: FlowFiles {
    private let texts: [String: String]
    private let base: (any FlowFiles)?

    init(_ texts: [String: String], over base: (any FlowFiles)? = nil) {
        self.texts = texts
        self.base = base
    }

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        if let text = texts[path] { return Array(text.utf8) }
        guard let base, !path.hasSuffix("-cases.json") else { throw FlowError(.missingFile, "No File", path) }
        return try base.read(path)
    }

    func kind(_ path: String) -> FlowFileKind? {
        if texts[path] != nil { return .file }
        // The cases are those in memory alone.
        return path.hasSuffix(".json") ? nil : base?.kind(path)
    }

    func files(below folder: String) throws(FlowError) -> [String] { try base?.files(below: folder) ?? [] }
}
