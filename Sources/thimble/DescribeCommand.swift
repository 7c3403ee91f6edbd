import ArgumentParser
import Glibc
import Hierarchies
import Screens

/// `thimble describe`: dumps in, screens out.
struct DescribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Print what a UI dump shows.",
        discussion: """
            Reads dumps of uiautomator, Appium, XCUITest, DroidBot, Rico, Maestro and mobilerun; the format is found \
            by content. What had to be repaired is said on standard error. A dump that cannot be read is named as \
            file:line:column; the other files are still described, and the exit code is 65.

            Example: adb exec-out uiautomator dump /dev/tty | thimble describe
            """)

    @Argument(help: "Dump files; - or none for standard input.", completion: .file())
    var files: [String] = []

    @Option(help: "The dumps' format.")
    var from = FormatChoice.auto

    @Option(name: .customLong("as"), help: "What to print.")
    var form = Form.text

    @Option(
        help: ArgumentHelp("Write one file for each input into this folder.", valueName: "dir"), completion: .directory)
    var out: String?

    @Option(help: ArgumentHelp("A PNG of the screen to draw the SVG over.", valueName: "file"), completion: .file())
    var screenshot: String?

    @Option(name: .customLong("repeat"), help: .hidden)
    var passes = 1

    enum Form: String, CaseIterable, ExpressibleByArgument {
        case text, json, svg, stats

        var fileExtension: String { self == .text ? "txt" : rawValue }
    }

    func validate() throws {
        let inputs = files.isEmpty ? ["-"] : files
        if out == nil, inputs.count > 1, form == .json || form == .svg {
            throw ValidationError("several files --as \(form.rawValue) need --out DIR")
        }
        if screenshot != nil, form != .svg || inputs.count > 1 {
            throw ValidationError("--screenshot goes with one file --as svg")
        }
        var seen: Set<String> = []
        if out != nil, let twice = inputs.map(OutputFolder.name).first(where: { !seen.insert($0).inserted }) {
            throw ValidationError("two inputs are named \(twice); their outputs would be one file in --out")
        }
        if out?.isEmpty == true { throw ValidationError("--out must name a folder") }
        if passes < 1 { throw ValidationError("--repeat counts from 1") }
    }

    func run() async throws {
        let rendering = try rendering()
        let folder = try out.map { path throws(OutputError) in try OutputFolder(path) }
        let inputs = files.isEmpty ? ["-"] : files
        var firstFailure: (any ReportableError)?
        for outcome in await describeAll(inputs, rendering, folder) {
            for line in outcome.complaints { StandardError.print("thimble: \(line)") }
            firstFailure = firstFailure ?? outcome.failure
            if let text = outcome.text {
                print(inputs.count > 1 ? "== \(outcome.input)\n\(text)" : text, terminator: "")
            }
        }
        if let firstFailure { throw ExitCode(firstFailure.exitCode) }
    }

    /// What came of one input: its text unless that went into a file, and what is to be said about it.
    private struct Outcome: Sendable {
        var input: String
        var text: String?
        var complaints: [String] = []
        var failure: (any ReportableError)?
    }

    /// Describes the inputs, as many at a time as there are processors; outcomes come in the inputs' order.
    private func describeAll(
        _ inputs: [String], _ rendering: any ScreenRendering, _ folder: OutputFolder?
    ) async -> [Outcome] {
        if inputs.count == 1 { return [describe(inputs[0], rendering, folder)] }
        var outcomes: [Outcome?] = Array(repeating: nil, count: inputs.count)
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var next = 0
            func addTask() {
                guard next < inputs.count else { return }
                let index = next
                next += 1
                group.addTask { (index, describe(inputs[index], rendering, folder)) }
            }
            for _ in 0..<max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) { addTask() }
            for await (index, outcome) in group {
                outcomes[index] = outcome
                addTask()
            }
        }
        return outcomes.compactMap { $0 }
    }

    private func describe(_ input: String, _ rendering: any ScreenRendering, _ folder: OutputFolder?) -> Outcome {
        var outcome = Outcome(input: input)
        do {
            let screen = try screen(of: input)
            outcome.complaints = screen.warnings.map { "\(input): \($0)" }
            let text = rendering.render(screen) + "\n"
            if let folder {
                try folder.write(text, as: "\(OutputFolder.name(of: input)).\(form.fileExtension)")
            } else {
                outcome.text = text
            }
        } catch let error as any ReportableError {
            outcome.complaints.append(error.description)
            outcome.failure = error
        } catch {
            outcome.complaints.append("\(input): \(error)")
            outcome.failure = InternalError(description: "\(error)")
        }
        return outcome
    }

    private func screen(of input: String) throws -> Screen {
        let limits = DumpLimits()
        let bytes = try InputFile.read(input, limit: limits.bytes)
        for _ in 1..<passes {
            // Benchmarks measure the work without the process around it.
            _ = TextRendering().render(Screen(try Hierarchy(reading: bytes, file: input, as: from.format)))
        }
        return Screen(try Hierarchy(reading: bytes, file: input, as: from.format, limits: limits))
    }

    private func rendering() throws -> any ScreenRendering {
        switch form {
        case .text: return TextRendering()
        case .json: return JSONRendering(text: TextRendering())
        case .stats: return StatsRendering(text: TextRendering())
        case .svg: return SVGRendering(screenshot: try screenshot.map(readScreenshot))
        }
    }

    private func readScreenshot(_ path: String) throws -> PNGImage {
        let bytes = try InputFile.read(path, limit: 64 << 20)
        do {
            return try PNGImage(bytes)
        } catch {
            throw ScreenshotError(path: path, cause: error)
        }
    }
}

/// `--from`: a format, or `auto`.
enum FormatChoice: ExpressibleByArgument, CaseIterable {
    case auto
    case only(DumpFormat)

    static let allCases: [FormatChoice] = [.auto] + DumpFormat.allCases.map(FormatChoice.only)
    static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }

    init?(argument: String) {
        if argument == "auto" {
            self = .auto
        } else if let format = DumpFormat(rawValue: argument) {
            self = .only(format)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { format?.rawValue ?? "auto" }

    var format: DumpFormat? {
        if case .only(let format) = self { format } else { nil }
    }
}

/// A screenshot that cannot be used.
struct ScreenshotError: ReportableError {
    var path: String
    var cause: PNGError

    var exitCode: Int32 { 65 }
    var description: String { "\(path): \(cause)" }
}
