import JSON
package import Screens
import Tools

/// A planner without a model: the floor that a model must beat.
///
/// Finds the clause that is to be done, its verb, and the element whose words answer it best. It knows general words
/// of user interfaces, no app and no instruction. Texts on the screen are only ever compared with the instruction's,
/// never read as verbs. Confidences are a softmax over its own scores and are not calibrated.
package struct BaselinePlanner: Planner {
    package let name = "baseline"

    /// Scalars of an instruction that are read: some rules take time quadratic in its length.
    private static let mostScalars = 2_000

    package init() {}

    package func plan(_ instruction: String, on screen: Screen, history: [String]) -> Plan {
        let step = BaselineStep(screen: screen, history: history)
        let read = String(String.UnicodeScalarView(instruction.unicodeScalars.prefix(Self.mostScalars)))
        var calls = step.calls(for: read)
        calls.removeAll { (try? ToolRegistry.ui.validate($0.call, on: screen)) == nil }
        if calls.isEmpty {
            let reason = "nothing on the screen can do this: \(BaselineStep.clipped(instruction))"
            calls = [PlannedCall(call: ToolCall("infeasible", ["reason": .string(reason)]), confidence: 0)]
        }
        return Plan(calls: calls)
    }
}
