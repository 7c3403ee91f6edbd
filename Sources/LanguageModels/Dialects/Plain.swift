import JSON
package import Tools

/// The dialect for endpoints and models that know nothing of tools: the system message explains them and how to call
/// them, results come in turns of the user.
///
/// Calls are read from `<tool_call>` tags, and from JSON, bare or in a code fence, that stands at the start of a line.
package struct Plain: WritingDialect {
    package static let name = "plain"

    package init() {}

    package var stops: [String] { ["\nUser:", "\nSystem:"] }

    /// The prompt as plain text, for engines that only complete text.
    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        var prompt = Prompt()
        for message in try messages(conversation) {
            switch message {
            case .system(let text): prompt.append(.text("System: \(text)\n\n"))
            case .user(let text): prompt.append(.text("User: \(text)\n\n"))
            case .assistant(let text, _): prompt.append(.text("Assistant: \(text)\n\n"))
            case .result: break
            }
        }
        prompt.append(.text("Assistant:"))
        return prompt
    }

    /// The conversation as messages of system, user and assistant without calls, for a chat endpoint without tools.
    package func messages(_ conversation: Conversation) throws(DialectError) -> [ChatMessage] {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        let parts = [system, conversation.tools.isEmpty ? nil : explanation(of: conversation.tools)].compactMap(\.self)
        let start: [ChatMessage] = parts.isEmpty ? [] : [.system(parts.joined(separator: "\n\n"))]
        return start
            + turns.map { turn in
                switch turn {
                case .user(let text): .user(text)
                case .assistant(let text, let calls): .assistant(answer(text, calls).text)
                case .results(let results): .user(results.map(said).joined(separator: "\n"))
                }
            }
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        var writer = TemplateWriter(tokens: [])
        ToolTags.writeAnswer(text, calls, to: &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(ToolTags.rules + BareCalls.rules(.init(), tools: tools), layout: BareCalls.layout)
    }

    private func explanation(of tools: [FunctionDeclaration]) -> String {
        """
        You can call functions. These are the functions, one a line, as JSON; "parameters" is the JSON Schema of the \
        arguments:
        \(tools.map { PythonJSON().text(.object($0.function)) }.joined(separator: "\n"))

        To call a function, answer with its name and arguments as one JSON object between tags, and nothing after it:
        <tool_call>
        {"name": "FUNCTION", "arguments": {"ARGUMENT": "VALUE"}}
        </tool_call>
        For several calls, write several such blocks. The results come in the next message, between \
        <tool_response> tags. When no function is needed, answer in plain words.
        """
    }

    /// A result between tags, which it cannot close: in JSON `<` stands in strings alone, where it may be escaped.
    private func said(_ result: ChatResult) -> String {
        let json = PythonJSON().text(["name": .string(result.name), "content": result.content])
        return "<tool_response>\n\(json.replacing("<", with: "\\u003c"))\n</tool_response>"
    }
}
