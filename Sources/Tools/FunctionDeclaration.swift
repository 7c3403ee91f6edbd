package import JSON

/// A function as a model is told of it: what every provider's `tools` parameter carries.
package struct FunctionDeclaration: Sendable, Hashable {
    package var name: String
    package var description: String
    /// JSON Schema of the arguments object.
    package var parameters: JSONObject

    package init(name: String, description: String, parameters: JSONObject) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }

    /// `{"type": "function", "function": {"name", "description", "parameters"}}`, OpenAI's shape.
    package var json: JSONValue { ["type": "function", "function": .object(function)] }

    /// `{"name", "description", "parameters"}`: the inner object.
    package var function: JSONObject {
        [
            "name": .string(name), "description": .string(description), "parameters": .object(parameters),
        ]
    }
}
