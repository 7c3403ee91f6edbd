import ArgumentParser
import Devices
import Flows
import Glibc

/// `thimble record`: a flow from what a person does.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write a flow from what you do on a device.",
        discussion: """
            Listens to the device's touch screen (getevent) and looks at its display, until Ctrl-C, the end of standard \
            input, or --for is over. Where a device lets nobody listen, it takes commands from standard input and does \
            them: \(SpokenCommand.summary).

            What is typed into a password field is not written down: the flow names ${PASSWORD} instead.

            Example: printf 'tap "Network & internet"\\nback\\n' | thimble record --device sim:settings --output f.yaml
            """)

    @OptionGroup var options: DeviceOptions

    @Option(help: ArgumentHelp("Write the flow there.", valueName: "flow"), completion: .file())
    var output: String

    @Option(name: .customLong("for"), help: ArgumentHelp("Stop after so long.", valueName: "seconds"))
    var limit: Double?

    @Flag(name: .customLong("assert"), help: "End the flow with a check of what the last screen shows.")
    var asserts = false

    @Option(help: ArgumentHelp("Take touches from getevent, or commands from standard input.", valueName: "source"))
    var from: RecordingSource?

    func validate() throws {
        if output.isEmpty { throw ValidationError("--output must name a file") }
        if let limit, !(limit > 0 && limit < 1_000_000) { throw ValidationError("--for is a time in seconds") }
    }

    func run() async throws { try await run(on: ReachableDevices(dumpServer: options.dumpServer)) }

    /// Records on a device that `lender` opens, by `clock`, and throws what the command ends with.
    ///
    /// `lines` are those of standard input.
    func run(
        on lender: some DeviceLender, clock: any Clock<Duration> = ContinuousClock(),
        lines: AsyncStream<String> = StandardInput.lines()
    ) async throws {
        try DraftFile.check(output)
        // Nobody touches the glass of a phone that lives in this process.
        let isSimulated = if case .simulated = options.device { true } else { false }
        let (device, source, limit) = (options.device, from ?? (isSimulated ? .commands : nil), limit)
        let outcome = await Interrupts.cancelling { () async -> Result<Recorded, any Error> in
            do {
                return .success(
                    try await lender.withDevice(device) { device in
                        try await Self.record(device, source, limit.map { .seconds($0) }, clock, lines)
                    })
            } catch {
                return .failure(error)
            }
        }
        let recorded = try outcome.get()
        guard var flow = recorded.flow else {
            throw StepFault(description: "\(output): no flow: nothing was seen of the device")
        }
        if asserts { flow.expectation = recorded.shown?.landmark }
        let draft = try DraftFile(for: output)
        try draft.write(Array(try flow.print().utf8))
        try draft.finish()
        let count = flow.steps.count
        StandardError.print("thimble: \(output): \(count == 1 ? "1 step" : "\(count) steps")")
        if let fault = recorded.fault { throw fault }
    }

    /// What a recording leaves; the fault is what ended it before its time.
    struct Recorded: Sendable {
        var flow: RecordedFlow?
        var shown: SeenScreen?
        var fault: StepFault?
    }

    private static func record(
        _ device: any Device, _ source: RecordingSource?, _ limit: Duration?, _ clock: any Clock<Duration>,
        _ lines: AsyncStream<String>
    ) async throws -> Recorded {
        if source != .commands {
            do {
                guard let live = device as? any LiveShell else {
                    throw DeviceError(.unsupported, "it has no shell to listen to", serial: device.serial)
                }
                let session = try await RecordingSession(live, clock: clock) { line in
                    print(line)
                    // Also into a pipe each line goes out as it comes.
                    fflush(nil)
                }
                return try await listen(session, limit, clock, lines)
            } catch let error as DeviceError where error.code == .unsupported && source == nil {
                StandardError.print("thimble: no touches to listen to (\(error.message)); taking commands instead")
            }
        }
        return try await obey(device, limit, clock, lines)
    }

    private static func listen(
        _ session: RecordingSession, _ limit: Duration?, _ clock: any Clock<Duration>, _ lines: AsyncStream<String>
    ) async throws -> Recorded {
        StandardError.print("thimble: recording; use the device, and end with Ctrl-C")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await session.run() }
            group.addTask {
                if let limit { return try await clock.sleep(for: limit) }
                for await _ in lines {}
            }
            defer { group.cancelAll() }
            do { try await group.next() } catch is CancellationError {}
        }
        return Recorded(flow: await session.finish(), shown: await session.shown)
    }

    private static func obey(
        _ device: any Device, _ limit: Duration?, _ clock: any Clock<Duration>, _ lines: AsyncStream<String>
    ) async throws -> Recorded {
        let isAsked = isatty(STDIN_FILENO) == 1
        if isAsked { StandardError.print("thimble: \(SpokenCommand.summary); end with Ctrl-D") }
        let watch = Stopwatch(clock)
        var recorder = try await CommandRecorder(StepExecutor(device, clock: clock))
        var number = 0
        for await line in lines {
            if let limit, watch.elapsed > limit { break }
            number += 1
            do throws(StepError) {
                guard let command = try SpokenCommand(line) else { continue }
                print(try await recorder.perform(command))
            } catch {
                if error.code == .deviceFailed {
                    throw error.cause ?? InternalError(description: error.message) as any Error
                }
                guard isAsked else {
                    return Recorded(
                        flow: recorder.flow, shown: recorder.shown,
                        fault: StepFault(description: "line \(number): \(error.message)"))
                }
                StandardError.print("thimble: \(error.message)")
            }
        }
        return Recorded(flow: recorder.flow, shown: recorder.shown)
    }
}

/// Where a recording comes from.
enum RecordingSource: String, ExpressibleByArgument, CaseIterable { case getevent, commands }

/// A step that was not done, for which the command ends with 1.
struct StepFault: ReportableError {
    var description: String
    var exitCode: Int32 { 1 }
}
