import Agents
import ArgumentParser
import JSON
import Screens
import Tools

/// `thimble model eval`: how often a model's next call is the right one, beside the baseline.
struct ModelEvalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Judge a model on lessons, beside the baseline.",
        discussion: """
            A lesson is a line of JSON: {"id", "set", "language", "screen": a path or the dump itself, "instruction", \
            "history", "call": {"name", "arguments"}, "node"}. "tool" is the share of right tools, "+element" that of \
            right tools and elements, "all right" asks for texts and directions too.

            Example: thimble model eval fixtures/lessons/real-dev.jsonl --plot eval.svg
            """)

    @Argument(help: "Files of lessons; - reads standard input.")
    var files: [String]

    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("Draw the figures as SVG.", valueName: "file"), completion: .file())
    var plot: String?

    @Option(help: ArgumentHelp("Write each answer as a line of JSON.", valueName: "file"), completion: .file())
    var answers: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let choice = try model.choice()
        let evaluation = try await choice.withPlanner { planner in try await judged(planner) }
        if let plot { try OutputFile.write(EvaluationPlot(evaluation).svg, to: plot) }
        print(json ? evaluation.json.print() : evaluation.text)
    }

    private func judged(_ planner: any Planner) async throws -> Evaluation {
        var candidates: [Evaluation.Candidate] = []
        var planners: [any Planner] = [planner]
        if planner.name != "baseline" { planners.append(BaselinePlanner()) }
        var lines: [String] = []
        let sources = try files.map { try LessonFile(path: $0) }
        for planner in planners {
            var candidate = Evaluation.Candidate(model: planner.name)
            let isFirst = candidates.isEmpty
            for source in sources {
                try await source.forEach { line, result in
                    let (lesson, screen) = try result.get()
                    let plan = try await planner.plan(lesson.instruction, on: screen, history: lesson.history)
                    let judgement = Judgement(lesson, on: screen, plan)
                    candidate.judgements.append(judgement)
                    guard isFirst, answers != nil else { return }
                    let answer: JSONValue = [
                        "id": .string(lesson.id), "set": .string(lesson.set),
                        "instruction": .string(lesson.instruction),
                        "call": plan.chosen.call.json, "confidence": .number(plan.chosen.confidence),
                        "right": .bool(judgement.isRight), "expected": lesson.call.json,
                        "nodes": .array(lesson.nodes.map { .integer(Int64($0)) }),
                    ]
                    lines.append(answer.print())
                }
            }
            if candidate.judgements.isEmpty { throw UsageError(description: "there is no lesson to judge") }
            candidates.append(candidate)
        }
        if let answers { try OutputFile.write(lines.map { $0 + "\n" }.joined(), to: answers) }
        return Evaluation(candidates)
    }
}
