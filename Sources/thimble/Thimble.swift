import ArgumentParser
import Glibc

@main
struct Thimble: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thimble",
        abstract: "Reads a phone's screen, plans the next step on it, and writes the step down.",
        discussion: """
            Exit codes: 0 done · 1 the run or a test failed · 2 refused by policy or consent · 64 usage · 65 bad input \
            · 66 no input · 69 device or endpoint unavailable · 70 internal · 73 output cannot be written · 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            DescribeCommand.self, PlanCommand.self, CallCommand.self, RunCommand.self, CheckCommand.self,
            TestCommand.self, ExportCommand.self, ConformanceCommand.self, ToolsCommand.self, DevicesCommand.self,
            DeviceCommand.self, SimCommand.self, ModelCommand.self, DoctorCommand.self, ScriptHostCommand.self,
            RecordCommand.self,
        ])

    /// Runs a command; its own errors go to standard error in one line and out with their exit code.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            // A full disk shows only here, when what was printed leaves the buffer.
            if fflush(nil) != 0 { throw OutputError(path: "standard output", code: errno) }
        } catch let error as any ReportableError {
            StandardError.print("thimble: \(error)")
            Glibc.exit(error.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}
