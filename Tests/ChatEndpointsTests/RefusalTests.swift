import Testing

@testable import ChatEndpoints

struct RefusalTests {
    static let all: [Refusal.Feature] =
        [
            .field(.parallelToolCalls), .field(.toolChoice), .field(.streamOptions), .field(.maxTokens), .field(.stop),
            .field(.seed), .field(.temperature), .field(.logprobs), .tools, .streaming,
        ]

    @Test(
        "Servers' own words name what they will not do",
        arguments: [
            // llama-server without --jinja.
            (500, "tools param requires --jinja flag", .tools, false),
            // llama-server, a call that the model wrote badly.
            (500, "Failed to parse input at pos 12: <tool_call>{", .tools, true),
            // Ollama.
            (400, "registry.ollama.ai/library/gemma3:1b does not support tools", .tools, false),
            // vLLM without --enable-auto-tool-choice.
            (
                400, "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set", .tools,
                false
            ),
            (422, "body.parallel_tool_calls: Extra inputs are not permitted", .field(.parallelToolCalls), false),
            (400, "Unknown parameter: 'stream_options'", .field(.streamOptions), false),
            (
                400,
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                .field(.maxTokens), false
            ),
            (400, "Unsupported value: 'temperature' does not support 0 with this model.", .field(.temperature), false),
            // llama-cpp-python.
            (500, "logprobs is not supported for models created with logits_all=False", .field(.logprobs), false),
            (501, "Streaming is not implemented", .streaming, false),
            // Not about any feature, or not a status for it.
            (400, "This model's maximum context length is 4096 tokens", nil, false),
            (400, "'max_tokens' or 'max_completion_tokens' is too large", nil, false),
            (500, "upstream connect error", nil, false), (404, "upstream: streaming not supported", .streaming, false),
            (500, "generation stopped", nil, false), (429, "too many tools", nil, false), (503, "tools", nil, false),
            (401, "tools", nil, false),
        ] as [(Int, String, Refusal.Feature?, Bool)])
    func words(status: Int, message: String, feature: Refusal.Feature?, isForThisRequest: Bool) {
        let refusal = Refusal(status: status, message: message, used: Self.all)
        #expect(refusal?.feature == feature)
        #expect((refusal?.isForThisRequest ?? false) == isForThisRequest)
    }

    @Test(
        "A bad schema or grammar is told apart from a server that knows none",
        arguments: [
            (Refusal.Feature.schema, "'response_format.type' must be 'json_schema'", false),
            (.schema, "Input should be 'text' or 'json_object' ('body', 'response_format', 'type')", false),
            (.schema, "Invalid schema for response_format 'x'", true),
            (.schema, "JSON schema conversion failed: failed to parse grammar", true),
            (.grammar, "Unrecognized request argument supplied: grammar", false),
            (.grammar, "Failed to parse grammar", true),
            (.grammar, "Cannot use custom grammar constraints with tools.", true),
        ])
    func content(feature: Refusal.Feature, message: String, isForThisRequest: Bool) {
        let refusal = Refusal(status: 400, message: message, used: [.field(.seed), feature, .streaming])
        #expect(refusal?.feature == feature)
        #expect(refusal?.isForThisRequest == isForThisRequest)
    }

    @Test("What the request did not use cannot have been refused")
    func unused() {
        #expect(Refusal(status: 400, message: "tools are not supported", used: [.schema, .streaming]) == nil)
    }

    @Test("Abilities only ever become less, and end")
    func ladder() {
        var known = EndpointCapabilities()
        var steps = 0
        func isLess(after feature: Refusal.Feature) -> Bool {
            let before = known
            known.fallBack(after: feature, of: before)
            return known != before
        }
        let features: [Refusal.Feature] =
            [.streaming, .tools, .schema, .grammar]
            + EndpointCapabilities.OptionalField.allCases.map { .field($0) }
        while let feature = features.first(where: isLess) {
            steps += 1
            #expect(steps <= 20, "\(feature) does not end")
        }
        #expect(known.schema == .none && known.tools == .text && !known.streaming && known.grammar == .none)
    }

    @Test(
        "A server is known by what owns its models",
        arguments: [
            ("llamacpp", ServerKind.llamaServer), ("me", .llamaCppPython), ("library", .ollama), ("vllm", .vLLM),
            ("organization_owner", .lmStudio), ("openai", .unknown), (nil, .unknown),
        ] as [(String?, ServerKind)])
    func kinds(owner: String?, kind: ServerKind) {
        #expect(ServerKind(owner: owner) == kind)
    }

    @Test(
        "vLLM's grammar field has changed its name",
        arguments: [
            ("0.11.2", EndpointCapabilities.Grammar.guided), ("0.12.0", .structuredOutputs),
            ("1.0.0", .structuredOutputs),
            (nil, .structuredOutputs), ("dev", .structuredOutputs),
        ] as [(String?, EndpointCapabilities.Grammar)])
    func versions(version: String?, grammar: EndpointCapabilities.Grammar) {
        #expect(ServerKind.vLLM.capabilities(version: version).grammar == grammar)
    }
}
