import Agents
import ArgumentParser
import Devices
import Flows
import Glibc
import JSON

/// `thimble run`: an instruction carried out on a device.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carry out an instruction on a device.",
        discussion: """
            Looks at the screen, plans a step, does it, checks it against the next screen, until the planner says that \
            it is done or a limit is over. What pays, sends or deletes is asked about first; without a terminal it is \
            refused unless --yes allows it.

            ${NAME} in the instruction stands for the environment variable: its value is typed on the device and \
            appears nowhere else.

            Example: thimble run "turn on airplane mode" --save airplane.yaml
            """)

    @Argument(help: "What to do, in words.")
    var instruction: String

    @OptionGroup var options: DeviceOptions

    @OptionGroup var model: ModelOptions

    @Option(help: "Actions at most.")
    var maxSteps = 30

    @Option(help: ArgumentHelp("Write the run as a Maestro flow.", valueName: "flow"), completion: .file())
    var save: String?

    @Option(
        help: ArgumentHelp("Write a page with a drawing of each step into this folder.", valueName: "dir"),
        completion: .directory)
    var report: String?

    @Option(help: ArgumentHelp("Write what happened, a JSON object a line.", valueName: "file"), completion: .file())
    var journal: String?

    @Flag(help: "Print the result as one JSON object; progress goes to standard error.")
    var json = false

    @Flag(help: "Allow what pays, sends or deletes without asking.")
    var yes = false

    func validate() throws {
        guard instruction.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("say what to do on the device, in quotes")
        }
        if maxSteps < 1 { throw ValidationError("--max-steps counts from 1") }
        for (name, path) in [("--save", save), ("--report", report), ("--journal", journal)] where path?.isEmpty == true
        {
            throw ValidationError("\(name) must name a file or folder")
        }
    }

    func run() async throws {
        try await run(on: ReachableDevices(dumpServer: options.dumpServer))
    }

    /// Runs on a device that `lender` opens, by `clock`, and throws what the command ends with.
    func run(on lender: some DeviceLender, clock: any Clock<Duration> = ContinuousClock()) async throws {
        let choice = try model.choice()
        var policy = RunPolicy()
        policy.maxSteps = maxSteps
        policy.grantsEverything = yes
        policy.variables = try Self.variables(of: instruction)
        // Nothing is done on the device that could not be written down afterwards.
        let files = try RunFiles(save: save, report: report, journal: journal)
        let isLive = isatty(json ? STDERR_FILENO : STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
        let toError = json
        let progress = ProgressLine(isLive: isLive) { text in
            var text = text
            _ = text.withUTF8 { write(toError ? STDERR_FILENO : STDOUT_FILENO, $0.baseAddress, $0.count) }
        }
        let observers: [any RunObserver] = [progress] + files.observers
        let (device, instruction, frozen) = (options.device, instruction, policy)
        let outcome = await Interrupts.cancelling { () async -> Result<RunResult, any Error> in
            do {
                return .success(
                    try await choice.withPlanner { planner in
                        try await lender.withDevice(device) { device in
                            await Agent(
                                StepExecutor(device, clock: clock), planner: planner, policy: frozen,
                                consent: TerminalConsent(),
                                observers: observers
                            ).run(instruction)
                        }
                    })
            } catch {
                return .failure(error)
            }
        }
        let result = try outcome.get()
        if json { print(JSONValue.object(result.json).print()) }
        try files.finish(result)
        if result.exitCode != 0 { throw ExitCode(result.exitCode) }
    }

    /// The environment variables that the instruction names.
    /// - Throws: `UsageError` for one that is not set.
    static func variables(of instruction: String) throws(UsageError) -> [String: String] {
        var variables: [String: String] = [:]
        for part in instruction.split(separator: "${", omittingEmptySubsequences: false).dropFirst() {
            guard let end = part.firstIndex(of: "}") else { continue }
            let name = String(part[..<end])
            guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 0x5F || (0x30...0x39).contains($0) || isLetter($0) })
            else { continue }
            guard let value = getenv(name) else {
                throw UsageError(description: "the instruction names ${\(name)}, which is not in the environment")
            }
            variables[name] = String(cString: value)
        }
        return variables
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// The files that a run leaves.
struct RunFiles {
    private let save: String?
    private let journals: [JournalFile]
    private let page: RunReportFolder?

    init(save: String?, report: String?, journal: String?) throws(OutputError) {
        self.save = save
        let folder = try report.map { path throws(OutputError) in try OutputFolder(path) }
        page = folder.map(RunReportFolder.init)
        var journals: [JournalFile] = []
        for path in [journal, report.map { "\($0)/journal.jsonl" }].compactMap({ $0 }) {
            journals.append(try JournalFile(path))
        }
        self.journals = journals
        // An older flow stays until there is a new one, and where there will be none no empty file is left.
        if let save { try DraftFile.check(save) }
    }

    var observers: [any RunObserver] {
        let journals: [any RunObserver] = journals.map { file in RunJournal { line in file.append(line) } }
        return journals + (page.map { [$0] } ?? [])
    }

    /// Writes the flow and the page, also of a run that was cancelled.
    func finish(_ result: RunResult) throws(OutputError) {
        if let save {
            if let flow = result.flow {
                try DraftFile.write(Array(flow.utf8), to: save)
                if !result.variables.isEmpty {
                    let names = result.variables.joined(separator: ", ")
                    StandardError.print("thimble: \(save): the flow needs \(names) in its environment")
                }
            } else {
                StandardError.print("thimble: \(save): no flow: \(result.flowFault ?? "nothing was done")")
            }
        }
        try page?.finish()
        for journal in journals { try journal.check() }
    }
}
