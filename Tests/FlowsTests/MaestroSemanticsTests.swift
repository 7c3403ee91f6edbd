import Devices
import FlowDocuments
import Flows
import Hierarchies
import Testing

/// What Maestro's language means where one might read it otherwise.
struct MaestroSemanticsTests {
    private typealias Item = RecordingFlowDevice.Item

    private static let middle = Point(x: 50, y: 50)
    private static let screen: @Sendable (Int, Int) throws(DeviceError) -> [RecordingFlowDevice.Item] = {
        _, _ throws(DeviceError) in [RecordingFlowDevice.Item(text: "Go")]
    }

    @Test(
        "A command does what Maestro does",
        arguments: [
            ("pressKey: Back", [.pressKey("back")]),
            ("pressKey: remote dpad up", [.pressKey("remote dpad up")]),
            ("pasteText", []),
            ("doubleTapOn: Go", [.doubleTap(middle)]),
            ("doubleTapOn: {text: Go, repeat: 5}", [.doubleTap(middle)]),
            ("doubleTapOn: {text: Go, delay: 900}", [.tap(middle), .tap(middle)]),
            ("tapOn: {text: Go, repeat: 0}", [.tap(middle)]),
            ("tapOn: {text: Go, repeat: 2, delay: -1}", [.tap(middle), .tap(middle)]),
            ("clearState", [.clearState("app")]),
            ("clearState: other", [.clearState("other")]),
            ("repeat: {times: 0, commands: [back]}", []),
            ("repeat: {times: 2.9, commands: [back]}", [.back, .back]),
            ("runFlow: {when: {platform: iOS}, commands: [back]}", []),
            ("runFlow: {when: {platform: ANDROID, visible: Go, notVisible: Stop}, commands: [back]}", [.back]),
            ("runFlow: {when: {visible: Stop}, commands: [back]}", []),
        ] as [(String, [FlowAction])])
    func actions(command: String, wanted: [FlowAction]) async throws {
        let device = RecordingFlowDevice(screen: Self.screen)
        let result = try await device.run("- \(command)")
        #expect(result.status == .passed, "\(result.failure?.description ?? "")")
        #expect(device.actions == wanted)
    }

    @Test("Where the system does not, clearing an app takes its permissions back")
    func permissions() async throws {
        let device = RecordingFlowDevice(platform: .ios, screen: Self.screen)
        _ = try await device.run("- clearState")
        #expect(device.actions == [.clearState("app"), .setPermissions(app: "app", [FlowVariable("all", "unset")])])
    }

    @Test("The flow's app is what its name comes to when a command needs it")
    func lateApp() async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let flow = """
            appId: ${APP}
            env: {APP: first}
            ---
            - stopApp
            - runFlow: {env: {APP: second}, commands: [stopApp, {runFlow: sub.yaml}]}
            - stopApp
            """
        _ = try await device.run(flow, files: ["sub.yaml": "appId: ${APP}.sub\n---\n- stopApp\n"])
        #expect(device.actions == [.stopApp("first"), .stopApp("second"), .stopApp("second.sub"), .stopApp("first")])
    }

    @Test("An expression in a label is computed", arguments: ["back", "assertVisible", "tapOn", "runFlow"])
    func label(name: String) async throws {
        let device = RecordingFlowDevice(screen: Self.screen)
        let field =
            switch name {
            case "back": ""
            case "runFlow": "commands: [back], "
            default: "text: Go, "
            }
        let result = try await device.run(
            "- \(name): {\(field)label: 'Step ${A}'}", environment: [FlowVariable("A", "1")])
        #expect(result.commands.first?.title == "Step 1")
    }

    @Test(
        "A selector that is optional makes the command optional that looks for it",
        arguments: [
            "tapOn: {text: x, optional: true}", "swipe: {direction: UP, from: {text: x, optional: true}}",
            "scrollUntilVisible: {element: {text: x, optional: true}}",
            "extendedWaitUntil: {visible: {text: x, optional: true}, timeout: 10}",
            "extendedWaitUntil: {notVisible: {text: Go, optional: true}, timeout: 10}",
            "assertNotVisible: {text: Go, optional: true}", "copyTextFrom: {text: x, optional: true}",
        ])
    func optionalTarget(command: String) async throws {
        let device = RecordingFlowDevice(screen: Self.screen)
        let result = try await device.run("- \(command)\n- back")
        #expect(result.commands.map(\.status) == [.warned, .passed])
    }

    @Test("A script's fault is neither forgiven nor tried again", arguments: [true, false])
    func scripts(isOptional: Bool) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let flow =
            isOptional
            ? "- back\n- evalScript: {script: '${a.b()}', optional: true}\n- back"
            : "- retry: {maxRetries: 3, commands: [back, {evalScript: '${a.b()}'}]}"
        let result = try await device.run(flow) { _ throws(FlowScriptError) in FaultyEngine() }
        #expect(result.failure?.code == .scriptFailed)
        #expect(device.actions == [.back])
    }

    @Test("A random text has the length that is asked for, or 8", arguments: [("3", 3), ("0", 8), ("-1", 8)])
    func random(length: String, count: Int) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        _ = try await device.run("- inputRandomNumber: {length: \(length)}\n- inputRandomText: {length: \(length)}")
        let counts = device.actions.map { if case .inputText(let text) = $0 { text.count } else { 0 } }
        #expect(counts == [count, count])
    }

    @Test("A screen may take half a minute to settle, whatever a flow says")
    func settling() async throws {
        let device = RecordingFlowDevice { looks, actions in [Item(text: actions == 0 ? "Go" : "\(looks)")] }
        let result = try await device.run("- tapOn: {text: Go, waitToSettleTimeoutMs: 90000}")
        #expect(result.duration >= .seconds(30) && result.duration < .seconds(31))
    }
}

/// A script engine in which everything fails but the test of whether it is there.
private struct FaultyEngine: FlowScriptEngine {
    func enterScope() {}
    func leaveScope() {}
    func set(_ name: String, to value: String) {}
    func setCopiedText(_ text: String?) {}
    func close() {}

    func evaluate(_ expression: String, at place: SourcePlace?) throws(FlowScriptError) -> ScriptOutcome {
        guard expression != "(undefined)" else { return ScriptOutcome(value: "undefined") }
        throw FlowScriptError(.exception, "TypeError: undefined is not an object", at: place)
    }

    func run(
        _ source: String, file: String, environment: [FlowVariable]
    ) throws(FlowScriptError) -> ScriptOutcome {
        throw FlowScriptError(.exception, "TypeError: undefined is not an object")
    }
}
