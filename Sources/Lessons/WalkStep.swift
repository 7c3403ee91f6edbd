package import JSON
package import Tools

/// A right step of a walk, as a lesson: what was to be done, what was seen and done before, and the call.
package struct WalkStep: Sendable {
    package var id: String
    /// Where it comes from: `walks/notes`.
    package var set: String
    /// Of the instruction.
    package var language: String
    /// The dump as the phone gave it.
    package var screen: String
    package var instruction: String
    package var history: [String]
    /// Without its element.
    package var call: ToolCall
    /// The call's element by its node's place in the dump; nil for a call without one.
    package var node: Int?
    /// Nodes that would have been as right, `node` among them; empty when there is no other.
    package var nodes: [Int] = []

    package var json: JSONObject {
        var json: JSONObject = [
            "id": .string(id), "set": .string(set), "language": .string(language), "screen": .string(screen),
            "instruction": .string(instruction), "history": .array(history.map { .string($0) }), "call": call.json,
            "node": node.map { .integer(Int64($0)) } ?? .null,
        ]
        if !nodes.isEmpty { json["nodes"] = .array(nodes.map { .integer(Int64($0)) }) }
        return json
    }
}
