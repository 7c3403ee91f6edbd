package import JSON
package import Screens
import Tools

/// A lesson as the specialist reads and answers it: one line of what its trainer takes.
package struct SpecialistExample: Sendable {
    package let prompt: SpecialistPrompt
    let answer: SpecialistAnswer
    /// The pointers that are right.
    package let targets: [Int]
    let lesson: Lesson

    /// - Parameters:
    ///   - lesson: the step with its right call.
    ///   - screen: the lesson's screen.
    ///   - isHinted: whether the baseline's opinion is in the prompt.
    /// - Throws: `LessonError` where the specialist could not give that answer on that screen.
    package init(_ lesson: Lesson, on screen: Screen, isHinted: Bool) throws(LessonError) {
        let space = CallSpace(.ui, on: screen)
        let hints =
            isHinted
            ? BaselinePlanner().plan(lesson.instruction, on: screen, history: lesson.history).calls : []
        let prompt = SpecialistPrompt(
            lesson.instruction, on: screen, history: lesson.history, in: space, hints: hints)
        guard let tool = UITool(rawValue: lesson.call.name), let choice = space[tool.rawValue] else {
            throw LessonError(message: "\(lesson.call.name) cannot be called on this screen")
        }
        var targets: [Int] = []
        // A move's element may be left out, and the specialist does.
        if let argument = choice["element"], argument.parameter.isRequired,
            case .elements(let usable) = argument.domain
        {
            let right = lesson.elements(on: screen).filter(usable.contains)
            targets = right.compactMap { id in prompt.elements.firstIndex(of: id).map { $0 + 1 } }
                .filter(prompt.recap.contains)
            if targets.isEmpty {
                throw LessonError(message: "no element that \(tool.rawValue) can use is the right one")
            }
        } else if tool == .answer {
            targets = Self.telling(lesson.call.arguments["text"]?.string ?? "", prompt, on: screen)
        }
        answer = try SpecialistAnswer(lesson.call, tool, pointer: targets.first, prompt, on: screen)
        self.prompt = prompt
        self.targets = targets
        self.lesson = lesson
    }

    /// The pointers of the elements that say nothing but a text; else of the first that has it among other words.
    private static func telling(_ text: String, _ prompt: SpecialistPrompt, on screen: Screen) -> [Int] {
        let found = prompt.elements.enumerated().compactMap { place, id -> (pointer: Int, isWhole: Bool)? in
            guard let element = screen[id: id] else { return nil }
            let quotation = Quotation([SpecialistAnswer.part(of: .answer, prompt, telling: element)])
            guard let words = quotation.places(of: text, in: 0) else { return nil }
            let source = quotation.words[words[0]].source
            return (place + 1, words.count == quotation.words.count { $0.source == source })
        }
        let whole = found.filter(\.isWhole)
        return (whole.isEmpty ? found.prefix(1) : whole[...]).map(\.pointer)
    }

    /// `{"prompt", "answer", "quotation", "quoted", "targets", "set", "language", "id"}`; special tokens are private-use
    /// scalars.
    package var json: JSONValue {
        [
            "prompt": .string(prompt.text), "answer": .string(SpecialistPrompt.text(answer.pieces)),
            "quotation": .string(SpecialistPrompt.text(answer.quotation?.pieces ?? [])),
            "quoted": .array(answer.quoted.map { .integer(Int64($0)) }),
            "targets": .array(targets.map { .integer(Int64($0)) }), "set": .string(lesson.set),
            "language": .string(lesson.language), "id": .string(lesson.id),
        ]
    }
}
