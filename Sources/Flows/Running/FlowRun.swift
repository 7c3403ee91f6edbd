internal import Devices
internal import FlowDocuments
internal import Hierarchies
internal import Screens

/// One run of one flow: its variables, what it saw last, and what it did.
final class FlowRun {
    let device: any FlowDevice
    let files: any FlowFiles
    let artifacts: any FlowArtifacts
    let clock: any Clock<Duration>
    /// Those of the flow that runs now.
    var options: FlowRunOptions
    let watch: Stopwatch
    let variables: FlowVariables
    var journal = FlowJournal()

    /// The app of the flow that runs now, as far as its name can be computed yet.
    var appID: String?
    /// That name as the flow has it: each command computes it anew, for a script may have changed what it is made of.
    var writtenAppID: String?
    /// The files that run now, each within the one before.
    var openFiles: [String] = []
    /// By how much the device's calls took longer than they should.
    var lag = Duration.zero
    /// What lies over the app.
    var obstruction: SeenObstruction?
    /// Whether something was touched and not looked at since.
    var isTouchUnseen = false
    /// nil when what was done last is nothing to repeat.
    var lastTouch: LastTouch?
    /// When something was done last, by `patience`.
    var changedAt = Duration.zero
    /// When the last look was begun.
    var lookBegan = Duration.zero
    /// When the screen was seen last.
    var lookedAt = Duration.zero
    /// Whether what was seen last stood still.
    var isSettled = false
    var hierarchy: Hierarchy?
    var screenSize: Size?
    /// Where a recording that runs goes.
    var recording: String?

    init(_ runner: FlowRunner) {
        device = runner.device
        files = runner.files
        artifacts = runner.artifacts
        clock = runner.clock
        options = runner.options
        watch = Stopwatch(runner.clock)
        variables = FlowVariables(platform: runner.device.platform, makeEngine: runner.engine)
    }

    /// Time as windows count it: what a slow device took too long does not shorten them.
    var patience: Duration { watch.elapsed - lag }

    /// Runs the flow, ends what it left running, and says why it failed.
    func run(_ flow: FlowDocument, environment: [FlowVariable]) async -> FlowFailure? {
        var failure: FlowFailure?
        let boot = try? await device.bootID()
        do throws(FlowFailure) {
            try await scripted(nil) { () async throws(FlowScriptError) in
                for variable in environment + self.ownVariables(flow) {
                    try await self.variables.set(variable.name, to: variable.value)
                }
            }
            try await run(document: flow)
        } catch {
            failure = error
        }
        if recording != nil {
            do throws(FlowFailure) { try await stopRecording() } catch { failure = failure ?? error }
        }
        await variables.close()
        if failure?.code != .cancelled, let boot, let now = try? await device.bootID(), now != boot {
            failure = FlowFailure(.device, "the device booted anew during the flow", at: failure?.place)
        }
        return failure.map(variables.secrets.masked)
    }

    private func ownVariables(_ flow: FlowDocument) -> [FlowVariable] {
        let file = flow.file.split(separator: "/").last.map(String.init) ?? flow.file
        let name = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        return [
            FlowVariable("MAESTRO_FILENAME", name), FlowVariable("MAESTRO_DEVICE_UDID", device.serial),
            FlowVariable("MAESTRO_SHARD_ID", String(options.shard + 1)),
            FlowVariable("MAESTRO_SHARD_INDEX", String(options.shard)),
        ]
    }

    // MARK: A flow and its hooks

    func run(document flow: FlowDocument) async throws(FlowFailure) {
        let (outer, outerWritten, outerOptions) = (appID, writtenAppID, options)
        openFiles.append(flow.file)
        defer {
            openFiles.removeLast()
            appID = outer
            writtenAppID = outerWritten
            options = outerOptions
        }
        try options.take(flow.config)
        if await ScriptNeed(of: flow).isThere {
            try await scripted(flow.config.place) { () async throws(FlowScriptError) in
                try await self.variables.prepare()
            }
        }
        try await scripted(flow.config.place) { () async throws(FlowScriptError) in
            try await self.variables.define(flow.config.environment, at: flow.config.place)
        }
        writtenAppID = flow.config.appID ?? flow.config.url
        // Before the first command, what a script is to set may be missing.
        appID = try? await expand(writtenAppID, at: flow.config.place)
        if appID == "undefined" { appID = nil }
        var failure: FlowFailure?
        do throws(FlowFailure) {
            try await run(flow.config.onFlowStart ?? [])
            try await run(flow.commands)
        } catch {
            failure = error
        }
        if failure?.code != .cancelled, let commands = flow.config.onFlowComplete {
            do throws(FlowFailure) { try await run(commands) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    func run(_ commands: [FlowCommand]) async throws(FlowFailure) {
        for command in commands { try await run(command) }
    }

    /// Runs one command and writes it down.
    private func run(_ command: FlowCommand) async throws(FlowFailure) {
        if Task.isCancelled { throw FlowFailure(.cancelled, "cancelled", at: command.place) }
        guard journal.depth < options.depth else {
            throw FlowFailure(.invalidFlow, "flows lie in each other \(options.depth) deep", at: command.place)
        }
        guard journal.count < options.commands else {
            throw FlowFailure(.invalidFlow, "the run took \(options.commands) commands", at: command.place)
        }
        if let limit = options.flow, watch.elapsed > limit {
            throw FlowFailure(.timeout, "the flow took longer than \(limit)", at: command.place)
        }
        let started = watch.elapsed
        let before = screenNow
        journal.begin()
        var status = FlowStatus.passed
        var failure: FlowFailure?
        do throws(FlowFailure) {
            if try await perform(command) == .skipped { status = .skipped }
            failure = journal.note.warning
            if failure != nil { status = .warned }
        } catch {
            failure = error
            status =
                error.code == .cancelled
                ? .cancelled
                : error.isInfrastructure
                    ? .infrastructure : command.isOptional && error.isForgivable ? .warned : .failed
        }
        if failure?.place == nil { failure?.place = command.place }
        var result = CommandResult(
            command: command, title: variables.secrets.masked(command.title), status: status,
            failure: failure.map(variables.secrets.masked),
            startedAt: started, duration: watch.elapsed - started)
        if options.keepsScreens {
            result.before = before
            result.after = screenNow
        }
        result = journal.end(result)
        await options.progress?(result)
        guard let failure, status != .warned else { return }
        if failure.isForgivable, options.goesOnAfter?(command, failure) == true { return }
        throw failure
    }

    private var screenNow: FlowScreen? {
        guard options.keepsScreens, let hierarchy, let screenSize else { return nil }
        return FlowScreen(hierarchy, size: screenSize)
    }
}

/// Whether a command ran.
enum CommandEnding { case done, skipped }
