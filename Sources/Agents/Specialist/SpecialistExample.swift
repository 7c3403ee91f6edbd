package import JSON
package import Screens
import Tools

/// A lesson as the specialist reads and answers it: one line of what its trainer takes.
package struct SpecialistExample: Sendable {
    package let prompt: SpecialistPrompt
    package let answer: [SpecialistPrompt.Piece]
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
        }
        let sources = SpecialistAnswer.sources(of: tool, prompt, on: screen)
        answer = try SpecialistAnswer.pieces(lesson.call, tool, pointer: targets.first, copying: sources)
        self.prompt = prompt
        self.targets = targets
        self.lesson = lesson
    }

    /// `{"prompt", "answer", "targets", "set", "language", "id"}`; special tokens are private-use scalars.
    package var json: JSONValue {
        [
            "prompt": .string(prompt.text), "answer": .string(SpecialistPrompt.text(answer)),
            "targets": .array(targets.map { .integer(Int64($0)) }), "set": .string(lesson.set),
            "language": .string(lesson.language), "id": .string(lesson.id),
        ]
    }
}
