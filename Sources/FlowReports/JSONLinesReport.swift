internal import FlowDocuments
package import Flows
internal import Hierarchies
internal import JSON

/// A suite's result as JSON Lines, for programs: the suite, then each flow with its commands behind it.
///
/// The keys are in docs/flows.md.
package struct JSONLinesReport: Sendable {
    private let suite: FlowSuiteResult

    package init(_ suite: FlowSuiteResult) { self.suite = suite }

    /// One object a line, each with a line break at its end.
    package func print() -> String {
        var lines = [suiteLine]
        for (index, flow) in suite.flows.enumerated() {
            lines.append(line(of: flow, number: index + 1))
            lines += flow.steps.map { line(of: $0, in: flow, number: index + 1) }
        }
        return lines.map { JSONValue.object($0).print() + "\n" }.joined()
    }

    private var suiteLine: JSONObject {
        let counts = FlowStatus.allCases.map { status -> JSONObject.Member in
            (status.rawValue, .integer(Int64(suite.count(status))))
        }
        return JSONObject(omittingNil: [
            "kind": "suite", "name": .string(suite.name), "started_at": .string(ReportTime.instant(suite.startedAt)),
            "duration_ms": .integer(ReportTime.milliseconds(suite.duration)),
            "flows": .integer(Int64(suite.flows.count)), "counts": .object(JSONObject(counts)),
        ])
    }

    private func line(of flow: FlowResult, number: Int) -> JSONObject {
        JSONObject(omittingNil: [
            "kind": "flow", "flow": .integer(Int64(number)), "file": .string(flow.flow.file),
            "name": .string(flow.flow.title), "tags": strings(flow.flow.config.tags),
            "device": flow.device.isEmpty ? nil : .string(flow.device),
            "status": .string(flow.status.rawValue), "attempt": .integer(Int64(flow.attempt)),
            "started_at": .string(ReportTime.instant(flow.startedAt)),
            "duration_ms": .integer(ReportTime.milliseconds(flow.duration)), "failure": flow.failure.map(value),
            "logs": strings(flow.logs),
        ])
    }

    private func line(of step: ReportStep, in flow: FlowResult, number: Int) -> JSONObject {
        let result = step.result
        return JSONObject(omittingNil: [
            "kind": "command", "flow": .integer(Int64(number)), "path": .string(step.number),
            "depth": .integer(Int64(step.path.count - 1)), "title": .string(result.title),
            "label": result.command.label.map(JSONValue.string), "place": value(result.command.place),
            "status": .string(result.status.rawValue),
            "started_at": .string(ReportTime.instant(flow.startedAt + result.startedAt)),
            "duration_ms": .integer(ReportTime.milliseconds(result.duration)), "failure": result.failure.map(value),
            "point": result.point.map { integers($0.x, $0.y) },
            "target": result.target.map { integers($0.left, $0.top, $0.right, $0.bottom) },
            "rivals": result.rivals == 0 ? nil : .integer(Int64(result.rivals)),
            "heal": result.heal.map(value),
        ])
    }

    private func value(_ failure: FlowFailure) -> JSONValue {
        .object(
            JSONObject(omittingNil: [
                "code": .string(failure.code.rawValue), "message": .string(failure.message),
                "file": failure.place.map { .string($0.file) }, "line": failure.place.map { .integer(Int64($0.line)) },
                "column": failure.place.map { .integer(Int64($0.column)) },
            ]))
    }

    private func value(_ place: SourcePlace) -> JSONValue {
        ["file": .string(place.file), "line": .integer(Int64(place.line)), "column": .integer(Int64(place.column))]
    }

    private func value(_ heal: HealReport) -> JSONValue {
        [
            "selector": .string(heal.selector), "replacement": .string(heal.replacement), "score": .number(heal.score),
            "evidence": strings(heal.evidence),
        ]
    }

    private func strings(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }

    private func integers(_ list: Int...) -> JSONValue { .array(list.map { .integer(Int64($0)) }) }
}
