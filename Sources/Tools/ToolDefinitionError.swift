import Schemas

/// Why a tool cannot be registered, or its JSON cannot be read.
package struct ToolDefinitionError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case duplicateTool, duplicateParameter, malformedName, emptyType, badDefault
        /// A schema keyword or member that is not supported; `path` names it.
        case unsupported
        /// A member is missing or has the wrong type; `path` says which.
        case malformedJSON
    }

    package var code: Code
    /// A sentence without the place.
    package var message: String
    /// The tool's name; empty when it has none yet.
    package var tool: String
    /// Where in the definition, as `parameters.properties.date`; empty for the tool itself.
    package var path: String

    package init(_ code: Code, _ message: String, tool: String, path: String = "") {
        self.code = code
        self.message = message
        self.tool = tool
        self.path = path
    }

    package var description: String {
        let place = tool.isEmpty ? "tool" : "tool \(tool)"
        return path.isEmpty ? "\(place): \(message)" : "\(place), \(path): \(message)"
    }
}

extension ToolDefinitionError {
    /// What `Schemas` refuses, with its place in the definition.
    init(_ error: SchemaError, tool: String, below path: String) {
        let code: Code =
            switch error.code {
            case .unsupported, .otherDocument, .tooLarge: .unsupported
            case .malformed, .unresolved, .endless: .malformedJSON
            }
        self.init(code, error.message, tool: tool, path: path + error.location.replacing("/", with: "."))
    }
}
