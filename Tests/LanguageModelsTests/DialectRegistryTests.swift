import Testing

@testable import LanguageModels

struct DialectRegistryTests {
    @Test(
        arguments: [
            ("Qwen2.5-0.5B-Instruct", "hermes"), ("Qwen/Qwen3-0.6B", "hermes"), ("Hermes-3-Llama-3.1-8B", "hermes"),
            ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1"), ("granite-4.0-350m-Q8_0.gguf", "granite-4"),
            ("HuggingFaceTB/SmolLM3-3B", "smollm3"), ("Hammer2.1-0.5b", "hammer"),
            ("Salesforce/xLAM-2-1b-fc-r", "xlam-2"),
            ("Mistral-7B-Instruct-v0.3", "mistral"), ("Ministral-8B-Instruct-2410", "mistral"),
            ("Ministral-3-3B-Instruct-2512", "mistral-11"), ("Mistral-Small-3.2-24B", "mistral-11"),
            ("microsoft/Phi-4-mini-instruct", "phi-4-mini"), ("needle2", "needle"), ("gpt-4o", nil),
            ("Llama-xLAM-2-8b-fc-r", nil),
        ] as [(String, String?)])
    func model(name: String, dialect: String?) {
        #expect(DialectRegistry.all.forModel(name).map { type(of: $0).name } == dialect)
    }

    @Test func everyNameFindsItsDialect() {
        #expect(!DialectRegistry.all.names.isEmpty)
        for name in DialectRegistry.all.names {
            #expect(DialectRegistry.all.named(name).map { type(of: $0).name } == name)
        }
        #expect(DialectRegistry.all.named("nobody") == nil)
    }

    @Test(
        arguments: [
            ("{{ '<|im_start|>system\\n' }} <tool_call>\\n{\"name\": \\\"arguments\\\": \"arguments\"", "hermes"),
            ("{{ '<|start_of_role|>' }} … <tool_call>", "granite-4"), ("[TOOL_CALLS] … [ARGS]", "mistral-11"),
            ("[AVAILABLE_TOOLS] [TOOL_CALLS]", "mistral"), ("{%- if xml_tools %} <|im_start|> <tool_call>", "smollm3"),
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
