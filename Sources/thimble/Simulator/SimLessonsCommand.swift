import Agents
import ArgumentParser
import JSON
import Lessons
import SimulatedPhones
import Tools

/// `thimble sim lessons`: walks of the declared apps, a lesson a line.
struct SimLessonsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lessons",
        abstract: "Carry out the declared apps' tasks and print each step as a lesson to learn from.",
        discussion: """
            Each task is done by somebody who knows the way, through the agent's own loop, on a phone in this process: \
            from the launcher or in the app, in one wording or another, with detours and pop-ups. A walk counts only \
            when the task's check holds at its end. The same seed gives the same lessons.

            Example: thimble sim lessons notes --per-task 8 > notes.jsonl
            """)

    @Argument(help: "Apps by their files' names; all of the split when left out.")
    var apps: [String] = []

    @Option(help: "Which apps: those to learn from (train), those never to (unseen), or all.")
    var split = Split.train

    @Option(help: "What chance begins with.")
    var seed: UInt64 = 1

    @Option(help: "Walks of each task.")
    var perTask = 4

    @Option(help: "Single taps of each app.")
    var taps = 100

    @Option(name: .customLong("apps"), help: AppFolder.help, completion: .directory)
    var folder: String?

    @Flag(help: "Tell of each walk that came to nothing why.")
    var verbose = false

    func validate() throws {
        guard perTask >= 1, taps >= 0 else { throw ValidationError("--per-task counts from 1, --taps from 0") }
    }

    func run() async throws {
        let folder = try CourseFolder(AppFolder(folder), split: split, names: apps)
        var curriculum = Curriculum(courses: folder.courses, pools: folder.pools)
        curriculum.seed = seed
        curriculum.perTask = perTask
        curriculum.tapsPerApp = taps
        let start = ContinuousClock.now
        var total = 0
        for course in folder.courses {
            var count = (walks: 0, lessons: 0, texts: 0, unsaid: 0, lost: 0)
            try await curriculum.teach(course) { id, outcome in
                count.walks += 1
                guard outcome.isDone else {
                    count.lost += 1
                    if verbose { StandardError.print("\(id): \(outcome.ending.message)") }
                    return
                }
                guard outcome.isSaid else {
                    count.unsaid += 1
                    if verbose { StandardError.print("\(id): what is typed is not in the instruction") }
                    return
                }
                for lesson in outcome.lessons { print(JSONValue.object(lesson.json).print()) }
                count.lessons += outcome.lessons.count
                count.texts += outcome.lessons.count { $0.call.name == "type" }
            }
            total += count.lessons
            StandardError.print(
                "\(course.name): \(count.lessons) lessons of \(count.walks) walks, \(count.texts) with a text; "
                    + "\(count.lost) walks not done, \(count.unsaid) with a text that nobody said")
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        StandardError.print("\(total) lessons, \(Int(Double(total) / max(seconds, 0.001))) a second")
    }
}
