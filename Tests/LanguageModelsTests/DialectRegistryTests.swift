import Testing

@testable import LanguageModels

struct DialectRegistryTests {
    @Test(
        arguments: [
            ("Llama-xLAM-2-8b-fc-r", nil), ("Qwen2.5-0.5B-Instruct", "hermes"), ("Qwen/Qwen3-0.6B", "hermes"),
            ("Hermes-3-Llama-3.1-8B", "hermes"),
            ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1"), ("granite-4.0-350m-Q8_0.gguf", "granite-4"),
            ("HuggingFaceTB/SmolLM3-3B", "smollm3"), ("Hammer2.1-0.5b", "hammer"),
            ("Salesforce/xLAM-2-1b-fc-r", "xlam-2"),
            ("Mistral-7B-Instruct-v0.3", "mistral"), ("Ministral-8B-Instruct-2410", "mistral"),
            ("Ministral-3-3B-Instruct-2512", "mistral-11"), ("Mistral-Small-3.2-24B", "mistral-11"),
            ("microsoft/Phi-4-mini-instruct", "phi-4-mini"), ("needle2", "needle"), ("gpt-4o", nil),
            ("Qwen/Qwen3.5-0.8B", "qwen3.5"), ("Qwen3-Coder-30B-A3B-Instruct", "qwen3.5"),
            ("meta-llama/Llama-3.2-1B-Instruct", "llama-3.2"), ("Hermes-3-Llama-3.2-3B", "hermes"),
            ("Team-ACE/ToolACE-2-Llama-3.1-8B", "llama-3.2"), ("google/functiongemma-270m-it", "functiongemma"),
            ("google/gemma-4-E2B-it", "gemma-4"), ("LiquidAI/LFM2-350M", "lfm2"), ("LFM2.5-1.2B-Instruct", "lfm2"),
            ("NexaAIDev/Octopus-v2", "octopus"), ("DroidCall-Qwen2.5-1.5B-Instruct", "droidcall"),
            ("TinyAgent-1.1B", "llmcompiler"),
        ] as [(String, String?)])
    func model(name: String, dialect: String?) {
        #expect(DialectRegistry.all.forModel(name).map { type(of: $0).name } == dialect)
    }

    static let variants = [
        "droidcall-json": "droidcall", "toolace": "llama-3.2", "lfm2.5": "lfm2", "qwen3.5-thinking": "qwen3.5",
    ]

    @Test func everyNameFindsItsDialect() {
        #expect(!DialectRegistry.all.names.isEmpty)
        for name in DialectRegistry.all.names {
            let found = DialectRegistry.all.named(name).map { type(of: $0).name }
            #expect(found == Self.variants[name] ?? name)
        }
        #expect(DialectRegistry.all.named("nobody") == nil)
    }

    @Test(
        arguments: [
            ("{{ '<|im_start|>system\\n' }} <tool_call>\\n{\"name\": \\\"arguments\\\": \"arguments\"", "hermes"),
            ("{{ '<|start_of_role|>' }} … <tool_call>", "granite-4"), ("[TOOL_CALLS] … [ARGS]", "mistral-11"),
            ("[AVAILABLE_TOOLS] [TOOL_CALLS]", "mistral"), ("{%- if xml_tools %} <|im_start|> <tool_call>", "smollm3"),
            ("<tool_call>\\n<function= … <parameter= … enable_thinking", "qwen3.5"),
            ("<start_function_declaration> <start_of_turn>", "functiongemma"),
            ("'<|tool_call>call:' + name", "gemma-4"),
            ("<|im_start|> \"List of tools: <|tool_list_start|>[\"", "lfm2"),
            ("You are an expert in composing functions. <|eot_id|>", "llama-3.2"),
            ("{{ message.content }}", nil),
        ] as [(String, String?)])
    func template(text: String, dialect: String?) {
        #expect(DialectRegistry.all.forTemplate(text).map { type(of: $0).name } == dialect)
    }

    @Test(arguments: [("Qwen3-0.6B", true), ("Qwen3-4B-Instruct-2507", false)])
    func onlyThinkersGetAnEmptyThought(model: String, thinks: Bool) throws {
        let dialect = try #require(DialectRegistry.all.forModel(model))
        #expect(try dialect.prompt(Fixture.bare).text.hasSuffix("</think>\n\n") == thinks)
    }
}
