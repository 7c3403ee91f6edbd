import JSON
import Schemas
import Synchronization
import Tools

/// Tools of a trip, and ways to perform their calls without a phone.
enum PlanFixture {
    static func registry() throws -> ToolRegistry {
        try ToolRegistry([
            Tool(
                "find_flight", "Find a flight.", parameters: [.required("to", .string(length: 1...40), "")],
                returns: try JSONSchema([
                    "type": "object",
                    "properties": [
                        "id": ["type": "string"], "price": ["type": "number"],
                        "legs": [
                            "type": "array",
                            "items": ["type": "object", "properties": ["gate": ["type": ["string", "null"]]]],
                        ],
                    ],
                    "required": ["id"],
                ])),
            Tool(
                "book", "Book a flight.",
                parameters: [
                    .required("flight", .string, ""), .optional("seats", .integer(1...8), "", default: 1),
                    .optional("note", .string, ""),
                ]),
            Tool("send", "Send a message.", parameters: [.required("text", .string, "")]),
            Tool("sum", "Add numbers.", parameters: [.required("numbers", .array(of: .number(nil), count: nil), "")]),
            Tool("keep", "Keep anything.", parameters: [.optional("value", try .schema([:]), "")]),
        ])
    }

    /// A plan of `keep` calls, one a value.
    static func keeping(_ values: JSONValue...) throws -> CallPlan {
        try CallPlan(values.map { ToolCall("keep", ["value": $0]) }, registry: try registry())
    }
}

/// What happened, in its order.
final class EventLog<Event: Sendable>: Sendable {
    private let storage = Mutex<[Event]>([])

    func add(_ event: Event) { storage.withLock { $0.append(event) } }

    var events: [Event] { storage.withLock { $0 } }
}

/// Opens once as many as were asked for have come; who comes waits until then.
actor Gate {
    private let count: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var arrived = 0

    init(of count: Int) { self.count = count }

    func pass() async {
        arrived += 1
        if arrived >= count {
            for other in waiting { other.resume() }
            waiting = []
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }
}
