import Foundation
import JSON
import Screens
import Testing
import Tools

@testable import Agents

@Suite struct SpecialistPromptTests {
    private func text(_ pieces: [SpecialistPrompt.Piece]) -> String {
        pieces.map { piece in
            switch piece {
            case .special(let token): token.name
            case .text(let text): text
            }
        }.joined()
    }

    @Test func specialTokensAreThoseOfTheTrainer() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../../tools/train/specials.txt")
        let names = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(SpecialToken.all.map(\.name) == names)
        #expect(Set(names).count == names.count)
    }

    @Test func tellsInstructionHistoryPlaceElementsAndRecap() {
        let screen = Fixture.settings
        let space = CallSpace(.ui, on: screen)
        let prompt = SpecialistPrompt(
            "Turn on Bluetooth", on: screen, history: ["opened \"Settings\"; the screen changed"], in: space, hints: [])
        let written = text(prompt.pieces)
        #expect(written.hasPrefix("<task> turn on bluetooth<past> opened \"settings\"; the screen changed<app>"))
        #expect(written.contains(" bluetooth"))
        #expect(written.hasSuffix("<call>"))
        #expect(!written.contains("<h0>") && !written.contains("<guess>"))
        #expect(prompt.recap.allSatisfy { prompt.elements.indices.contains($0 - 1) })
    }

    @Test func hintsGradeTheBaselinesChoices() {
        let screen = Fixture.settings
        let hints = BaselinePlanner().plan("Turn on Bluetooth", on: screen, history: []).calls
        let prompt = SpecialistPrompt(
            "Turn on Bluetooth", on: screen, history: [], in: CallSpace(.ui, on: screen), hints: hints)
        #expect(text(prompt.pieces).contains("<guess><tap><call>"))
    }

    @Test func largeScreensKeepWhatIsHintedAndUsable() {
        var screen = Fixture.settings
        let row = screen.elements[5]
        screen.elements = (1...250).map { id in
            var element = row
            element.id = id
            element.label = "Row \(id)"
            return element
        }
        let hint = PlannedCall(call: ToolCall("tap", ["element": 250]), confidence: 0.9)
        let prompt = SpecialistPrompt(
            "tap row 250", on: screen, history: [], in: CallSpace(.ui, on: screen), hints: [hint])
        #expect(prompt.elements.count == SpecialistPrompt.extents[0].elements)
        #expect(prompt.elements.last == 250)
    }

    @Test func planIsWhatTheModelPrefers() async throws {
        let screen = Fixture.settings
        let model = ObedientModel(wishes: [.tool(.scroll), .direction(.down)])
        let plan = try await SpecialistPlanner(model).plan("show more", on: screen, history: [])
        #expect(plan.chosen.call == ToolCall("scroll", ["direction": "down"]))
        #expect(plan.chosen.confidence > 0.99)
        #expect(plan.promptTokens > 100)
    }

    @Test func textIsQuotedAsThePersonWroteIt() async throws {
        let screen = Fixture.form
        let model = ObedientModel(wishes: [.tool(.type)], meant: [" ada", " lovelace"])
        let plan = try await SpecialistPlanner(model).plan("My name is Ada Lovelace.", on: screen, history: [])
        #expect(plan.chosen.call.name == "type")
        #expect(plan.chosen.call.arguments["text"]?.string == "Ada Lovelace")
    }

    @Test(arguments: UITool.allCases)
    func everyPlanIsLegal(_ tool: UITool) async throws {
        for screen in [Fixture.settings, Fixture.form] {
            let model = ObedientModel(wishes: [.tool(tool)], certainty: 1)
            let plan = try await SpecialistPlanner(model).plan("do \"this\" now", on: screen, history: [])
            for call in plan.calls {
                #expect(throws: Never.self) { try ToolRegistry.ui.validate(call.call, on: screen) }
            }
        }
    }

    @Test(arguments: [300, 600, 2000])
    func promptsFitTheModel(_ capacity: Int) async throws {
        var screen = Fixture.settings
        let row = screen.elements[5]
        screen.elements = (1...110).map { id in
            var element = row
            element.id = id
            element.label = String(repeating: "设置", count: 40)
            return element
        }
        var model = ObedientModel(wishes: [.tool(.tap)])
        model.capacity = capacity
        let plan = try await SpecialistPlanner(model).plan("点第一个", on: screen, history: ["x", "y", "z"])
        #expect(plan.promptTokens <= capacity)
    }

    @Test func lessonsThatCannotBeAnsweredSayWhy() throws {
        let lesson = try Lesson(["instruction": "say hi", "call": ["name": "open_app", "arguments": ["app": "Zyx"]]])
        #expect(throws: LessonError.self) { try SpecialistExample(lesson, on: Fixture.settings, isHinted: false) }
    }

    @Test func examplesAnswerWithPointerAndText() throws {
        let field = try #require(Fixture.form.elements.first { $0.role == .field })
        let lesson = try Lesson([
            "instruction": "My name is Ada", "call": ["name": "type", "arguments": ["text": "Ada"]],
            "node": .integer(Int64(field.node)),
        ])
        let example = try SpecialistExample(lesson, on: Fixture.form, isHinted: false)
        let pointer = try #require(example.targets.first)
        #expect(text(example.answer.pieces) == "<type><e\(pointer)><end>")
        #expect(example.answer.quoted == [3])
    }
}
