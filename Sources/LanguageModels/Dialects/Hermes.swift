package import Tools

/// The dialect of Qwen 2.5, Qwen 3 and Hermes: ChatML turns, calls as JSON between `<tool_call>` tags.
///
/// A model that can think gets an empty thought to go on from when it must not. Of its own earlier thoughts, which
/// stand before `</think>` in what it said, it sees those since the last turn of the user.
package struct Hermes: WritingDialect {
    package static let name = "hermes"

    private let canThink: Bool
    private let defaultSystem: String?

    /// Makes the dialect for a model.
    ///
    /// - Parameters:
    ///   - canThink: whether the model thinks unless it is told not to, as Qwen 3 does.
    ///   - defaultSystem: what the template says to the model where the conversation has no system message, as that of
    ///     Qwen 2.5 does.
    package init(canThink: Bool = false, defaultSystem: String? = nil) {
        self.canThink = canThink
        self.defaultSystem = defaultSystem
    }

    package var stops: [String] { ChatML.stops }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        var writer = ChatML.writer
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        writeSystem(system ?? defaultSystem, conversation.tools, to: &writer)
        let lastUser = turns.lastIndex { if case .user = $0 { true } else { false } } ?? turns.endIndex
        for (index, turn) in turns.enumerated() {
            switch turn {
            case .user(let text): ChatML.write("user", text, to: &writer)
            case .assistant(let text, let calls):
                writer.template("<|im_start|>assistant\n")
                let (thought, said) = canThink ? splitThought(text) : ("", text)
                if canThink, index > lastUser, index == turns.count - 1 || !thought.isEmpty {
                    writer.template("<think>\n")
                    writer.text(thought)
                    writer.template("\n</think>\n\n")
                }
                ToolTags.writeAnswer(said, calls, to: &writer)
                writer.template("<|im_end|>\n")
            case .results(let results):
                writer.template("<|im_start|>user")
                ToolTags.writeResults(results, to: &writer)
                writer.template("<|im_end|>\n")
            }
        }
        writer.template("<|im_start|>assistant\n")
        if canThink, !conversation.allowsThinking { writer.template("<think>\n\n</think>\n\n") }
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        var writer = ChatML.writer
        ToolTags.writeAnswer(text, calls, to: &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(ToolTags.rules, stops: stops)
    }

    private func writeSystem(_ system: String?, _ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        guard system != nil || !tools.isEmpty else { return }
        writer.template("<|im_start|>system\n")
        writer.text(system ?? "")
        if !tools.isEmpty {
            if system != nil { writer.template("\n\n") }
            writer.template(
                """
                # Tools

                You may call one or more functions to assist with the user query.

                You are provided with function signatures within <tools></tools> XML tags:

                """)
            ToolTags.writeTools(tools, to: &writer)
            writer.template(
                """


                For each function call, return a json object with function name and arguments within \
                <tool_call></tool_call> XML tags:
                <tool_call>
                {"name": <function-name>, "arguments": <args-json-object>}
                </tool_call>
                """)
        }
        writer.template("<|im_end|>\n")
    }

    /// The thought and what follows it, without the line ends around both.
    private func splitThought(_ text: String) -> (thought: String, said: String) {
        let parts = PythonText.split(text, "</think>")
        guard let last = parts.last, parts.count > 1 else { return ("", text) }
        let thought = PythonText.split(parts[0], "<think>").last ?? ""
        return (PythonText.stripLineFeeds(thought), PythonText.leftStripLineFeeds(last))
    }
}
