import Agents
import ArgumentParser
import JSON
import Lessons
import Screens

/// `thimble model lessons`: lessons in, the prompts and answers that the specialist is trained on out.
struct ModelLessonsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons",
        abstract: "Turn lessons into the prompts and answers that a model is trained on.",
        discussion: """
            A lesson is a line of JSON: {"id", "set", "language", "screen": a path or the dump itself, "instruction", \
            "history", "call": {"name", "arguments"}, "node"}. Each becomes a line {"prompt", "answer", "targets", \
            "set"}, in which the special token of id k is the character U+E000+k. Lessons that the specialist could \
            not answer are counted on standard error.

            Example: thimble model lessons lessons.jsonl > examples.jsonl
            """)

    @Argument(help: "Files of lessons; - reads standard input.")
    var files: [String]

    @Option(help: "The share of prompts without the baseline's opinion, 0 to 1.")
    var hintless = 0.0

    @Option(help: "Chooses which ones.")
    var seed: UInt64 = 1

    func run() async throws {
        var random = SeededGenerator(seed: seed)
        var left = LeftOut()
        var count = 0
        for path in files {
            let file = try LessonFile(path: path)
            try await file.forEach { line, result in
                left.catching(path, line) {
                    let (lesson, screen) = try result.get()
                    let isHinted = Double.random(in: 0..<1, using: &random) >= hintless
                    print(try SpecialistExample(lesson, on: screen, isHinted: isHinted).json)
                    count += 1
                }
            }
            try file.forEachFunction { line, result in
                left.catching(path, line) {
                    print(try result.get().json)
                    count += 1
                }
            }
        }
        for (reason, times) in left.reasons.sorted(by: { $0.value > $1.value }).prefix(20) {
            StandardError.print("left out \(times): \(reason)")
        }
        StandardError.print("\(count) examples")
    }
}

/// Counts why lessons were left out, and tells the first of each kind.
private struct LeftOut {
    private(set) var reasons: [String: Int] = [:]

    mutating func catching(_ file: String, _ line: Int, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            let reason = "\(error)"
            if reasons[reason] == nil, reasons.count < 50 { StandardError.print("\(file):\(line): \(reason)") }
            reasons[reason, default: 0] += 1
        }
    }
}
