import Agents
import ArgumentParser
import Glibc
import Hierarchies
import JSON
import Screens

/// `thimble plan`: an instruction and a screen in, one call out.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Plan one step on a screen.",
        discussion: """
            The embedded model is part of the program; its confidences are calibrated. The baseline model compares \
            words and places; it learnt nothing, and its confidences are not calibrated.

            --batch reads one JSON object a line: {"id", "instruction", "screen": a path or the dump itself, \
            "history": ["what was done", …]}, and writes one a line. A line that cannot be planned becomes \
            {"id", "error"}, and the exit code is 1.

            Example: thimble plan --screen settings.xml "turn on Wi-Fi" --as json
            """)

    @Argument(help: "What to do, in words.")
    var instruction: String?

    @Option(help: ArgumentHelp("A UI dump; - reads standard input.", valueName: "file"), completion: .file())
    var screen: String?

    @Option(help: ArgumentHelp("What was done before, one line a step.", valueName: "file"), completion: .file())
    var history: String?

    @OptionGroup var model: ModelOptions

    @Option(name: .customLong("as"), help: "What to print; --batch always prints JSON. (default: call)")
    var form: Form?

    @Option(help: "How many calls to print, the chosen one included.")
    var top: Int?

    @Option(help: "The dumps' format.")
    var from = FormatChoice.auto

    @Option(help: ArgumentHelp("Plan each line of this file; - reads standard input.", valueName: "file"))
    var batch: String?

    enum Form: String, CaseIterable, ExpressibleByArgument { case call, flow, adb, json }

    func validate() throws {
        if batch != nil {
            if screen != nil || instruction != nil || history != nil {
                throw ValidationError("--batch brings its own instructions, screens and histories")
            }
            if let form, form != .json {
                throw ValidationError("--batch prints JSON; --as \(form.rawValue) does not go with it")
            }
        } else {
            guard screen != nil else {
                throw ValidationError("say which screen with --screen FILE, or give --batch FILE")
            }
            guard let instruction, instruction.contains(where: { !$0.isWhitespace }) else {
                throw ValidationError("say what to do on the screen, in quotes")
            }
        }
        if screen == "-", history == "-" { throw ValidationError("standard input cannot be both screen and history") }
        if let top, top < 1 { throw ValidationError("--top counts from 1") }
    }

    func run() async throws {
        let isClean = try await model.choice().withPlanner { try await run(with: $0) }
        if !isClean { throw ExitCode(1) }
    }

    /// Plans one step, or each line of the batch.
    /// - Returns: whether every line could be planned.
    private func run(with planner: any Planner) async throws -> Bool {
        if let batch {
            let file = PlanBatch(path: batch, format: from.format, planner: planner, top: top ?? 3)
            return try await file.run(write: { print($0) })
        }
        guard let screen, let instruction else { return true }
        let hierarchy = try ScreenLoader.hierarchy(path: screen, format: from.format)
        let shown = Screen(hierarchy)
        for warning in shown.warnings { StandardError.print("thimble: \(screen): \(warning)") }
        let history = try history.map(Self.readHistory) ?? []
        let form = form ?? .call
        let report = try await PlanTiming.report(
            planner, instruction, on: shown, history: history, top: top ?? (form == .json ? 3 : 1))
        let script = PlanScript(screen: shown, hierarchy: hierarchy)
        switch form {
        case .call: print(report.text)
        case .json: print(JSONValue.object(report.json))
        case .flow: print(try script.flowStep(report.chosen), terminator: "")
        case .adb: print(try script.shellScript(report.chosen), terminator: "")
        }
        return true
    }

    private static func readHistory(_ path: String) throws(InputError) -> [String] {
        let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).map(String.init).filter { $0.contains { !$0.isWhitespace } }
    }
}

/// Plans and takes the time that planning takes, the reading of the dump not included.
enum PlanTiming {
    static func report(
        _ planner: any Planner, _ instruction: String, on screen: Screen, history: [String], top: Int
    ) async throws -> PlanReport {
        let clock = ContinuousClock()
        let start = clock.now
        let plan = try await planner.plan(instruction, on: screen, history: history)
        let milliseconds = (clock.now - start) / .milliseconds(1)
        return PlanReport(plan, on: screen, model: planner.name, milliseconds: milliseconds, top: top)
    }
}
