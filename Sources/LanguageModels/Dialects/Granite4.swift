package import Tools

/// The dialect of Granite 4: turns between its own role tokens, calls as JSON between `<tool_call>` tags.
package struct Granite4: WritingDialect {
    package static let name = "granite-4"

    private static let defaultSystem =
        "You are a helpful assistant. Please ensure responses are professional, accurate, and safe."

    package init() {}

    package var stops: [String] { ["<|end_of_text|>", "<|start_of_role|>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        var writer = Self.writer
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        writer.template("<|start_of_role|>system<|end_of_role|>")
        writeSystem(system ?? "", conversation.tools, to: &writer)
        writer.template("<|end_of_text|>\n")
        for turn in turns {
            switch turn {
            case .user(let text):
                writer.template("<|start_of_role|>user<|end_of_role|>")
                writer.text(text)
            case .assistant(let text, let calls):
                writer.template("<|start_of_role|>assistant<|end_of_role|>")
                ToolTags.writeAnswer(text, calls, to: &writer)
            case .results(let results):
                writer.template("<|start_of_role|>user<|end_of_role|>")
                ToolTags.writeResults(results, to: &writer)
            }
            writer.template("<|end_of_text|>\n")
        }
        writer.template("<|start_of_role|>assistant<|end_of_role|>")
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        var writer = Self.writer
        ToolTags.writeAnswer(text, calls, to: &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(ToolTags.rules, stops: stops)
    }

    private static var writer: TemplateWriter {
        TemplateWriter(tokens: ["<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"] + ToolTags.tokens)
    }

    private func writeSystem(_ system: String, _ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        guard !tools.isEmpty else { return writer.text(system.isEmpty ? Self.defaultSystem : system) }
        writer.text(system)
        if !system.isEmpty { writer.template("\n\n") }
        writer.template(
            """
            You are a helpful assistant with access to the following tools. You may call one or more tools to assist \
            with the user query.

            You are provided with function signatures within <tools></tools> XML tags:

            """)
        ToolTags.writeTools(tools, to: &writer)
        writer.template(
            """


            For each tool call, return a json object with function name and arguments within <tool_call></tool_call> \
            XML tags:
            <tool_call>
            {"name": <function-name>, "arguments": <args-json-object>}
            </tool_call>. If a tool does not exist in the provided list of tools, notify the user that you do not have \
            the ability to fulfill the request.
            """)
    }
}
