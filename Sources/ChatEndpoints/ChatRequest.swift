package import JSON
package import LanguageModels
import Tools

/// The body of one `POST /v1/chat/completions`, made for what the endpoint can do.
package struct ChatRequest: Sendable {
    package let body: JSONObject
    /// What the request asks for less of than the options do.
    package let warnings: [ChatWarning]
    /// What a refusal of this request can be about; special ones first.
    let used: [Refusal.Feature]
    /// What the request relies on.
    let capabilities: EndpointCapabilities
    /// The dialect in which tools are told and calls are read, when the endpoint knows none.
    let dialect: Plain?

    /// - Throws: when the dialect has no way to say the conversation.
    init(
        _ conversation: Conversation, _ options: ChatOptions, model: String, capabilities: EndpointCapabilities
    ) throws(DialectError) {
        var conversation = conversation
        if options.toolChoice == .none { conversation.tools = [] }
        let hasTools = !conversation.tools.isEmpty
        self.capabilities = capabilities
        var draft = Draft(capabilities: capabilities)
        let isText = hasTools && draft.toolsAreText(options)
        dialect = isText ? Plain() : nil
        draft.body["model"] = .string(model)
        // Without tools too, earlier calls and results are words to a server that knows none.
        let isInWords = isText || capabilities.tools == .text
        draft.body["messages"] = .array(
            (isInWords ? try Plain().messages(conversation) : conversation.messages).map(\.json))
        draft.addSampling(options)
        draft.addStreaming()
        draft.addConstraint(options.constraint)
        if hasTools && !isText { draft.addTools(conversation.tools, options) }
        if !conversation.allowsThinking { draft.forbidThinking() }
        body = draft.body
        warnings = draft.warnings
        used = draft.used
    }
}

/// A request on the way.
private struct Draft {
    let capabilities: EndpointCapabilities
    var body: JSONObject = [:]
    var warnings: [ChatWarning] = []
    var fields: [Refusal.Feature] = []
    var features: [Refusal.Feature] = []

    init(capabilities: EndpointCapabilities) { self.capabilities = capabilities }

    var used: [Refusal.Feature] { fields + features }

    /// Adds a field that the request can do without, unless the server refused it before.
    mutating func add(_ field: EndpointCapabilities.OptionalField, _ value: JSONValue) {
        guard !capabilities.leftOut.contains(field) else {
            return warn(.fieldLeftOut, "\(field.rawValue) is left out: the server refused it")
        }
        body[field.rawValue] = value
        fields.append(.field(field))
    }

    mutating func warn(_ code: ChatWarning.Code, _ message: String) { warnings.append(ChatWarning(code, message)) }

    mutating func addSampling(_ options: ChatOptions) {
        add(.temperature, .number(options.temperature))
        if let seed = options.seed { add(.seed, .integer(Int64(seed))) }
        if let most = options.maxTokens {
            if capabilities.leftOut.contains(.maxTokens) {
                body["max_completion_tokens"] = .integer(Int64(most))
            } else {
                add(.maxTokens, .integer(Int64(most)))
            }
        }
        if !options.stop.isEmpty { add(.stop, .array(options.stop.map { .string($0) })) }
        if options.logprobs { add(.logprobs, true) }
    }

    mutating func addStreaming() {
        guard capabilities.streaming else {
            return warn(.notStreamed, "the answer comes in one piece: the server does not stream")
        }
        body["stream"] = true
        // Not worth a warning: without it the usage is unknown, and says so by being 0.
        if !capabilities.leftOut.contains(.streamOptions) { add(.streamOptions, ["include_usage": true]) }
        features.append(.streaming)
    }

    /// Whether tools are told in words; says what that costs.
    mutating func toolsAreText(_ options: ChatOptions) -> Bool {
        let choice = options.toolChoice.kind
        let isText = capabilities.tools == .text || choice.map { !capabilities.toolChoices.contains($0) } == true
        guard isText else { return false }
        warn(.toolsAsText, "tools are told as text: the server takes none for this tool choice")
        if choice != .auto { warn(.toolChoiceNotHeld, "nothing holds the model to the tool choice") }
        return true
    }

    mutating func addTools(_ tools: [FunctionDeclaration], _ options: ChatOptions) {
        body["tools"] = .array(tools.map(\.json))
        switch options.toolChoice {
        case .auto: add(.toolChoice, "auto")
        case .none: break
        case .required: add(.toolChoice, "required")
        case .named(let name): add(.toolChoice, ["type": "function", "function": ["name": .string(name)]])
        }
        if options.toolChoice.kind != .auto,
            !capabilities.holdsToolChoice || capabilities.leftOut.contains(.toolChoice)
        {
            warn(.toolChoiceNotHeld, "nothing holds the model to the tool choice")
        }
        // True is the default everywhere, and some servers refuse the field.
        if !options.parallelCalls { add(.parallelToolCalls, false) }
        features.insert(.tools, at: 0)
    }

    mutating func addConstraint(_ constraint: ChatOptions.Constraint) {
        switch constraint {
        case .none: return
        case .jsonSchema(let name, let schema):
            switch capabilities.schema {
            case .jsonSchema:
                body["response_format"] = [
                    "type": "json_schema",
                    "json_schema": ["name": .string(name), "schema": schema, "strict": true],
                ]
            case .jsonObjectWithSchema: body["response_format"] = ["type": "json_object", "schema": schema]
            case .jsonObject:
                body["response_format"] = ["type": "json_object"]
                warn(.schemaNotHeld, "the server holds the answer to some JSON object, not to the schema \(name)")
            case .none:
                warn(.schemaNotHeld, "nothing holds the answer to the schema \(name)")
                return
            }
            features.append(.schema)
        case .grammar(let text):
            switch capabilities.grammar {
            case .field: body["grammar"] = .string(text)
            case .fieldUnconfirmed:
                body["grammar"] = .string(text)
                warn(.grammarNotHeld, "the server may pass over the grammar: it is not known to have any")
            case .guided: body["guided_grammar"] = .string(text)
            case .structuredOutputs: body["structured_outputs"] = ["grammar": .string(text)]
            case .none:
                warn(.grammarNotHeld, "nothing holds the answer to the grammar")
                return
            }
            features.append(.grammar)
        }
    }

    mutating func forbidThinking() {
        switch capabilities.thinking {
        case .templateArgument:
            if !capabilities.leftOut.contains(.templateArguments) {
                add(.templateArguments, ["enable_thinking": false])
            }
        case .effort: if !capabilities.leftOut.contains(.reasoningEffort) { add(.reasoningEffort, "none") }
        case .none: break
        }
    }
}

extension ChatOptions.ToolChoice {
    fileprivate var kind: EndpointCapabilities.Choice? {
        switch self {
        case .auto: .auto
        case .none: nil
        case .required: .required
        case .named: .named
        }
    }
}

extension ChatMessage {
    /// OpenAI's shape.
    ///
    /// A message of calls alone has an empty text, since templates trip over null.
    var json: JSONValue {
        switch self {
        case .system(let text): ["role": "system", "content": .string(text)]
        case .user(let text): ["role": "user", "content": .string(text)]
        case .assistant(let text, let calls) where calls.isEmpty: ["role": "assistant", "content": .string(text)]
        case .assistant(let text, let calls):
            [
                "role": "assistant", "content": .string(text),
                "tool_calls": .array(
                    calls.map { call in
                        [
                            "id": .string(call.id), "type": "function",
                            "function": [
                                "name": .string(call.name),
                                "arguments": .string(JSONValue.object(call.arguments).print()),
                            ],
                        ]
                    }),
            ]
        case .result(let result):
            [
                "role": "tool", "tool_call_id": .string(result.id), "name": .string(result.name),
                "content": .string(result.content.string ?? result.content.print()),
            ]
        }
    }
}
