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
            AndroidFlowDevice(device), files: FlowTexts(texts: [:]), clock: clock, options: options
        ) { _ throws(FlowScriptError) in throw FlowScriptError(.noEngine, "none") }
        let document = try FlowDocument(reading: Array(flow.utf8), file: "recorded.yaml")
        let result = await runner.run(document, environment: variables)
        for _ in 0..<30 { _ = try await device.dump() }
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
            func anywhere() -> Point {
                let bottom = seen.keyboard?.top ?? size.height
                return Point(
                    x: .random(in: 0..<size.width, using: &generator), y: .random(in: 0..<bottom, using: &generator))
            }
            let fields = usable.filter { $0.actions.contains(.type) }
            switch Int.random(in: 0..<16, using: &generator) {
            case 0: try await person.pressBack()
            case 1:
                let x = Int.random(in: 100..<size.width, using: &generator)
                try await person.swipe(
                    from: Point(x: x, y: size.height * 7 / 10), to: Point(x: x + 31, y: size.height * 3 / 10))
            case 2:
                guard let element = usable.randomElement(using: &generator) else { continue }
                let from = element.tapPoint
                try await person.swipe(from: from, to: Point(x: max(0, from.x - size.width / 2), y: from.y + 3))
            case 3: try await person.swipe(from: Point(x: 2, y: size.height / 2), to: Point(x: 400, y: size.height / 2))
            case 4 where usable.contains { $0.actions.contains(.longPress) }:
                let able = usable.filter { $0.actions.contains(.longPress) }
                if let element = able.randomElement(using: &generator) { try await person.longPress(element.tapPoint) }
            case 5...10 where seen.keyboard != nil:
                let text = ["red fox", "milk\u{8}", "a\n", "\n"].randomElement(using: &generator)
                try await person.type(text ?? "")
            case 5...9 where !fields.isEmpty:
                if let field = fields.randomElement(using: &generator) { try await person.tap(field.tapPoint) }
            case 5: try await person.tap(anywhere())
            default:
                // A finger seldom hits the middle.
                guard let element = usable.randomElement(using: &generator) else { continue }
                let box = element.bounds.intersection(
                    Rect(left: 0, top: 0, right: size.width, bottom: seen.keyboard?.top ?? size.height))
                guard !box.isEmpty else { continue }
                try await person.tap(
                    Point(
                        x: .random(in: box.left..<box.right, using: &generator),
                        y: .random(in: box.top..<box.bottom, using: &generator)))
            }
            try await person.look()
        }
        // What shows for a moment only is gone in the end.
        try await person.look(patience: 30)
        person.finish()
        return person
    }

    @Test("Flows recorded on any app end on the same screen when they are replayed on a fresh phone")
    func replays() async throws {
        var flows = 0
        var steps = 0
        var others: [String] = []
        for (name, phone) in try HealingTests.phones() {
            for seed in UInt64(1)...6 {
                // Other tests run on the same threads.
                await Task.yield()
                let person = try await Self.use(phone, steps: 10, seed: seed)
                let flow = try #require(person.recorder.flow)
                let text = try flow.print()
                let shown = try #require(person.shown)
                let (result, replayed) = try await Self.replay(
                    text, on: phone, [FlowVariable("PASSWORD", "red fox"), FlowVariable("PASSWORD_2", "red fox")])
                flows += 1
                steps += flow.steps.count
                if result.status != .passed || Screen(replayed).fingerprint != shown.screen.fingerprint {
                    others.append("\(name) \(seed): \(result.failure.map(\.description) ?? "another screen")\n\(text)")
                }
            }
        }
        #expect(flows == 72 && steps >= 600)
        #expect(others.isEmpty, "\(others.joined(separator: "\n"))")
    }
}
