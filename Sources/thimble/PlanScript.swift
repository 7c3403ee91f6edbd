import Flows
import Hierarchies
import Screens
import Tools

/// A planned call as something that can be run: a step of a Maestro flow, or a shell script.
struct PlanScript {
    let screen: Screen
    let hierarchy: Hierarchy

    /// One item of a flow's list of steps, found again by selectors.
    func flowStep(_ call: ToolCall) throws -> String {
        let step = FlowStep(try Action(call, on: screen, hierarchy), on: screen.fingerprint)
        let text = try step.print()
        return text.isEmpty ? "# \(call.name)\n" : text
    }

    /// A script over adb, by coordinates.
    func shellScript(_ call: ToolCall) throws -> String {
        guard hierarchy.format != .xcuitest else {
            throw ExportError(.unsupportedSystem, "this is a screen of iOS, which adb cannot reach", format: "adb")
        }
        return try ADBScript(size: screen.size, actions: [Action(call, on: screen, hierarchy)]).print()
    }
}

extension ExportError: ReportableError {
    /// EX_DATAERR.
    var exitCode: Int32 { 65 }
}

extension ToolCallError: ReportableError {
    /// EX_SOFTWARE: planners check their calls.
    var exitCode: Int32 { 70 }
}
