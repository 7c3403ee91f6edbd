import Devices
import FlowDocuments
import Flows
import Hierarchies
import Synchronization

/// A flow device that shows what its screens say, look by look, and writes down what it is asked.
final class RecordingFlowDevice: FlowDevice {
    struct Item: Sendable {
        var text = ""
        var id = ""
        var bounds = Rect(left: 0, top: 0, right: 100, bottom: 100)
        var isClickable = false
        var package = ""
    }

    enum Event: Equatable {
        case look
        case done(FlowAction)
    }

    private struct State {
        var events: [Event] = []
        var looks = 0
        var actions = 0
    }

    let serial = "recording"
    let platform: FlowPlatform
    let clock = SkippingClock()
    /// What a look shows, by how many looks and actions there were before.
    private let screen: @Sendable (_ looks: Int, _ actions: Int) throws(DeviceError) -> [Item]
    private let refused: @Sendable (FlowAction) -> String?
    private let failure: @Sendable (FlowAction, Int) -> DeviceError?
    private let lookTime: Duration
    /// What it calls its boots, one for each time it is asked.
    private let boots: Mutex<[String]>
    private let state = Mutex(State())

    init(
        platform: FlowPlatform = .android,
        refused: @escaping @Sendable (FlowAction) -> String? = { _ in nil },
        failure: @escaping @Sendable (FlowAction, Int) -> DeviceError? = { _, _ in nil },
        lookTime: Duration = .milliseconds(1), boots: [String] = [],
        screen: @escaping @Sendable (_ looks: Int, _ actions: Int) throws(DeviceError) -> [Item]
    ) {
        self.platform = platform
        self.screen = screen
        self.refused = refused
        self.failure = failure
        self.lookTime = lookTime
        self.boots = Mutex(boots)
    }

    var events: [Event] { state.withLock { $0.events } }
    var actions: [FlowAction] { events.compactMap { if case .done(let action) = $0 { action } else { nil } } }
    var looks: Int { state.withLock { $0.looks } }

    func refusal(of action: FlowAction) -> String? { refused(action) }

    func perform(_ action: FlowAction) async throws(DeviceError) {
        let count = state.withLock { $0.actions }
        if let failure = failure(action, count) { throw failure }
        state.withLock { state in
            state.events.append(.done(action))
            state.actions += 1
        }
        clock.advance(by: .milliseconds(10))
    }

    func hierarchy() async throws(DeviceError) -> Hierarchy {
        let (looks, actions) = state.withLock { state in
            state.events.append(.look)
            state.looks += 1
            return (state.looks - 1, state.actions)
        }
        clock.advance(by: lookTime)
        var hierarchy = Hierarchy(format: .maestro)
        for (place, item) in try screen(looks, actions).enumerated() {
            var node = UINode()
            node.text = item.text
            node.resourceID = item.id
            node.bounds = item.bounds
            node.packageName = item.package
            node.flags = item.isClickable ? [.enabled, .clickable] : [.enabled]
            node.stated = [.bounds, .enabled, .clickable, .checked, .focused, .selected]
            node.end = place + 1
            hierarchy.nodes.append(node)
        }
        return hierarchy
    }

    func size() async throws(DeviceError) -> Size { Size(width: 1000, height: 2000) }
    func screenshot() async throws(DeviceError) -> [UInt8] { [1] }
    func isDark() async throws(DeviceError) -> Bool { false }
    func isInAirplaneMode() async throws(DeviceError) -> Bool { false }
    func isKeyboardShown() async throws(DeviceError) -> Bool { false }
    func stopRecording() async throws(DeviceError) -> [UInt8] { [] }
    func bootID() async throws(DeviceError) -> String? {
        boots.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}

/// Flow files in memory.
struct FlowTexts: FlowFiles {
    var texts: [String: String]

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        guard let text = texts[path] else { throw FlowError(.missingFile, "No File", path) }
        return Array(text.utf8)
    }

    func kind(_ path: String) -> FlowFileKind? {
        if texts[path] != nil { return .file }
        return texts.keys.contains { $0.hasPrefix(path + "/") } ? .folder : nil
    }

    func files(below folder: String) throws(FlowError) -> [String] { texts.keys.sorted() }
}

extension RecordingFlowDevice {
    /// Runs commands, `appId: app` above them unless the text has its own configuration.
    func run(
        _ flow: String, files: [String: String] = [:], environment: [FlowVariable] = [],
        options: FlowRunOptions = FlowRunOptions(),
        engine: @escaping FlowRunner.EngineMaker = { _ throws(FlowScriptError) in
            throw FlowScriptError(.noEngine, "no engine here")
        }
    ) async throws -> FlowResult {
        let text = flow.contains("---") ? flow : "appId: app\n---\n\(flow)\n"
        let document = try FlowDocument(reading: Array(text.utf8), file: "flow.yaml")
        let runner = FlowRunner(
            self, files: FlowTexts(texts: files), clock: clock, options: options, engine: engine)
        return await runner.run(document, environment: environment)
    }
}
