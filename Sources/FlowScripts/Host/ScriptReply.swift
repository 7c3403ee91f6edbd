internal import FlowDocuments
internal import JSON

/// A message of the host.
enum ScriptReply {
    /// The engine is loaded and the limits hold.
    case ready
    case outcome(ScriptOutcome)
    case error(FlowScriptError)
    /// A script's `http`; the host waits for one line with the answer.
    case request(JSONValue)

    var json: JSONValue {
        switch self {
        case .ready: ["ready": true]
        case .outcome(let outcome):
            ["value": .string(outcome.value), "logs": .array(outcome.logs.map { .string($0) })]
        case .error(let error):
            [
                "error": .string(error.code.rawValue), "message": .string(error.message),
                "place": error.place?.json ?? .null,
            ]
        case .request(let message): ["request": message]
        }
    }

    /// Nil for what is no such message.
    init?(_ json: JSONValue) {
        if json["ready"]?.bool == true {
            self = .ready
        } else if let value = json["value"]?.string {
            self = .outcome(ScriptOutcome(value: value, logs: (json["logs"]?.array ?? []).compactMap(\.string)))
        } else if let code = json["error"]?.string.flatMap(FlowScriptError.Code.init) {
            let place = json["place"].flatMap(SourcePlace.init)
            self = .error(FlowScriptError(code, json["message"]?.string ?? "", at: place))
        } else if let request = json["request"] {
            self = .request(request)
        } else {
            return nil
        }
    }
}
