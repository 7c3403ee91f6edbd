internal import FlowDocuments
internal import JSON

/// A message to the host; each but `open`, `evaluate` and `run` has no answer.
enum ScriptCall {
    /// The first: what to load, and what is allowed.
    case open(platform: String, libraries: [String], cpuSeconds: Int, memory: Int, message: Int)
    case enterScope
    case leaveScope
    case set(String, String)
    case setCopiedText(String?)
    case evaluate(String, SourcePlace?)
    case run(String, file: String, environment: [FlowVariable])

    var json: JSONValue {
        switch self {
        case .open(let platform, let libraries, let cpuSeconds, let memory, let message):
            [
                "call": "open", "platform": .string(platform), "libraries": .array(libraries.map { .string($0) }),
                "cpuSeconds": .integer(Int64(cpuSeconds)), "memory": .integer(Int64(memory)),
                "message": .integer(Int64(message)),
            ]
        case .enterScope: ["call": "enterScope"]
        case .leaveScope: ["call": "leaveScope"]
        case .set(let name, let value): ["call": "set", "name": .string(name), "value": .string(value)]
        case .setCopiedText(let text): ["call": "setCopiedText", "text": text.map { .string($0) } ?? .null]
        case .evaluate(let expression, let place):
            .object([
                "call": "evaluate", "source": .string(expression), "place": place?.json ?? .null,
            ])
        case .run(let source, let file, let environment):
            [
                "call": "run", "source": .string(source), "file": .string(file),
                "environment": .array(environment.map { [.string($0.name), .string($0.value)] }),
            ]
        }
    }

    /// Nil for what is no such message.
    init?(_ json: JSONValue) {
        func text(_ key: String) -> String? { json[key]?.string }
        func number(_ key: String) -> Int? { json[key]?.integer.flatMap(Int.init(exactly:)) }
        switch text("call") {
        case "open":
            guard let platform = text("platform"), let libraries = json["libraries"]?.array,
                let cpuSeconds = number("cpuSeconds"), let memory = number("memory"), let message = number("message")
            else { return nil }
            self = .open(
                platform: platform, libraries: libraries.compactMap(\.string), cpuSeconds: cpuSeconds, memory: memory,
                message: message)
        case "enterScope": self = .enterScope
        case "leaveScope": self = .leaveScope
        case "set":
            guard let name = text("name"), let value = text("value") else { return nil }
            self = .set(name, value)
        case "setCopiedText": self = .setCopiedText(text("text"))
        case "evaluate":
            guard let source = text("source") else { return nil }
            self = .evaluate(source, json["place"].flatMap(SourcePlace.init))
        case "run":
            guard let source = text("source"), let file = text("file") else { return nil }
            let environment = (json["environment"]?.array ?? []).compactMap { variable in
                variable[0]?.string.flatMap { name in variable[1]?.string.map { FlowVariable(name, $0) } }
            }
            self = .run(source, file: file, environment: environment)
        default: return nil
        }
    }
}

extension SourcePlace {
    var json: JSONValue { [.string(file), .integer(Int64(line)), .integer(Int64(column))] }

    init?(_ json: JSONValue) {
        guard let file = json[0]?.string, let line = json[1]?.integer.flatMap(Int.init(exactly:)),
            let column = json[2]?.integer.flatMap(Int.init(exactly:))
        else { return nil }
        self.init(file, line: line, column: column)
    }
}
