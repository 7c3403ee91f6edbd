/// A server program whose ways are known.
package enum ServerKind: String, Sendable, CaseIterable {
    case llamaServer, llamaCppPython, ollama, vLLM, lmStudio, unknown

    /// The name that a person knows it by.
    package var title: String {
        switch self {
        case .llamaServer: "llama-server"
        case .llamaCppPython: "llama-cpp-python"
        case .ollama: "Ollama"
        case .vLLM: "vLLM"
        case .lmStudio: "LM Studio"
        case .unknown: "an OpenAI-compatible server"
        }
    }

    /// The program that says this as the owner of its models in `GET /v1/models`.
    init(owner: String?) {
        self =
            switch owner {
            case "llamacpp": .llamaServer
            case "me": .llamaCppPython
            case "library": .ollama
            case "vllm": .vLLM
            case "organization_owner": .lmStudio
            default: .unknown
            }
    }

    /// What it can do before it has refused anything.
    ///
    /// - Parameter version: what `/version` says, where asked.
    /// - Returns: what is known of the program, and hope for the rest.
    func capabilities(version: String? = nil) -> EndpointCapabilities {
        var known = EndpointCapabilities()
        switch self {
        case .llamaServer:
            // Tools need `--jinja` (the default of late versions); without, it says so in a 500.
            // `grammar` is a field of its own; together with tools it is refused.
            known.grammar = .field
            known.thinking = .templateArgument
        case .llamaCppPython:
            // Reads `{"type": "json_object", "schema"}`, knows no "json_schema". `grammar` is a field.
            // A chat template from the GGUF is told the tools, but the answer is never read for calls: only a named
            // tool comes as a call, held by a grammar. (`--chat_format chatml-function-calling` would do "auto";
            // nothing in its answers tells that it is on.)
            known.schema = .jsonObjectWithSchema
            known.grammar = .field
            known.toolChoices = [.named]
        case .ollama:
            // Passes over `tool_choice` and `grammar`; a schema becomes its own API's `format`. A model whose template
            // has no tools is a 400 "does not support tools". Thinking is switched by `reasoning_effort`.
            known.holdsToolChoice = false
            known.grammar = .none
            known.thinking = .effort
        case .vLLM:
            // Unknown fields are passed over in silence, so the right name matters: `guided_grammar` until 0.11,
            // `structured_outputs` since. "auto" needs `--enable-auto-tool-choice`; without, it says so in a 400.
            known.grammar = Self.isBefore(version, major: 0, minor: 12) ? .guided : .structuredOutputs
            known.thinking = .templateArgument
        case .lmStudio:
            // Refuses "json_object" with a 400, passes over `grammar`; knows no named tool choice.
            known.grammar = .none
            known.toolChoices = [.auto, .required]
        case .unknown: break
        }
        return known
    }

    private static func isBefore(_ version: String?, major: Int, minor: Int) -> Bool {
        let parts = (version ?? "").split(separator: ".").prefix(2).compactMap { Int($0) }
        return parts.count == 2 && (parts[0], parts[1]) < (major, minor)
    }
}
