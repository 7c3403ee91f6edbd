import ChatEndpoints
import JSON
import LanguageModels
import Synchronization
import Tools

enum Examples {
    static let tap = FunctionDeclaration(
        name: "tap", description: "Taps an element.",
        parameters: [
            "type": "object", "properties": ["element": ["type": "integer", "enum": [1, 2]]], "required": ["element"],
            "additionalProperties": false,
        ])

    static let greeting = Conversation(messages: [.user("hi")])
    static let withTools = Conversation(messages: [.system("You tap."), .user("tap one")], tools: [tap])

    static let schema: JSONValue = ["type": "object", "properties": ["a": ["type": "boolean"]], "required": ["a"]]
}

/// Collects what an endpoint tells.
final class EventLog: Sendable {
    private let entries = Mutex<[ChatEvent]>([])
    /// Raised by the first event of an answer.
    let first = Signal()

    @Sendable func append(_ event: ChatEvent) {
        entries.withLock { $0.append(event) }
        if case .answer = event { first.raise() }
    }

    var events: [ChatEvent] { entries.withLock { $0 } }

    var answered: [AnswerEvent] {
        events.compactMap { if case .answer(let event) = $0 { event } else { nil } }
    }

    var warnings: [ChatWarning.Code] {
        events.compactMap { if case .warning(let warning) = $0 { warning.code } else { nil } }
    }
}

extension Sequence where Element == AnswerEvent {
    /// The events with neighbouring texts, and neighbouring thoughts, joined: what does not depend on cuts.
    var joined: [AnswerEvent] {
        reduce(into: []) { joined, event in
            switch (joined.last, event) {
            case (.text(let before), .text(let text)): joined[joined.count - 1] = .text(before + text)
            case (.thought(let before), .thought(let text)): joined[joined.count - 1] = .thought(before + text)
            default: joined.append(event)
            }
        }
    }
}
