package import JSON

/// What a planner says: a tool's name and its typed arguments, not yet checked against a screen.
package struct ToolCall: Sendable, Hashable {
    package var name: String
    package var arguments: JSONObject

    package init(_ name: String, _ arguments: JSONObject = [:]) {
        self.name = name
        self.arguments = arguments
    }

    /// `{"name": …, "arguments": {…}}`.
    package var json: JSONValue { .object(["name": .string(name), "arguments": .object(arguments)]) }
}
