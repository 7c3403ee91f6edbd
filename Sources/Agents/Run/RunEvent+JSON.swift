internal import Devices
internal import Hierarchies
package import JSON
internal import Screens
internal import Tools

extension RunEvent {
    /// The event as a line of a journal: `event`, `ms` since the start, `step`, then what the kind has to say.
    package var json: JSONObject {
        var object: JSONObject = ["event": .string(kind.name), "ms": Self.milliseconds(time)]
        if step > 0 { object["step"] = .integer(Int64(step)) }
        for (key, value) in kind.members.members { object[key] = value }
        return object
    }

    fileprivate static func milliseconds(_ duration: Duration) -> JSONValue {
        .number((duration.milliseconds * 10).rounded() / 10)
    }
}

extension RunEvent.Kind {
    var name: String {
        switch self {
        case .start: "start"
        case .observe: "observe"
        case .plan: "plan"
        case .consent: "consent"
        case .act: "act"
        case .verify: "verify"
        case .failure: "failure"
        case .end: "end"
        }
    }

    fileprivate var members: JSONObject {
        switch self {
        case .start(let start):
            [
                "serial": .string(start.serial), "model": .string(start.model),
                "max_steps": .integer(Int64(start.maxSteps)), "instruction": .string(start.instruction),
            ]
        case .observe(let seen): seen.json
        case .plan(let choice): choice.json
        case .consent(let request, let isGranted):
            JSONObject(omittingNil: [
                "risk": .string(request.risk.rawValue), "action": .string(request.sentence),
                "word": request.word.map { .string($0) }, "granted": .bool(isGranted),
            ])
        case .act(let deed): deed.json
        case .verify(let check): check.json
        case .failure(let code, let message): ["code": .string(code), "message": .string(message)]
        case .end(let result): result.json
        }
    }
}

extension RunEvent.Observation {
    fileprivate var json: JSONObject {
        JSONObject(omittingNil: [
            "fingerprint": .string(screen.fingerprint.description), "package": .string(screen.packageName),
            "title": screen.title.map { .string($0) }, "elements": .integer(Int64(screen.elements.count)),
            "dump": .string(strategy.rawValue), "attempts": .integer(Int64(attempts)),
            "dumps": .integer(Int64(dumps)), "settled": .bool(isSettled),
            "took": RunEvent.milliseconds(elapsed), "interruption": interruption.map { .string($0) },
        ])
    }
}

extension RunEvent.Choice {
    fileprivate var json: JSONObject {
        var object: JSONObject = ["call": call.json]
        if let element {
            object["element"] = [
                "id": .integer(Int64(element.id)), "role": .string(element.role.rawValue),
                "label": .string(element.label), "resource_id": .string(element.resourceID),
                "bounds": .array(
                    [element.bounds.left, element.bounds.top, element.bounds.right, element.bounds.bottom]
                        .map { .integer(Int64($0)) }),
            ]
        }
        object["confidence"] = .number((confidence * 10_000).rounded() / 10_000)
        if passedOver > 0 { object["passed_over"] = .integer(Int64(passedOver)) }
        object["prompt_tokens"] = .integer(Int64(promptTokens))
        object["output_tokens"] = .integer(Int64(outputTokens))
        object["took"] = RunEvent.milliseconds(elapsed)
        return object
    }
}

extension RunEvent.Deed {
    fileprivate var json: JSONObject {
        var object: JSONObject = ["action": .string(sentence)]
        if let point { object["point"] = [.integer(Int64(point.x)), .integer(Int64(point.y))] }
        if let textMethod { object["text_method"] = .string(textMethod.rawValue) }
        if !warnings.isEmpty { object["warnings"] = .array(warnings.map { .string($0) }) }
        object["took"] = RunEvent.milliseconds(elapsed)
        return object
    }
}

extension RunEvent.Check {
    fileprivate var json: JSONObject {
        [
            "result": .string(word), "summary": .string(summary), "confirmed": .bool(isConfirmed),
            "fingerprint": .string(fingerprint.description), "dumps": .integer(Int64(dumps)),
            "settled": .bool(isSettled), "took": RunEvent.milliseconds(elapsed),
        ]
    }
}

extension RunResult {
    /// The object that `run --json` prints and a journal ends with; keys in their order.
    package var json: JSONObject {
        var object: JSONObject = [
            "ending": .string(ending.word), "exit_code": .integer(Int64(exitCode)),
            "message": .string(message), "changed": .bool(changed), "steps": .integer(Int64(steps)),
            "instruction": .string(instruction), "serial": .string(serial), "model": .string(model),
            "took": RunEvent.milliseconds(elapsed), "prompt_tokens": .integer(Int64(promptTokens)),
            "output_tokens": .integer(Int64(outputTokens)),
        ]
        if case .answered(let text) = ending { object["answer"] = .string(text) }
        if !variables.isEmpty { object["variables"] = .array(variables.map { .string($0) }) }
        if let flowFault { object["flow_fault"] = .string(flowFault) }
        return object
    }
}
