internal import FlowDocuments
package import Flows
internal import Screens

/// A suite's result for a terminal: a line a flow, below it why it failed and what was healed, and the counts at last.
package struct ConsoleSummary: Sendable {
    private let suite: FlowSuiteResult

    package init(_ suite: FlowSuiteResult) { self.suite = suite }

    /// Lines without colours and without control characters, each with a line break at its end.
    package func print() -> String {
        (suite.flows.flatMap(lines) + [counts]).map { $0 + "\n" }.joined()
    }

    private func lines(of flow: FlowResult) -> [String] {
        let word = flow.status.rawValue
        let width = FlowStatus.allCases.map(\.rawValue.count).max() ?? 0
        let facts = [
            TerminalText.plain(flow.flow.title), TerminalText.plain(flow.flow.file),
            hasSeveralDevices ? TerminalText.plain(flow.device) : "", ReportTime.words(flow.duration),
            flow.attempt > 1 ? "attempt \(flow.attempt)" : "",
        ]
        var lines = [
            word + String(repeating: " ", count: width - word.count + 2)
                + facts.filter { !$0.isEmpty }.joined(separator: "  ")
        ]
        let heals = flow.steps.compactMap { step in
            step.result.heal.map { "healed \(step.result.command.place): \($0.sentence)" }
        }
        for note in (flow.failure.map { [$0.description] } ?? []) + heals {
            lines.append("    " + TerminalText.plain(note, limit: 1000))
        }
        return lines
    }

    private var hasSeveralDevices: Bool { suite.devices.count > 1 }

    /// "7 flows: 4 passed, 1 failed in 1 min 3 s".
    private var counts: String {
        let parts = FlowStatus.allCases.filter { suite.count($0) > 0 }.map { "\(suite.count($0)) \($0.rawValue)" }
        let head = suite.flows.count == 1 ? "1 flow" : "\(suite.flows.count) flows"
        let list = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
        return "\(head)\(list) in \(ReportTime.words(suite.duration))"
    }
}
