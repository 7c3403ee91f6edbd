import Devices
import FlowDocuments
import Flows
import Hierarchies
import JSON
import Screens
import Testing

/// What runs do, to the event: Maestro's own cases compare subsequences and fakes without time, and miss these.
struct FlowRunnerTests {
    private typealias Item = RecordingFlowDevice.Item

    private static func rect(_ x: Int, _ y: Int) -> Rect { Rect(left: x, top: y, right: x + 100, bottom: y + 100) }
    private static func point(_ x: Int, _ y: Int) -> Point { Point(x: x + 50, y: y + 50) }

    @Test("Of matches beside an element the nearest is tapped")
    func nearest() async throws {
        let device = RecordingFlowDevice { _, _ in
            [
                Item(text: "Edit", bounds: Self.rect(0, 1500)), Item(text: "Edit", bounds: Self.rect(0, 400)),
                Item(text: "Address", bounds: Self.rect(0, 300)),
            ]
        }
        let result = try await device.run("- tapOn: {text: Edit, below: Address}")
        #expect(device.actions == [.tap(Self.point(0, 400))])
        #expect(result.commands.first?.rivals == 1)
    }

    @Test("An app is stopped before it is launched, unless the flow says not to", arguments: [true, false])
    func stop(stops: Bool) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        _ = try await device.run("- launchApp: {stopApp: \(stops)}")
        let grant = FlowAction.setPermissions(app: "app", [FlowVariable("all", "allow")])
        let launch = FlowAction.launchApp("app", arguments: [:])
        #expect(device.actions == (stops ? [grant, .stopApp("app"), launch] : [grant, launch]))
    }

    @Test("After a tap the screen is looked at until two looks are alike, and no longer", arguments: [0, 1, 5])
    func settling(changes: Int) async throws {
        let device = RecordingFlowDevice { looks, actions in
            [Item(text: actions == 0 ? "Go" : "moving \(min(looks, 2 + changes))")]
        }
        let result = try await device.run("- tapOn: Go")
        #expect(result.status == .passed)
        // The element is looked at twice before the touch: nothing says yet that it stands still.
        let before: [RecordingFlowDevice.Event] = [.look, .look, .done(.tap(Self.point(0, 0)))]
        #expect(device.events == before + [RecordingFlowDevice.Event](repeating: .look, count: changes + 2))
    }

    @Test("A screen that never rests is left after the command's own time", arguments: [(40, 4), (400, 13)])
    func settleTime(limit: Int, most: Int) async throws {
        let device = RecordingFlowDevice { looks, actions in [Item(text: actions == 0 ? "Go" : "\(looks)")] }
        let result = try await device.run("- tapOn: {text: Go, waitToSettleTimeoutMs: \(limit)}")
        #expect(result.status == .passed)
        #expect(device.looks - 2 <= most && device.looks > 3)
    }

    @Test(
        "A blank condition does not hold",
        arguments: [
            ("\"\"", false), ("\" \"", false), ("\"false\"", false), ("\"undefined\"", false), ("\"0.0\"", false),
            ("yes please", true), ("1", true), ("\"${MISSING}\"", false), ("\"${SET}\"", true),
        ])
    func blank(condition: String, holds: Bool) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let result = try await device.run(
            "- runFlow: {when: {true: \(condition)}, commands: [back]}", environment: [FlowVariable("SET", "x")])
        #expect(device.actions == (holds ? [.back] : []))
        #expect(result.status == .passed)
        #expect(result.commands.first?.status == (holds ? .passed : .skipped))
    }

    @Test("An element that moves is touched where it comes to rest")
    func moving() async throws {
        let device = RecordingFlowDevice { looks, _ in
            [Item(text: "Go", bounds: Self.rect(0, 100 * min(looks, 4)))]
        }
        _ = try await device.run("- tapOn: Go")
        #expect(device.actions == [.tap(Self.point(0, 400))])
    }

    @Test("A screen that stood still a moment ago is not looked at again before the next touch")
    func fresh() async throws {
        let device = RecordingFlowDevice { _, _ in [Item(text: "Go")] }
        _ = try await device.run("- tapOn: Go\n- tapOn: Go\n- assertVisible: Go")
        #expect(device.looks == 6)
    }

    @Test("A second miss costs nothing: windows shrink by the time since something was done")
    func windows() async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let flow = "- assertVisible: {text: a, optional: true}\n- assertVisible: {text: b, optional: true}"
        let result = try await device.run(flow)
        #expect(result.commands.map(\.status) == [.warned, .warned])
        #expect(result.commands[0].duration >= .seconds(7) && result.commands[0].duration < .seconds(8))
        #expect(result.commands[1].duration < .milliseconds(100))
    }

    @Test("A missing element fails with what the screen shows instead, and the place")
    func missing() async throws {
        let device = RecordingFlowDevice { _, _ in [Item(text: "Log in")] }
        let result = try await device.run("- back\n- tapOn: Login")
        #expect(result.status == .failed)
        #expect(result.failure?.code == .elementNotFound)
        #expect(result.failure?.message.contains("“Log in”") == true)
        #expect(result.failure?.place == SourcePlace("flow.yaml", line: 4, column: 3))
        #expect(result.duration >= .seconds(17) && result.duration < .seconds(18))
    }

    @Test("What lies over a target is waited for, a while", arguments: [(5, 5), (1_000_000, 100)])
    func cover(looks: Int, least: Int) async throws {
        let device = RecordingFlowDevice { seen, _ in
            let message = Item(text: "Undo", bounds: Self.rect(0, 0), isClickable: true)
            return [Item(text: "Go", bounds: Self.rect(0, 0))] + (seen < looks ? [message] : [])
        }
        let result = try await device.run("- tapOn: Go")
        #expect(device.actions == [.tap(Self.point(0, 0))])
        #expect(device.looks >= least && result.duration < .seconds(5))
    }

    @Test("A text that is there, but not as it should be, is said to be there")
    func presence() async throws {
        let device = RecordingFlowDevice { _, _ in [Item(text: "Airplane mode")] }
        let result = try await device.run("- assertVisible: {text: Airplane mode, checked: true}")
        #expect(
            result.failure?.message.hasSuffix("; the text is there, on an element that is otherwise not so") == true)
    }

    @Test("A flow's variables overrule those from outside, and end with it")
    func scopes() async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let flow = """
            appId: app
            env: {A: inner}
            ---
            - inputText: ${A} ${B}
            - runFlow: {file: sub.yaml, env: {A: given, C: "${A}!"}}
            - runFlow: {file: sub.yaml, env: {D: new, C: "${D}!"}}
            - inputText: ${A} ${C}
            """
        let files = ["sub.yaml": "appId: sub\nenv: {A: own}\n---\n- inputText: ${A} ${C}\n- stopApp\n"]
        _ = try await device.run(
            flow, files: files, environment: [FlowVariable("A", "outer"), FlowVariable("B", "b")])
        #expect(
            device.actions == [
                .inputText("inner b"), .inputText("own inner!"), .stopApp("sub"), .inputText("own new!"),
                .stopApp("sub"), .inputText("inner undefined"),
            ])
    }

    @Test("Hooks run around the body, the last one even after a failure, which outranks its own")
    func hooks() async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let flow = """
            appId: app
            onFlowStart: [{inputText: start}]
            onFlowComplete: [{inputText: end}, {assertTrue: false}]
            ---
            - assertTrue: {condition: "0", label: body}
            - inputText: never
            """
        let result = try await device.run(flow)
        #expect(device.actions == [.inputText("start"), .inputText("end")])
        #expect(result.failure?.place?.line == 5)
    }

    @Test("A retry begins again when the app failed, three times at most", arguments: [(1, 2), (3, 4), (9, 4)])
    func retries(written: Int, tries: Int) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let flow = "- retry: {maxRetries: \(written), commands: [back, {assertTrue: false}]}"
        #expect(try await device.run(flow).status == .failed)
        #expect(device.actions.count == tries)
    }

    @Test("A device that fails is no failed test, and nothing is retried or forgiven")
    func infrastructure() async throws {
        let lost = DeviceError(.connectionLost, "the connection ended", serial: "recording")
        let device = RecordingFlowDevice(failure: { action, _ in action == .scroll ? lost : nil }) { _, _ in [] }
        let flow = "- retry: {maxRetries: 3, commands: [back, {scroll: {optional: true}}]}"
        let result = try await device.run(flow)
        #expect(result.status == .infrastructure)
        #expect(device.actions == [.back])
    }

    @Test("A look is repeated when the connection was lost", arguments: [(3, FlowStatus.passed), (4, .infrastructure)])
    func looks(failures: Int, status: FlowStatus) async throws {
        let device = RecordingFlowDevice { looks, _ throws(DeviceError) in
            if looks < failures { throw DeviceError(.connectionLost, "the connection ended", serial: "recording") }
            return [Item(text: "Go")]
        }
        #expect(try await device.run("- assertVisible: Go").status == status)
    }

    @Test("What the device cannot do is said, and not done")
    func refusal() async throws {
        let device = RecordingFlowDevice(refused: { $0 == .clearKeychain ? "no keychain here" : nil }) { _, _ in [] }
        let result = try await device.run("- clearKeychain")
        #expect(result.failure?.code == .unsupported)
        #expect(result.failure?.message == "no keychain here")
        #expect(device.actions.isEmpty)
    }

    @Test("A flow that runs itself, or takes too many commands, is ended")
    func limits() async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let files = ["sub.yaml": "appId: a\n---\n- runFlow: flow.yaml\n", "flow.yaml": "appId: a\n---\n- back\n"]
        let cycle = try await device.run("- runFlow: sub.yaml", files: files)
        #expect(cycle.failure?.code == .invalidFlow)
        var options = FlowRunOptions()
        options.commands = 100
        let endless = try await device.run("- repeat: {while: {true: 1}, commands: [back]}", options: options)
        #expect(endless.failure?.code == .invalidFlow)
        #expect(device.actions.count == 99)
    }

    @Test("Secrets stand in no title and no failure")
    func secrets() async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let result = try await device.run(
            "- inputText: ${APP_PASSWORD}\n- assertVisible: ${APP_PASSWORD}",
            environment: [FlowVariable("APP_PASSWORD", "hunter22")])
        #expect(device.actions == [.inputText("hunter22")])
        let said = result.commands.map(\.title) + [result.failure?.message ?? ""]
        #expect(!said.contains { $0.contains("hunter22") })
    }

    @Test(
        "An expression ends at the brace that closes it",
        arguments: [
            ("${A}, {b}", "1, {b}"), ("\\${A} ${A}", "${A} 1"), ("${'}'}x", "}x"), ("a ${ A } b", "a 1 b"),
            ("${}", ""), ("$A ${A", "$A ${A"), ("${true} ${12}", "true 12"),
        ])
    func interpolation(written: String, text: String) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        _ = try await device.run("- inputText: '\(written.replacing("'", with: "''"))'", environment: [.init("A", "1")])
        #expect(device.actions == [.inputText(text)])
    }

    @Test(
        "A flow and a command may have times of their own",
        arguments: [
            ("appId: a\ntimeouts: {lookup: 3000}\n---\n- tapOn: x", 3, FlowFailure.Code.elementNotFound),
            ("appId: a\n---\n# thimble: {\"timeout\": 2000}\n- tapOn: x", 2, .elementNotFound),
            ("appId: a\n---\n# thimble: {\"timeout\": 2000}\n- assertVisible: x", 2, .assertionFailed),
            ("appId: a\ntimeouts: {lookups: 3000}\n---\n- tapOn: x", 0, .invalidFlow),
            ("appId: a\ntimeouts: {lookup: soon}\n---\n- tapOn: x", 0, .invalidFlow),
        ])
    func times(flow: String, seconds: Int, code: FlowFailure.Code) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let result = try await device.run(flow)
        #expect(result.failure?.code == code)
        #expect(result.duration >= .seconds(seconds) && result.duration < .seconds(seconds + 1))
    }

    @Test(
        "A flow that needs an engine is refused before it does anything, others need none",
        arguments: [
            ("- back\n- inputText: ${1 + 1}", false), ("- back\n- evalScript: ${output.a = 1}", false),
            ("- back\n- repeat: {times: 1, commands: [{tapOn: '${a.b}'}]}", false),
            ("- back\n- runFlow: {when: {true: '${a == b}'}, commands: [back]}", false),
            ("- back\n- inputText: ${A} ${'b'} ${ 1 } ${maestro.platform}", true),
        ])
    func engine(flow: String, isPlain: Bool) async throws {
        let device = RecordingFlowDevice { _, _ in [] }
        let result = try await device.run(flow, environment: [FlowVariable("A", "a")])
        #expect(result.failure?.code == (isPlain ? nil : .missingEngine))
        #expect(device.actions == (isPlain ? [.back, .inputText("a b 1 android")] : []))
    }

    @Test(
        "A planner is asked for what memory is not sure of, and an assertion heals by neither",
        arguments: [true, false])
    func planner(isAssertion: Bool) async throws {
        let device = RecordingFlowDevice { _, _ in
            [
                Item(text: "Proceed", bounds: Self.rect(0, 300), isClickable: true),
                Item(text: "Leave", bounds: Self.rect(0, 600), isClickable: true),
            ]
        }
        var options = FlowRunOptions()
        options.heals = true
        options.askPlanner = { question in
            #expect(question.instruction == "Tap on \"Go on\"")
            return question.screen.elements.first { $0.label == "Proceed" }?.id
        }
        let flow = isAssertion ? "- assertVisible: Go on" : "- tapOn: Go on"
        let result = try await device.run(flow, options: options)
        #expect(device.actions == (isAssertion ? [] : [.tap(Self.point(0, 300))]))
        #expect(result.status == (isAssertion ? .failed : .passed))
        #expect(result.commands.first?.heal?.update?.selector.text == (isAssertion ? nil : "Proceed"))
    }

    @Test("A scroll that moves nothing any more is given up")
    func scrollEnd() async throws {
        let device = RecordingFlowDevice { _, actions in [Item(text: "row \(min(actions, 2))")] }
        let result = try await device.run("- scrollUntilVisible: {element: Nowhere}")
        #expect(result.failure?.code == .elementNotFound)
        #expect(device.actions.count == 5)
    }
}
