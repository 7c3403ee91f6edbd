import Agents
import ArgumentParser
import EmbeddedSLM
import Glibc
import JSON

/// `thimble model bench`: how long the embedded model takes to start and to plan a step.
struct ModelBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Time the embedded model on lessons.",
        discussion: """
            A step is all that `plan` does behind the reading of the screen: the baseline's hints, the prompt, the \
            model, the check of the call. Nothing is kept between steps but what their prompts share.

            Example: thimble model bench fixtures/lessons/real-dev.jsonl
            """)

    @Argument(help: "Files of lessons; - reads standard input.")
    var files: [String]

    @Option(help: ArgumentHelp("A model in a file; the one in this program when left out.", valueName: "file.gguf"))
    var model: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let clock = ContinuousClock()
        let began = clock.now
        let specialist = try EmbeddedSpecialist(
            try model.map { try EmbeddedModel(path: $0) } ?? EmbeddedModel.shipped())
        let start = (clock.now - began) / .milliseconds(1)
        let planner = SpecialistPlanner(specialist)
        var steps: [Double] = []
        var prompt = 0
        var output = 0
        for file in files {
            try await LessonFile(path: file).forEach { _, result in
                let (lesson, screen) = try result.get()
                let began = clock.now
                let plan = try await planner.plan(lesson.instruction, on: screen, history: lesson.history)
                steps.append((clock.now - began) / .milliseconds(1))
                prompt += plan.promptTokens
                output += plan.outputTokens
            }
        }
        guard !steps.isEmpty else { throw UsageError(description: "there is no lesson to time") }
        steps.sort()
        let count = Double(steps.count)
        let facts: [(String, Double)] = [
            ("start_ms", start), ("steps", count), ("prompt_tokens_mean", Double(prompt) / count),
            ("output_tokens_mean", Double(output) / count), ("step_p50_ms", steps[steps.count / 2]),
            ("step_p90_ms", steps[steps.count * 9 / 10]), ("step_max_ms", steps[steps.count - 1]),
            ("peak_memory_mb", Self.peakMegabytes()),
        ]
        if json {
            print(JSONValue.object(JSONObject(facts.map { ($0.0, .number(Self.rounded($0.1))) })).print())
        } else {
            for (name, value) in facts { print("\(name) \(Self.rounded(value))") }
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

    /// Of the whole process.
    private static func peakMegabytes() -> Double {
        var usage = rusage()
        guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
        return Double(usage.ru_maxrss) / 1024
    }
}
