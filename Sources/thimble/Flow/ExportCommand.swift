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
        name: [.short, .long],
        help: ArgumentHelp("A variable's value in the script, where the flow sets none.", valueName: "name=value"))
    var env: [VariableOption] = []

    func validate() throws {
        if output?.isEmpty == true { throw ValidationError("--output must name a file") }
        guard to != .maestro || env.isEmpty else {
            throw ValidationError("a flow file takes its variables when it runs; leave out -e")
        }
    }

    func run() throws {
        let files = FolderFiles()
        let flow: FlowDocument
        do throws(FlowError) {
            guard files.kind(path) != nil else { throw FlowError(.missingFile, "No File", "there is no file \(path)") }
            flow = try FlowDocument(reading: files.read(path), file: path)
        } catch {
            throw FlowCommandError(error)
        }
        let text = try FlowExporter(flow, to: to, environment: env.map(\.variable), files: files).print()
        guard let output else { return print(text, terminator: "") }
        try DraftFile.write(Array(text.utf8), to: output)
    }
}

extension FlowExportTarget: ExpressibleByArgument {}

extension FlowExportError: ReportableError {
    /// EX_DATAERR.
    var exitCode: Int32 { 65 }
}
