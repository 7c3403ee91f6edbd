import Hierarchies
package import JSON
package import Screens
package import Tools

/// A plan as programs and people read it.
package struct PlanReport {
    let plan: Plan
    let screen: Screen
    let model: String
    let milliseconds: Double
    let top: Int

    /// `top` is the number of calls to show, the chosen one included; at least that one is.
    package init(_ plan: Plan, on screen: Screen, model: String, milliseconds: Double, top: Int) {
        self.plan = plan
        self.screen = screen
        self.model = model
        self.milliseconds = milliseconds
        self.top = top
    }

    /// The call that is to be made.
    package var chosen: ToolCall { plan.chosen.call }

    /// The object of the command line's contract, keys in its order.
    package var json: JSONObject {
        let chosen = plan.chosen
        let element = chosen.element.flatMap { screen[id: $0] }
        let bounds = element.map { [$0.bounds.left, $0.bounds.top, $0.bounds.right, $0.bounds.bottom] }
        return [
            "call": chosen.call.json, "element": Self.number(element?.id), "node": Self.number(element?.node),
            "bounds": bounds.map { .array($0.map { .integer(Int64($0)) }) } ?? .null,
            "confidence": .number(Self.rounded(chosen.confidence, 10_000)), "model": .string(model),
            "prompt_tokens": .integer(Int64(plan.promptTokens)), "output_tokens": .integer(Int64(plan.outputTokens)),
            "milliseconds": .number(Self.rounded(milliseconds, 1000)),
            "alternatives": .array(plan.calls.prefix(max(top, 1)).dropFirst().map(alternative)),
        ]
    }

    private func alternative(_ planned: PlannedCall) -> JSONValue {
        let element = planned.element.flatMap { screen[id: $0] }
        return [
            "call": planned.call.json, "element": Self.number(element?.id), "node": Self.number(element?.node),
            "confidence": .number(Self.rounded(planned.confidence, 10_000)),
        ]
    }

    /// One line a call: `tap(element: 4)   button "Wi-Fi"`.
    package var text: String { plan.calls.prefix(max(top, 1)).map(line).joined(separator: "\n") }

    private func line(_ planned: PlannedCall) -> String {
        let arguments = planned.call.arguments.members.map { "\($0.key): \($0.value.print())" }
        let call = "\(planned.call.name)(\(arguments.joined(separator: ", ")))"
        guard let element = planned.element.flatMap({ screen[id: $0] }) else { return call }
        return "\(call)   \(element.role.rawValue) \(JSONValue.string(element.label).print())"
    }

    private static func number(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }

    private static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
}
