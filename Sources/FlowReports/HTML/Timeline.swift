internal import Flows
internal import Screens

/// A flow's commands as bars over its time; commands within commands lie below them.
struct Timeline {
    private let flow: FlowResult
    private let id: String
    private let total: Double

    /// The units of the drawing's width, whatever the page's.
    private static let width = 1000.0
    /// Deeper commands are in the list alone.
    private static let levels = 3
    private static let row = 14

    init(_ flow: FlowResult, id: String) {
        self.flow = flow
        self.id = id
        let ends = flow.steps.map { $0.result.startedAt + $0.result.duration }
        total = max(max(flow.duration, ends.max() ?? .zero) / .milliseconds(1), 1)
    }

    var markup: String {
        let steps = flow.steps.filter { $0.path.count <= Self.levels && $0.result.status != .skipped }
        guard let levels = steps.map(\.path.count).max() else { return "" }
        let height = levels * Self.row
        let middle = ReportTime.words(.milliseconds(Int64(total / 2)))
        return """
            <svg class="timeline" viewBox="0 0 1000 \(height)" height="\(height)" preserveAspectRatio="none" \
            role="img" aria-label="Timeline of the steps">
            \(steps.map(bar).joined())</svg>
            <p class="axis"><span>0 s</span><span>\(middle)</span><span>\(
                ReportTime.words(.milliseconds(Int64(total))))</span></p>

            """
    }

    /// Wide enough to be seen; it leads to its step.
    private func bar(_ step: ReportStep) -> String {
        let result = step.result
        let left = min(max(result.startedAt / .milliseconds(1) / total * Self.width, 0), Self.width - 3)
        let width = min(max(result.duration / .milliseconds(1) / total * Self.width - 1, 2), Self.width - left)
        let title = MarkupText.escaped("\(step.number) \(result.title), ") + ReportTime.words(result.duration)
        return "<a href=\"#\(StepList.anchor(id, step.path))\" tabindex=\"-1\">"
            + "<rect class=\"\(result.status.rawValue)\" x=\"\(Self.tenths(left))\" width=\"\(Self.tenths(width))\""
            + " y=\"\((step.path.count - 1) * Self.row)\" height=\"\(Self.row - 2)\"><title>\(title)</title></rect></a>\n"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
