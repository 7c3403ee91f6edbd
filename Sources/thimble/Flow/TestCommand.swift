import ArgumentParser
import Devices
import FlowDocuments
import FlowReports
import Flows
import Glibc
import JSON

/// `thimble test`: runs flows on devices, without any model.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run flow files on devices.",
        discussion: """
            Takes Maestro's flow files, and folders of them with their config.yaml. With several devices the flows go \
            to whichever is free. A flow whose device failed is begun anew; a flow that failed runs again only with \
            --reruns. With --heal a step whose element is found no more takes the one that it must be by its recorded \
            name, place and neighbours; with --model the model is asked where that is not sure.

            Exits with 0 when nothing failed, 1 when a flow failed, 69 when only devices did, 65 for a faulty flow, 66 \
            for a path that does not exist, 130 when it was interrupted; the report is written then, too.

            Examples:
              thimble test flows/ --device sim:settings --format html --output report.html
              thimble test flows/ --include-tags smoke --dry-run
              thimble test login.yaml -e USER=anna --device emulator-5554,emulator-5556
            """)

    @Argument(help: ArgumentHelp("Flow files and folders of them.", valueName: "flow"), completion: .file())
    var paths: [String]

    @OptionGroup var selection: FlowSelectionOptions

    @Option(
        help: ArgumentHelp(
            "A serial, HOST:PORT of an adbd, or sim:APP; again for each device more, or with commas.",
            valueName: "serial"))
    var device: [String] = []

    @Option(
        help: ArgumentHelp(
            "Take dumps from uiautomator2's server, pushed from this u2.jar; \"installed\" when the device has it.",
            valueName: "jar"),
        completion: .file(extensions: ["jar"]))
    var dumpServer: String?

    @Option(
        help: ArgumentHelp(
            """
            Write a report: console, junit, json (an object a line), html. By default what --output's ending says \
            (.xml, .json, .jsonl, .html), else console.
            """, valueName: "format"))
    var format: ReportFormat?

    @Option(help: ArgumentHelp("Write the report there instead of to standard output.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("What the report calls the whole.", valueName: "name"))
    var testSuiteName = FlowSuiteRunner.Options().name

    @Option(
        help: ArgumentHelp(
            "Of which steps the HTML report shows screens: all, troubled (failed or healed), none.", valueName: "steps")
    )
    var screens = HTMLReport.Options.Screens.all

    @Option(
        help: ArgumentHelp("Keep screenshots and recordings in this folder.", valueName: "dir"),
        completion: .directory)
    var testOutputDir: String?

    @Option(help: ArgumentHelp("Run flows that failed again, so often at most.", valueName: "n"))
    var reruns = 0

    @Option(help: ArgumentHelp("Wait so long for an element that a command needs.", valueName: "ms"))
    var lookupTimeout = 17_000

    @Option(help: ArgumentHelp("Wait so long for one of an optional command or condition.", valueName: "ms"))
    var optionalLookupTimeout = 7_000

    @Option(help: ArgumentHelp("Wait so long for the screen to stand still.", valueName: "ms"))
    var settleTimeout = 4_000

    @Option(help: ArgumentHelp("End a flow that takes longer.", valueName: "s"))
    var flowTimeout: Int?

    @Flag(help: "Look for elements that are found no more by what was recorded of them; assertions never heal.")
    var heal = false

    @Flag(help: "Heal, write what was healed into the flows, and print the changes, beside a report on standard error.")
    var update = false

    @OptionGroup var model: ModelOptions

    @Flag(help: "Print which flows would run, in which order, and touch no device.")
    var dryRun = false

    @Flag(help: "Print the report as JSON, an object a line; the same as --format json.")
    var json = false

    func validate() throws {
        if reruns < 0 { throw ValidationError("--reruns counts from 0") }
        for (name, value) in [
            ("--lookup-timeout", lookupTimeout), ("--optional-lookup-timeout", optionalLookupTimeout),
            ("--settle-timeout", settleTimeout), ("--flow-timeout", flowTimeout ?? 1),
        ] where value < 0 { throw ValidationError("\(name) is no negative time") }
        if output?.isEmpty == true { throw ValidationError("--output must name a file") }
        if json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) are two formats")
        }
        _ = try choices()
    }

    func run() async throws { try await run(on: ReachableDevices(dumpServer: dumpServer)) }

    /// Runs on devices that `lender` opens, by `clock`, and throws what the command ends with.
    func run(on lender: some DeviceLender, clock: any Clock<Duration> = ContinuousClock()) async throws {
        let files = FolderFiles()
        let plan = try selection.plan(paths, in: files)
        if dryRun {
            let flows = PlannedFlows(plan: plan)
            return print(chosenFormat == .json ? flows.json.print(.pretty) + "\n" : flows.text, terminator: "")
        }
        if let output { try DraftFile.check(output) }
        let environment = VariableOption.all(selection.env)
        let choices = try choices()
        let suiteOptions = suiteOptions()
        let folder = ArtifactFolder(path: testOutputDir ?? plan.config.testOutputFolder ?? ".")
        let options = runOptions
        let planner = try model.model == nil ? nil : model.choice()
        let outcome = await Interrupts.cancelling { () async -> Result<FlowSuiteResult, any Error> in
            do {
                return .success(
                    try await HealPlanner.with(planner) { ask in
                        try await Self.withDevices(choices[...], lender) { devices in
                            let runners = devices.enumerated().map { shard, device in
                                var options = options
                                options.shard = shard
                                options.askPlanner = ask
                                return FlowRunner(
                                    AndroidFlowDevice(device), files: files, artifacts: folder,
                                    clock: clock, options: options, engine: FlowEngines.make)
                            }
                            return await FlowSuiteRunner(
                                runners, environment: environment, options: suiteOptions, now: WallClock.now
                            ).run(plan)
                        }
                    })
            } catch {
                return .failure(error)
            }
        }
        let suite = try outcome.get()
        try report(suite)
        if update { try show(HealedFlows(suite).write(files)) }
        let worst = suite.flows.map(\.status)
        if worst.contains(.cancelled) { throw ExitCode(130) }
        if worst.contains(.failed) { throw ExitCode(1) }
        if worst.contains(.infrastructure) { throw ExitCode(69) }
    }

    /// Opens one device after the other, and lends them all.
    private static func withDevices<Value>(
        _ choices: ArraySlice<DeviceChoice>, _ lender: some DeviceLender, _ open: [any Device] = [],
        _ body: ([any Device]) async throws -> Value
    ) async throws -> Value {
        guard let first = choices.first else { return try await body(open) }
        return try await lender.withDevice(first) { device in
            try await withDevices(choices.dropFirst(), lender, open + [device], body)
        }
    }

    private func choices() throws -> [DeviceChoice] {
        let names = device.flatMap { $0.split(separator: ",").map(String.init) }
        if names.isEmpty { return [.any] }
        var choices: [DeviceChoice] = []
        for name in names {
            guard let choice = DeviceChoice(argument: name) else {
                throw ValidationError("\"\(name)\" names no device")
            }
            // Of simulated phones there are as many as are named.
            if case .serial = choice, choices.contains(choice) {
                throw ValidationError("\(name) is named twice; a device runs one flow at a time")
            }
            choices.append(choice)
        }
        return choices
    }

    private var runOptions: FlowRunOptions {
        var options = FlowRunOptions()
        options.lookup = .milliseconds(lookupTimeout)
        options.optionalLookup = .milliseconds(optionalLookupTimeout)
        options.settle = .milliseconds(settleTimeout)
        options.flow = flowTimeout.map { .seconds($0) }
        options.keepsScreens = chosenFormat == .html && screens != .none
        options.heals = heal || update || model.model != nil
        return options
    }

    private func suiteOptions() -> FlowSuiteRunner.Options {
        var options = FlowSuiteRunner.Options()
        options.name = testSuiteName
        options.reruns = reruns
        options.progress = { result in
            StandardError.print(
                "\(result.status.rawValue)  \(result.flow.title)"
                    + (result.failure.map { "  \($0.description)" } ?? ""))
        }
        return options
    }

    private var chosenFormat: ReportFormat {
        json ? .json : format ?? output.flatMap { ReportFormat(file: $0) } ?? .console
    }

    /// The changes of `--update`, where they stand in no report for programs.
    private func show(_ diff: String) {
        guard output == nil, chosenFormat != .console else { return print(diff, terminator: "") }
        for line in diff.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            StandardError.print(String(line))
        }
    }

    private func report(_ suite: FlowSuiteResult) throws {
        let text =
            switch chosenFormat {
            case .console: ConsoleSummary(suite).print()
            case .junit: JUnitReport(suite).print()
            case .json: JSONLinesReport(suite).print()
            case .html: HTMLReport(suite, options: .init(screens: screens)).print()
            }
        guard let output else { return print(text, terminator: "") }
        try DraftFile.write(Array(text.utf8), to: output)
        if chosenFormat != .console { print(ConsoleSummary(suite).print(), terminator: "") }
    }
}

/// The time of day.
enum WallClock {
    /// Since 1970.
    static let now: @Sendable () -> Duration = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
