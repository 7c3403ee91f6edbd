import Devices
import FlowDocuments
import Foundation
import Hierarchies
import Screens
import SimulatedPhones
import TestSupport
import Testing

@testable import Flows

/// What a person does on simulated phones, recorded and replayed on fresh ones.
struct RecordedFlowTests {
    /// Replays a flow on a phone, and gives what the phone shows then.
    static func replay(
        _ flow: String, on phone: SimulatedPhone, _ variables: [FlowVariable] = []
    ) async throws -> (result: FlowResult, shown: Hierarchy) {
        let device = PhoneDevice(phone)
        var options = FlowRunOptions()
        options.keepsScreens = false
        let clock = SkippingClock()
        let runner = FlowRunner(
            AndroidFlowDevice(device, clock: clock), files: FlowTexts(texts: [:]), clock: clock, options: options
        ) { _ throws(FlowScriptError) in throw FlowScriptError(.noEngine, "none") }
        let document = try FlowDocument(reading: Array(flow.utf8), file: "recorded.yaml")
        let result = await runner.run(document, environment: variables)
        return (result, try await Settler(device, clock: device.clock).settle().hierarchy)
    }

    /// Uses an app at random, and looks after every touch.
    static func use(_ phone: SimulatedPhone, steps: Int, seed: UInt64) async throws -> PersonAtPhone {
        var generator = SeededGenerator(state: seed)
        var person = PersonAtPhone(phone)
        try await person.look()
        for _ in 0..<steps {
            guard let seen = person.shown else { break }
            let size = seen.screen.size
            let usable = seen.screen.elements.filter {
                $0.window == .app && $0.actions.contains(.tap)
                    && $0.states.isDisjoint(with: [.covered, .offscreen, .disabled]) && !seen.isKey(at: $0.tapPoint)
            }
            switch Int.random(in: 0..<10, using: &generator) {
            case 0: try await person.pressBack()
            case 1:
                try await person.swipe(
                    from: Point(x: size.width / 2, y: size.height * 7 / 10),
                    to: Point(x: size.width / 2, y: size.height * 3 / 10))
            case 2 where usable.contains { $0.actions.contains(.longPress) }:
                let able = usable.filter { $0.actions.contains(.longPress) }
                if let element = able.randomElement(using: &generator) { try await person.longPress(element.tapPoint) }
            case 3...5 where seen.keyboard != nil: try await person.type("red fox")
            default:
                guard let element = usable.randomElement(using: &generator) else { continue }
                try await person.tap(element.tapPoint)
            }
            try await person.look()
        }
        person.finish()
        return person
    }

    @Test("A flow recorded on any app ends on the same screen when it is replayed on a fresh phone")
    func replays() async throws {
        var flows = 0
        var steps = 0
        for (name, phone) in try HealingTests.phones() {
            for seed in UInt64(1)...6 {
                let person = try await Self.use(phone, steps: 8, seed: seed)
                let flow = try #require(person.recorder.flow)
                let text = try flow.print()
                let shown = try #require(person.shown)
                let (result, replayed) = try await Self.replay(
                    text, on: phone, [FlowVariable("PASSWORD", "red fox"), FlowVariable("PASSWORD_2", "red fox")])
                flows += 1
                steps += flow.steps.count
                let isSame = Screen(replayed).fingerprint == shown.screen.fingerprint
                if result.status != .passed || !isSame {
                    Issue.record(
                        "\(name) \(seed): \(result.failure.map(\.description) ?? "another screen")\n\(text)")
                }
            }
        }
        print("flows", flows, "steps", steps)
        #expect(flows >= 70 && steps >= 300)
    }
}
