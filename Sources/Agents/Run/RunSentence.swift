import Flows
import JSON
import Screens
import Tools

/// Says what a call does, and what came of it, in the words of a run's history.
///
/// Only what was touched is named, not what came up: a planner that counts done steps by their words must not find a
/// goal in the name of the screen it leads to.
struct RunSentence {
    let call: ToolCall
    let element: Element?

    /// `call` with secrets already replaced.
    init(_ call: ToolCall, on screen: Screen) {
        self.call = call
        element = call.arguments["element"]?.integer.flatMap { screen[id: Int($0)] }
    }

    /// What is to be done: `tap switch "Airplane mode"`.
    var present: String { sentence(past: false) }

    /// What was done, without what came of it: `tapped switch "Airplane mode"`.
    var past: String { sentence(past: true) }

    /// What was done: `tapped switch "Airplane mode"; now on`.
    func past(_ outcome: StepOutcome) -> String { past + "; " + result(outcome) }

    private func result(_ outcome: StepOutcome) -> String {
        switch outcome.verification {
        case .unchanged: return "nothing changed"
        case .changed:
            let change = outcome.touched.flatMap(outcome.diff.change(at:))
            for case .states(_, let gained)? in change?.aspects ?? [] {
                if let state = gained.first(where: { ["on", "off", "checked", "selected"].contains($0) }) {
                    return "now \(state)"
                }
                if call.name == "tap", change?.from.states.contains(.checked) == true { return "now unchecked" }
            }
            return "the screen changed"
        case .textRead: return "read back"
        case .textDiffers, .appInFront, .otherAppInFront, .notVerifiable: return outcome.verification.description
        }
    }

    private func sentence(past: Bool) -> String {
        let name = element.map(Self.name) ?? ""
        let text = call.arguments["text"]?.string.map(Self.quoted) ?? ""
        func words(_ now: String, _ then: String, _ rest: String...) -> String {
            ([past ? then : now] + rest).filter { !$0.isEmpty }.joined(separator: " ")
        }
        switch UITool(rawValue: call.name) {
        case .tap?: return words("tap", "tapped", name)
        case .longPress?: return words("long press", "long pressed", name)
        case .doubleTap?: return words("double tap", "double tapped", name)
        case .type?:
            let enter = call.arguments["submit"]?.bool == true ? (past ? "and pressed enter" : "and press enter") : ""
            return words("type", "typed", text, "into", name, enter)
        case .clear?: return words("clear", "cleared", name)
        case .pressKey?: return words("press", "pressed", call.arguments["key"]?.string ?? "")
        case .back?: return words("go back", "went back")
        case .home?: return words("go to the home screen", "went to the home screen")
        case .scroll?: return words("scroll", "scrolled", direction, name.isEmpty ? "" : "in " + name)
        case .swipe?: return words("swipe", "swiped", direction, name.isEmpty ? "" : "on " + name)
        case .openApp?: return words("open", "opened", Self.quoted(call.arguments["app"]?.string ?? ""))
        case .wait?:
            let seconds = call.arguments["seconds"]?.number.map { "\(Int($0.rounded())) seconds" } ?? ""
            return words("wait", "waited", text.isEmpty ? seconds : "for " + text)
        case .answer?: return words("answer", "answered", text)
        case .done?: return "done"
        case .infeasible?: return "give up"
        case nil: return call.name
        }
    }

    private var direction: String { call.arguments["direction"]?.string ?? "" }

    /// Role and the first part of the label: a row's summary names what lies behind it.
    private static func name(_ element: Element) -> String {
        let parts = element.label.split(separator: " | ", maxSplits: 1)
        let label = parts.first.map(String.init) ?? String(element.resourceIDTail)
        return label.isEmpty ? element.role.rawValue : "\(element.role.rawValue) \(quoted(label))"
    }

    private static func quoted(_ text: String) -> String { "\"\(text)\"" }
}
