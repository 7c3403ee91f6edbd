/// What a server will not do, read from its error.
struct Refusal: Hashable {
    enum Feature: Hashable {
        case streaming, tools, schema, grammar
        case field(EndpointCapabilities.OptionalField)
    }

    var feature: Feature
    /// Whether it is about this request's schema, grammar or calls alone, so that the next request may try again.
    var isForThisRequest: Bool

    /// Statuses that have been seen with "this I cannot do": llama-server 500 and 501, Ollama 400, FastAPI 422, others 404.
    static let statuses: Set<Int> = [400, 404, 422, 500, 501]

    /// The feature that an error names, among those that the request made use of.
    ///
    /// - Parameters:
    ///   - status: the response's, or the one that an error in a stream names.
    ///   - message: all that the server said.
    ///   - used: what the request held; the first whose words occur is meant, so special ones come first.
    init?(status: Int, message: String, used: [Feature]) {
        guard Self.statuses.contains(status) else { return nil }
        // A proxy that speaks of its upstream says nothing of streaming.
        let said = message.lowercased().replacing("upstream", with: "")
        guard let feature = used.first(where: { $0.words.contains { said.contains($0) } }) else { return nil }
        self.feature = feature
        // llama-server answers 500 "Failed to parse input" for a call that the model wrote badly.
        let isForm = feature == .schema || feature == .grammar || feature == .tools
        isForThisRequest = isForm && Self.contentWords.contains { said.contains($0) }
    }

    /// How servers say that a schema or grammar is at fault, rather than that they know none.
    private static let contentWords = [
        "failed to parse", "parsing", "parse error", "convert", "conversion", "compil", "invalid schema",
        "invalid grammar", "both", "with tools",
    ]
}

extension Refusal.Feature {
    /// What an error that is about it says, in lower case.
    fileprivate var words: [String] {
        switch self {
        case .streaming: ["stream"]
        // llama-server "tools param requires --jinja flag"; Ollama "does not support tools"; vLLM `"auto" tool choice
        // requires --enable-auto-tool-choice`; others "function calling is not supported".
        case .tools: ["tool", "function call", "functions"]
        case .schema:
            ["response_format", "response format", "json_schema", "json_object", "schema", "structured", "grammar"]
        case .grammar: ["grammar", "structured", "guided"]
        // vLLM also names `max_tokens` when it is merely too large.
        case .field(.maxTokens): ["use 'max_completion_tokens'", "max_completion_tokens instead"]
        case .field(.stop): ["'stop'", "`stop`", "\"stop\"", "body.stop"]
        case .field(let field): [field.rawValue]
        }
    }
}
