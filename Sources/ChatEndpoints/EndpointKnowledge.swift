import LanguageModels

/// What an endpoint has found out in its life.
struct EndpointKnowledge: Sendable {
    /// The server's model, where the address names none.
    var model: String?
    var kind = ServerKind.unknown
    var capabilities = EndpointCapabilities()
    /// Whether the server was asked what it is.
    var isProbed = false
    var usage = TokenUsage()
}

extension EndpointCapabilities {
    /// Takes note of a refusal.
    ///
    /// - Parameters:
    ///   - feature: what was refused.
    ///   - requested: the abilities that the refused request relied on. Another request may have been refused the same
    ///     in the meantime, and one refusal is one step.
    /// - Returns: what is done instead, for a warning.
    @discardableResult
    mutating func fallBack(after feature: Refusal.Feature, of requested: EndpointCapabilities) -> String {
        switch feature {
        case .streaming:
            streaming = false
            return "asking for the answer in one piece"
        case .tools:
            tools = .text
            return "telling the tools as text"
        case .schema:
            let next = Schema(rawValue: requested.schema.rawValue + 1) ?? .none
            schema = max(schema, next)
            return switch next {
            case .jsonSchema, .jsonObjectWithSchema: "sending the schema with \"json_object\""
            case .jsonObject: "asking for any JSON object"
            case .none: "asking for text"
            }
        case .grammar:
            grammar = .none
            return "asking for text"
        case .field(let field):
            leftOut.insert(field)
            return field == .maxTokens ? "sending max_completion_tokens" : "leaving \(field.rawValue) out"
        }
    }
}

extension Refusal.Feature {
    /// What is refused, for a warning.
    var title: String {
        switch self {
        case .streaming: "streaming"
        case .tools: "tools"
        case .schema: "the schema"
        case .grammar: "the grammar"
        case .field(let field): field.rawValue
        }
    }
}
