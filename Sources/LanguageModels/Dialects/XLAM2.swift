import JSON
package import Tools

/// The dialect of xLAM 2 on Qwen: ChatML turns without line ends between them, calls as a bare JSON array.
///
/// An answer is an array of calls or text, so text beside calls is not written.
package struct XLAM2: WritingDialect {
    package static let name = "xlam-2"

    private static let defaultSystem =
        "You are a helpful assistant that can use tools. You are developed by Salesforce xLAM team."

    package init() {}

    package var stops: [String] { ChatML.stops }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        var writer = ChatML.writer
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        writer.template("<|im_start|>system\n")
        writer.text(PythonText.strip(system ?? Self.defaultSystem) + "\n")
        if !conversation.tools.isEmpty { writeTools(conversation.tools, &writer) }
        writer.template("<|im_end|>")
        for turn in turns {
            switch turn {
            case .user(let text): write("user", PythonText.strip(text), &writer)
            case .assistant(let text, let calls):
                write("assistant", said(PythonText.strip(text), calls), &writer)
            case .results(let results):
                for result in results { write("tool", Turns.text(of: result.content), &writer) }
            }
        }
        writer.template("<|im_start|>assistant\n")
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt { Prompt([.text(said(text, calls))]) }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(BareCalls.rules(.init(), tools: tools), stops: stops, layout: BareCalls.layout)
    }

    private func said(_ text: String, _ calls: [ChatCall]) -> String {
        calls.isEmpty ? text : PythonJSON().text(.array(Turns.objects(of: calls)))
    }

    private func write(_ role: String, _ text: String, _ writer: inout TemplateWriter) {
        writer.template("<|im_start|>\(role)\n")
        writer.text(text)
        writer.template("<|im_end|>")
    }

    private func writeTools(_ tools: [FunctionDeclaration], _ writer: inout TemplateWriter) {
        writer.template(
            """
            You have access to a set of tools. When using tools, make calls in a single JSON array:\u{20}

            [{"name": "tool_call_name", "arguments": {"arg1": "value1", "arg2": "value2"}}, ... (additional parallel \
            tool calls as needed)]

            If no tool is suitable, state that explicitly. If the user's input lacks required parameters, ask for \
            clarification. Do not interpret or respond until tool results are returned. Once they are available, \
            process them or make additional calls if needed. For tasks that don't require tools, such as casual \
            conversation or general advice, respond directly in plain text. The available tools are:


            """)
        for tool in tools { writer.text(PythonJSON(indent: 4).text(tool.json) + "\n\n") }
    }
}
