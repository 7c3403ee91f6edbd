import Agents
import ArgumentParser
import JSON
import Lessons
import SimulatedPhones

/// `thimble sim tasks`: how many of the declared apps' tasks an agent does.
struct SimTasksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks",
        abstract: "Put the declared apps' tasks to a model, and count what it does.",
        discussion: """
            Each task is run by the agent on a phone in this process, whose clock moves only when the phone is used. \
            It counts as done when its check holds at the end.

            Example: thimble sim tasks --model baseline --split unseen
            """)

    @Argument(help: "Apps by their files' names; all of the split when left out.")
    var apps: [String] = []

    @OptionGroup var model: ModelOptions

    @Option(help: "Which apps: those that models learn from (train), those that they never do (unseen), or all.")
    var split = Split.unseen

    @Option(help: "The language of the instructions, and of the phone.")
    var language = "en"

    @Option(help: "Actions at most.")
    var maxSteps = 30

    @Option(name: .customLong("apps"), help: AppFolder.help, completion: .directory)
    var folder: String?

    @Flag(help: "Start at the launcher; the instruction names the app then.")
    var launcher = false

    @Flag(help: "Put every phrasing of a task, rather than the first.")
    var phrasings = false

    @Option(help: "Instances of each pattern of tasks.")
    var instances = 2

    @Option(help: "What instances are drawn with.")
    var seed: UInt64 = 1

    @Flag(help: "Print a JSON object for each task, and one for the whole.")
    var json = false

    func run() async throws {
        let folder = try CourseFolder(AppFolder(folder), split: split, names: apps)
        let exam = try Exam(folder, self)
        try await model.choice().withPlanner { planner in
            for trial in exam.trials {
                let verdict = try await trial.run(planner, on: exam.phone(for: trial), maxSteps: maxSteps)
                report(trial, verdict)
                exam.count(trial.app, verdict)
            }
        }
        exam.summary(json: json)
    }

    private func report(_ trial: TaskTrial, _ verdict: TaskTrial.Verdict) {
        let result = verdict.result
        if json {
            let object: JSONObject = [
                "app": .string(trial.app), "task": .string(trial.task.id), "language": .string(trial.language),
                "instruction": .string(trial.instruction), "done": .bool(verdict.isDone),
                "says_done": .bool(verdict.saysDone), "ending": .string(result.ending.word),
                "steps": .integer(Int64(result.steps)),
            ]
            print(JSONValue.object(object).print())
        } else {
            let mark = verdict.isDone ? "done" : "FAIL"
            print("\(mark)\t\(trial.app)/\(trial.task.id)\t\(result.steps) steps\t\(result.ending.message)")
        }
    }
}

/// The tasks that are put, and how many were done.
private final class Exam {
    private(set) var trials: [TaskTrial] = []
    private let apps: [AppDeclaration]
    private let startsAtLauncher: Bool
    private var counts: [String: (done: Int, of: Int, claimed: Int)] = [:]
    private var phones: [String: SimulatedPhone] = [:]

    init(_ folder: CourseFolder, _ command: SimTasksCommand) throws {
        apps = folder.courses.map(\.app)
        startsAtLauncher = command.launcher
        for course in folder.courses {
            let phone = SimulatedPhone(apps: apps, languages: [command.language, "en"])
            phones[course.name] = phone
            let state = phone.appState(course.app.package) ?? [:]
            var generator = SeededGenerator(seed: command.seed)
            for task in course.tasks {
                var tasks = [task.single].compactMap(\.self)
                if tasks.isEmpty, command.instances > 0 {
                    let all = try task.instances(in: state, pools: folder.pools, using: &generator, file: course.name)
                    tasks = Array(all.shuffled(using: &generator).prefix(command.instances))
                }
                for task in tasks where try !phone.holds(task.check, in: course.app.package) {
                    let said = task.phrasings[command.language] ?? []
                    for phrasing in command.phrasings ? said : Array(said.prefix(1)) {
                        let label = course.app.text(course.app.label, language: command.language)
                        let instruction = startsAtLauncher ? "In \(label): \(phrasing)" : phrasing
                        trials.append(
                            TaskTrial(
                                app: course.name, declaration: course.app, task: task, language: command.language,
                                instruction: instruction))
                    }
                }
            }
        }
    }

    func phone(for trial: TaskTrial) -> SimulatedPhone {
        var phone = phones[trial.app] ?? SimulatedPhone(apps: apps)
        if !startsAtLauncher { _ = phone.launch(trial.declaration.package) }
        return phone
    }

    func count(_ app: String, _ verdict: TaskTrial.Verdict) {
        var count = counts[app] ?? (0, 0, 0)
        count.of += 1
        if verdict.isDone { count.done += 1 }
        if verdict.isDone, verdict.saysDone { count.claimed += 1 }
        counts[app] = count
    }

    func summary(json: Bool) {
        let total = counts.values.reduce((done: 0, of: 0, claimed: 0)) {
            ($0.done + $1.done, $0.of + $1.of, $0.claimed + $1.claimed)
        }
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) + [("all", total)] {
            let share = Double(count.done) / Double(max(count.of, 1))
            if json {
                let object: JSONObject = [
                    "app": .string(name), "tasks": .integer(Int64(count.of)), "tasks_done": .integer(Int64(count.done)),
                    "ended_done": .integer(Int64(count.claimed)), "share": .number(share),
                ]
                print(JSONValue.object(object).print())
            } else {
                print(
                    "\(name): \(count.done) of \(count.of) done (\(Int((share * 100).rounded())) %), "
                        + "\(count.claimed) of them ended by saying so")
            }
        }
    }
}
