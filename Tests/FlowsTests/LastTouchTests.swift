import Devices
import FlowDocuments
import Flows
import Hierarchies
import Testing

/// A touch that something else took, and that left no trace, is made again once it is missed.
struct LastTouchTests {
    private static let tap = FlowAction.tap(Point(x: 50, y: 50))

    /// A phone on which so many touches go elsewhere before one takes effect.
    private static func phone(losing lost: Int) -> RecordingFlowDevice {
        RecordingFlowDevice { _, actions in [.init(text: actions > lost ? "Done" : "Go")] }
    }

    @Test(
        "What the flow needs then is looked for again, with a warning",
        arguments: ["assertVisible: Done", "assertNotVisible: Go", "tapOn: Done", "copyTextFrom: Done"])
    func lost(command: String) async throws {
        let device = Self.phone(losing: 1)
        let result = try await device.run("- tapOn: Go\n- \(command)")
        #expect(result.status == .passed)
        #expect(Array(device.actions.prefix(2)) == [Self.tap, Self.tap])
        #expect(result.commands.map(\.status) == [.passed, .warned])
        #expect(result.commands[1].failure?.code == .touchRepeated)
        #expect(result.commands[1].failure?.place?.line == 4)
    }

    @Test("A second BACK that leaves the app is no answer of the app's")
    func exit() async throws {
        let device = RecordingFlowDevice { _, actions in
            [actions < 2 ? .init(text: "Menu", package: "app") : .init(text: "Home", package: "launcher")]
        }
        let result = try await device.run("- assertVisible: Menu\n- back\n- assertNotVisible: Menu")
        #expect(result.status == .failed)
        #expect(device.actions == [.back, .back])
    }

    @Test(
        "It is made again once, and only what is needed asks for it",
        arguments: [
            // Nothing reacts, however often it is touched.
            (9, "- tapOn: Go\n- assertVisible: Done", 2, FlowStatus.failed),
            (1, "- tapOn: {text: Go, retryTapIfNoChange: false}\n- assertVisible: Done", 1, .failed),
            (2, "- tapOn: {text: Go, repeat: 2}\n- assertVisible: Done", 2, .failed),
            (1, "- tapOn: Go\n- assertVisible: {text: Done, optional: true}", 1, .passed),
            (1, "- tapOn: Go\n- runFlow: {when: {visible: Done}, commands: [back]}", 1, .passed),
            (1, "- tapOn: Go\n- assertTrue: ${A}", 1, .failed),
            (1, "- inputText: a\n- assertVisible: Done", 1, .failed),
            // It did something, even if that is not what was wanted.
            (0, "- tapOn: Go\n- assertVisible: Gone", 1, .failed),
        ])
    func kept(lost: Int, commands: String, touches: Int, status: FlowStatus) async throws {
        let device = Self.phone(losing: lost)
        let result = try await device.run(commands)
        #expect(result.status == status)
        #expect(device.actions.count == touches)
    }
}
