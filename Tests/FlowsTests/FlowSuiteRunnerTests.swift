import Devices
import FlowDocuments
import Hierarchies
import Synchronization
import Testing

@testable import Flows

/// Which flow runs where, how often, and in which order.
struct FlowSuiteRunnerTests {
    /// Flows that each type their own name, and fail when the device does not take it.
    private static func files(_ names: [String], config: String? = nil) -> FlowTexts {
        var texts = Dictionary(
            uniqueKeysWithValues: names.map { ("\($0).yaml", "appId: app\n---\n- inputText: \($0)\n") })
        texts["config.yaml"] = config
        return FlowTexts(texts: texts)
    }

    /// A device that answers each flow's text, by how often that text came before.
    private static func device(
        _ answer: @escaping @Sendable (_ text: String, _ before: Int) -> DeviceError.Code? = { _, _ in nil }
    ) -> RecordingFlowDevice {
        let seen = Mutex<[String: Int]>([:])
        return RecordingFlowDevice(failure: { action, _ in
            guard case .inputText(let text) = action else { return nil }
            let before = seen.withLock { seen in
                seen[text, default: 0] += 1
                return seen[text, default: 0] - 1
            }
            return answer(text, before).map { DeviceError($0, "no", serial: "recording") }
        }) { _, _ in [] }
    }

    private static func run(
        _ names: [String], config: String? = nil, on devices: [RecordingFlowDevice],
        _ change: (inout FlowSuiteRunner.Options) -> Void = { _ in }
    ) async throws -> (FlowSuiteResult, attempts: [FlowResult]) {
        let files = files(names, config: config)
        let attempts = Mutex<[FlowResult]>([])
        var options = FlowSuiteRunner.Options()
        change(&options)
        options.progress = { result in attempts.withLock { $0.append(result) } }
        let runners = devices.map { device in
            FlowRunner(device, files: files, clock: device.clock) { _ throws(FlowScriptError) in
                throw FlowScriptError(.noEngine, "no engine here")
            }
        }
        let plan = try WorkspacePlan(
            names.map { "\($0).yaml" }, config: config.map { _ in "config.yaml" }, in: files)
        let result = await FlowSuiteRunner(runners, options: options, now: { .zero }).run(plan)
        return (result, attempts.withLock { $0 })
    }

    private static func typed(_ device: RecordingFlowDevice) -> [String] {
        device.actions.compactMap { if case .inputText(let text) = $0 { text } else { nil } }
    }

    @Test("Devices take flows from one queue, and each flow runs once", arguments: [1, 2, 5])
    func queue(devices count: Int) async throws {
        let names = (1...9).map { "f\($0)" }
        let devices = (0..<count).map { _ in Self.device() }
        let (result, attempts) = try await Self.run(names, on: devices)
        #expect(result.count(.passed) == names.count)
        #expect(devices.flatMap(Self.typed).sorted() == names)
        #expect(result.flows.map(\.flow.file) == attempts.map(\.flow.file))
    }

    @Test(
        "A flow whose device failed is begun anew, after all others and no more often than is said",
        arguments: [(0, FlowStatus.passed, 1), (1, .passed, 2), (2, .passed, 3), (3, .infrastructure, 3)])
    func retries(failures: Int, status: FlowStatus, attempts count: Int) async throws {
        let device = Self.device { text, before in text == "a" && before < failures ? .connectionLost : nil }
        let (result, attempts) = try await Self.run(["a", "b"], on: [device])
        let last = try #require(result.flows.first { $0.flow.file == "a.yaml" })
        #expect(last.status == status)
        #expect(last.attempt == count)
        #expect(result.flows.count == 2)
        #expect(attempts.count == count + 1)
        // The first comes first; what is given back waits for the other.
        if failures > 0 { #expect(attempts.map(\.flow.file).prefix(2) == ["a.yaml", "b.yaml"]) }
    }

    @Test("A flow that the app fails is not begun anew unless reruns are asked for", arguments: [0, 1, 2])
    func reruns(asked: Int) async throws {
        let device = Self.device { text, before in text == "b" && before < 2 ? .commandFailed : nil }
        let (result, attempts) = try await Self.run(["a", "b", "c"], on: [device]) { $0.reruns = asked }
        #expect(attempts.map(\.flow.file) == ["a.yaml", "b.yaml", "c.yaml"] + Array(repeating: "b.yaml", count: asked))
        #expect(result.flows.first { $0.flow.file == "b.yaml" }?.status == (asked == 2 ? .passed : .failed))
        #expect(result.flows.count == 3)
    }

    @Test("A device that dies takes no more flows, and another one runs what it had")
    func retirement() async throws {
        let names = (1...9).map { "f\($0)" }
        let dead = Self.device { _, _ in .offline }
        let well = Self.device()
        let (result, attempts) = try await Self.run(names, on: [dead, well])
        #expect(result.count(.passed) == names.count)
        #expect(attempts.count { $0.status == .infrastructure } <= 2)
        #expect(Self.typed(well).sorted() == names)
    }

    @Test("The last device is asked to the end, and every flow is named as infrastructure")
    func lastDevice() async throws {
        let (result, attempts) = try await Self.run(["a", "b", "c"], on: [Self.device { _, _ in .offline }])
        #expect(result.flows.map(\.status) == [.infrastructure, .infrastructure, .infrastructure])
        #expect(attempts.count == 9)
    }

    @Test(
        "An order is kept, and its failure ends it where the workspace says so; what has no order runs all the same",
        arguments: [
            (true, [FlowStatus.passed, .failed, .passed, .passed]), (false, [.passed, .failed, .skipped, .passed]),
        ])
    func order(goesOn: Bool, statuses: [FlowStatus]) async throws {
        let config = "executionOrder: {continueOnFailure: \(goesOn), flowsOrder: [c, b, a]}\n"
        let devices = [Self.device { text, _ in text == "b" ? .commandFailed : nil }, Self.device()]
        let (result, _) = try await Self.run(["a", "b", "c", "d"], config: config, on: devices)
        #expect(result.flows.map(\.flow.file) == ["c.yaml", "b.yaml", "a.yaml", "d.yaml"])
        #expect(result.flows.map(\.status) == statuses)
    }

    @Test("A run that is cancelled begins nothing anew")
    func cancellation() async throws {
        let device = Self.device { _, _ in .connectionLost }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Self.run(["a", "b"], on: [device])
        }
        let (result, attempts) = try await task.value
        #expect(result.flows.map(\.status).allSatisfy { $0 == .cancelled })
        #expect(attempts.count == 2)
        #expect(device.actions.isEmpty)
    }

    @Test("A cancelled run has no flow that was skipped, in an order or not", arguments: [true, false])
    func cancelledOrder(goesOn: Bool) async throws {
        let config = "executionOrder: {continueOnFailure: \(goesOn), flowsOrder: [a, b]}\n"
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Self.run(["a", "b"], config: config, on: [Self.device()]).0
        }
        #expect(try await task.value.flows.map(\.status) == [.cancelled, .cancelled])
    }

    @Test(
        "What a secret's device shows of it, and a script says, stands in no result",
        arguments: [
            ("", "- inputText: ${LOGIN_PASSWORD}\n", true), ("env: {LOGIN_PASSWORD: hunter22}\n", "- back\n", false),
            ("", "- runFlow: {env: {LOGIN_PASSWORD: hunter22}, commands: [back]}\n", false),
            ("", "- runFlow: inner.yaml\n", false),
            ("env: {A: hunter, LOGIN_PASSWORD: '${A}22'}\n", "- back\n", false),
            ("env: {LOGIN_PIN: hunter, LOGIN_PASSWORD: hunter22}\n", "- back\n", false),
        ])
    func secrets(head: String, commands: String, isFromOutside: Bool) async throws {
        let files = FlowTexts(texts: [
            "a.yaml": "appId: app\n\(head)---\n\(commands)- assertVisible: id=.*\n",
            "inner.yaml": "appId: app\nenv: {LOGIN_PASSWORD: hunter22}\n---\n- back\n",
        ])
        let device = RecordingFlowDevice { _, _ in
            [
                .init(text: "it is hunter22!"),
                .init(text: "plain", bounds: Rect(left: 0, top: 200, right: 9, bottom: 209)),
            ]
        }
        var options = FlowRunOptions()
        options.lookup = .milliseconds(10)
        let runner = FlowRunner(device, files: files, clock: device.clock, options: options) {
            _ throws(FlowScriptError) in
            throw FlowScriptError(.noEngine, "no engine here")
        }
        let environment = isFromOutside ? [FlowVariable("LOGIN_PASSWORD", "hunter22")] : []
        let suite = await FlowSuiteRunner([runner], environment: environment, now: { .zero }).run(
            try WorkspacePlan(["a.yaml"], in: files))
        let screens = try #require(suite.flows.first).commands.flatMap { [$0.before, $0.after] }.compactMap(\.self)
        let texts = Set(screens.flatMap(\.hierarchy.nodes).map(\.text))
        #expect(texts == ["it is •••!", "plain"])
    }

    @Test("Nor does a secret stand in logs, or in what a heal found")
    func secretsBesideScreens() throws {
        let flow = try FlowDocument(
            reading: Array("appId: app\n---\n- back\n".utf8), file: "a")
        var step = CommandResult(
            command: flow.commands[0], title: "", status: .passed, startedAt: .zero, duration: .zero)
        step.heal = HealReport(selector: "text abc123", replacement: "id abc123", score: 1, evidence: ["xabc123"])
        var result = FlowResult(
            flow: flow, device: "", status: .passed, startedAt: .zero, duration: .zero, commands: [step])
        result.logs = ["token abc123", "abc"]
        var secrets = SecretMask()
        secrets.add(FlowVariable("MY_TOKEN", "abc123"))
        let masked = secrets.masked(result)
        #expect(masked.logs == ["token •••", "abc"])
        let heal = HealReport(selector: "text •••", replacement: "id •••", score: 1, evidence: ["x•••"])
        #expect(masked.commands[0].heal == heal)
    }
}
