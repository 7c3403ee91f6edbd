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
    /// - Returns: what is done instead, for a warning; nil when there is nothing less to fall back to.
    mutating func fallBack(after feature: Refusal.Feature) -> String? {
        switch feature {
        case .streaming:
            guard streaming else { return nil }
            streaming = false
            return "asking for the answer in one piece"
        case .tools:
            guard tools == .native else { return nil }
            tools = .text
            return "telling the tools as text"
        case .schema:
            guard let next = Schema(rawValue: schema.rawValue + 1) else { return nil }
            schema = next
            return switch next {
            case .jsonSchema, .jsonObjectWithSchema: "sending the schema with \"json_object\""
            case .jsonObject: "asking for any JSON object"
            case .none: "asking for text"
            }
        case .grammar:
            guard grammar != .none else { return nil }
            grammar = .none
            return "asking for text"
        case .field(let field):
            guard leftOut.insert(field).inserted else { return nil }
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
