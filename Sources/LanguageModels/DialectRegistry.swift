/// The dialects by name, and the one that a model most likely speaks.
package struct DialectRegistry: Sendable {
    /// A dialect and how it is recognised.
    package struct Entry: Sendable {
        package var name: String
        package var dialect: any Dialect
        /// Parts of a model's name, in small letters without separators; the entry fits when one occurs.
        package var models: [String]
        /// Parts of a chat template; the entry fits when all of them occur.
        package var template: [String]

        /// Makes an entry under the dialect's own name, or under that of a variant.
        package init<D: Dialect>(
            _ dialect: D, as variant: String? = nil, models: [String] = [], template: [String] = []
        ) {
            name = variant ?? D.name
            self.dialect = dialect
            self.models = models
            self.template = template
        }
    }

    package var entries: [Entry]

    /// Makes a registry; where several entries fit, the first wins.
    package init(_ entries: [Entry]) { self.entries = entries }

    /// Every dialect of this module.
    package static let all = DialectRegistry(callEntries + jsonEntries + laterCallEntries)

    /// The names, each once.
    package var names: [String] {
        entries.map(\.name).reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    /// The dialect of that name, which is the last entry under it: those before it are its variants for single models.
    package func named(_ name: String) -> (any Dialect)? {
        entries.last { $0.name == name }?.dialect
    }

    /// The dialect of a model, by its name or file name: `Qwen2.5-0.5B-Instruct`, `granite-4.0-350m-Q8_0.gguf`.
    package func forModel(_ name: String) -> (any Dialect)? {
        let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return entries.first { entry in entry.models.contains { letters.contains($0) } }?.dialect
    }

    /// The dialect that a chat template, as jinja, writes.
    package func forTemplate(_ template: String) -> (any Dialect)? {
        entries.first { entry in
            !entry.template.isEmpty && entry.template.allSatisfy { template.contains($0) }
        }?.dialect
    }

    /// The dialects whose calls are JSON; the more particular before those that they resemble.
    private static let jsonEntries: [Entry] = [
        Entry(Hammer(), models: ["hammer"], template: ["[BEGIN OF TASK INSTRUCTION]"]),
        Entry(XLAM2(), models: ["xlam21b", "xlam23b", "xlam232b"], template: ["xLAM", "single JSON array"]),
        Entry(Granite4(), models: ["granite4"], template: ["<|start_of_role|>", "<tool_call>"]),
        Entry(SmolLM3(), models: ["smollm3"], template: ["xml_tools"]),
        Entry(Needle(), models: ["needle"]),
        Entry(Phi4Mini(), models: ["phi4mini"], template: ["<|tool|>"]),
        Entry(
            Mistral11(version: .v11), models: ["mistralsmall32", "magistral"],
            template: ["[CALL_ID]", "[ARGS]"]),
        Entry(Mistral11(), models: ["ministral3", "devstral", "voxtral"], template: ["[TOOL_CALLS]", "[ARGS]"]),
        Entry(Mistral(), models: ["mistral", "ministral", "mixtral"], template: ["[TOOL_CALLS]"]),
        Entry(Hermes(), models: ["instruct2507"]),
        Entry(
            Hermes(canThink: true), models: ["qwen3"],
            template: ["<|im_start|>", "<tool_call>", "\"arguments\"", "enable_thinking"]),
        Entry(
            Hermes(defaultSystem: "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."),
            models: ["qwen25"], template: ["created by Alibaba Cloud", "<tool_call>"]),
        Entry(Hermes(), models: ["hermes"], template: ["<|im_start|>", "<tool_call>", "\"arguments\""]),
        Entry(Llama31(), models: ["llama31", "llama33"], template: ["<|python_tag|>", "\"parameters\""]),
        Entry(Plain()),
    ]
}
