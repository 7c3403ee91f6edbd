import Screens
import TestSupport
import Testing
import Tools

@testable import Agents

@Suite struct LegalityTests {
    /// A model that says anything.
    private struct CapriciousModel: SpecialistModel {
        var seed: UInt64
        var name: String { "capricious" }
        var calibration: Calibration { Calibration() }
        var capacity: Int { 9_000 }
        var room: Int { 3_000 }

        func tokens(of text: String) -> [Int] { text.utf8.map { SpecialToken.all.count + Int($0) } }
        func hinted(_ prompt: [Int]) -> HintedPrompt { HintedPrompt(tokens: prompt) }

        func logits(of tokens: [Int], _ questions: [LogitQuestion]) -> [[[Float]]] {
            var generator = SeededGenerator(state: seed &+ UInt64(tokens.count))
            return questions.map { question in
                question.positions.map { _ in question.candidates.map { _ in .random(in: -9...9, using: &generator) } }
            }
        }
    }

    @Test("Whatever the model says, its calls are legal", arguments: [1, 7, 40, 120, 250])
    func calls(_ count: Int) async throws {
        var screen = Fixture.settings
        var elements: [Element] = []
        for place in 0..<count {
            var element = (place.isMultiple(of: 3) ? Fixture.form : Fixture.settings).elements[place % 4]
            element.id = place + 1
            elements.append(element)
        }
        screen.elements = elements
        var made = 0
        for seed in 0..<40 {
            let planner = SpecialistPlanner(CapriciousModel(seed: UInt64(seed) << 20))
            let plan = try await planner.plan("type \"Ada\" into name, then open Clock", on: screen, history: ["x"])
            for call in plan.calls {
                #expect(throws: Never.self) { try ToolRegistry.ui.validate(call.call, on: screen) }
            }
            made += plan.calls.count
        }
        #expect(made >= 40)
    }
}
