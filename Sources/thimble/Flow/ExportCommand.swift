import ArgumentParser
import FlowDocuments
import FlowExports

/// `thimble export`: writes a flow as a script for other tools, or in one layout.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a flow as a script for adb, uiautomator2 or Appium, or as a tidy flow file.",
        discussion: """
            Flows that the flow runs are written into the script. What a target cannot do is refused, with the step and \
            its place. Exits with 65 when the flow is faulty or cannot be written, with 66 when it does not exist.

            Example: thimble export login.yaml --to uiautomator2 --output login.py
            """)

    @Argument(help: ArgumentHelp("A flow file.", valueName: "flow"), completion: .file())
    var path: String

    @Option(
        help: ArgumentHelp(
            "What to write: \(FlowExportTarget.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "target")
    )
    var to: FlowExportTarget

    @Option(
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    @Option(
        name: .customShort("e"),
        help: ArgumentHelp("A variable's value in the script, where the flow sets none.", valueName: "NAME=value"))
    var environment: [String] = []

    func validate() throws {
        for pair in environment where pair.firstIndex(of: "=").map({ $0 == pair.startIndex }) ?? true {
            throw ValidationError("a variable is written as NAME=value, not as \(pair)")
        }
        guard to != .maestro || environment.isEmpty else {
            throw ValidationError("a flow file takes its variables when it runs; leave out -e")
        }
    }

    func run() throws {
        let text = try Self.export(path, to: to, variables)
        guard let output else { return print(text, terminator: "") }
        try OutputFile.write(text, to: output)
    }

    private var variables: [FlowVariable] {
        environment.compactMap { pair in
            pair.firstIndex(of: "=").map { FlowVariable(String(pair[..<$0]), String(pair[$0...].dropFirst())) }
        }
    }

    private static func export(
        _ path: String, to target: FlowExportTarget, _ environment: [FlowVariable]
    ) throws(ExportFailure) -> String {
        let files = FolderFiles()
        let flow: FlowDocument
        do throws(FlowError) {
            guard files.kind(path) != nil else { throw FlowError(.missingFile, "No File", "there is no file \(path)") }
            flow = try FlowDocument(reading: files.read(path), file: path)
        } catch {
            throw ExportFailure(error)
        }
        do throws(FlowExportError) {
            return try FlowExporter(flow, to: target, environment: environment, files: files).print()
        } catch {
            throw ExportFailure(error)
        }
    }
}

extension FlowExportTarget: ExpressibleByArgument {}

/// Why a flow could not be written as something else.
private struct ExportFailure: ReportableError {
    var description: String
    var exitCode: Int32

    init(_ error: FlowError) {
        var line = error
        // `thimble check` shows it.
        line.excerpt = nil
        description = "\(line)"
        // EX_NOINPUT, EX_DATAERR.
        exitCode = error.code == .missingFile ? 66 : 65
    }

    init(_ error: FlowExportError) {
        description = "\(error)"
        exitCode = 65
    }
}
