import FlowDocuments
import JSON
import Screens

/// What `thimble test --dry-run` prints: the flows that would run, those with an order first.
struct PlannedFlows {
    let plan: WorkspacePlan

    /// A line a flow, without control characters: its place in the order, its file and its name.
    var text: String {
        let ordered = plan.sequence.enumerated().map { (mark: "\($0 + 1).", flow: $1) }
        let others = plan.flows.map { (mark: "-", flow: $0) }
        return (ordered + others).map { mark, flow in
            "\(mark)  \(TerminalText.plain(flow.file))  \(TerminalText.plain(flow.title))\n"
        }.joined()
    }

    /// `order` (from 1, where there is one), `file`, `name` and `tags` of each.
    var json: JSONValue {
        let ordered = plan.sequence.enumerated().map { Self.json($1, order: $0 + 1) }
        return .array(ordered + plan.flows.map { Self.json($0, order: nil) })
    }

    private static func json(_ flow: FlowDocument, order: Int?) -> JSONValue {
        .object(
            JSONObject(omittingNil: [
                "order": order.map { .integer(Int64($0)) }, "file": .string(flow.file), "name": .string(flow.title),
                "tags": .array(flow.config.tags.map { .string($0) }),
            ]))
    }
}
