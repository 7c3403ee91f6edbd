extension DialectRegistry {
    /// The dialects whose calls are no JSON; their models' names also fit those that they resemble.
    static let callEntries: [Entry] = [
        Entry(DroidCall(.json), as: "droidcall-json"),
        Entry(DroidCall(), models: ["droidcall"]),
        Entry(LLMCompiler(), models: ["tinyagent"]),
        Entry(Octopus(), models: ["octopusv2"]),
        Entry(Llama32(.toolACE), as: "toolace", models: ["toolace"], template: ["expert in composing functions"]),
        Entry(FunctionGemma(), models: ["functiongemma"], template: ["<start_function_declaration>"]),
        Entry(Gemma4(endsThoughtBeforehand: false), models: ["gemma4e2b"]),
        Entry(Gemma4(), models: ["gemma4"], template: ["<|tool_call>call:"]),
        Entry(LFM2(.lfm25), as: "lfm2.5", models: ["lfm25"], template: ["\\n\\nList of tools: "]),
        Entry(LFM2(), models: ["lfm2"], template: ["List of tools: "]),
        Entry(SmolLM3Code()),
        Entry(Qwen35(thinks: true), as: "qwen3.5-thinking"),
        Entry(Qwen35(), models: ["qwen35", "qwen36", "qwen3coder"], template: ["<function=", "<parameter="]),
    ]

    /// Those whose models' names fit others before.
    static let laterCallEntries: [Entry] = [
        Entry(Llama32(), models: ["llama32"], template: ["python list"])
    ]
}
