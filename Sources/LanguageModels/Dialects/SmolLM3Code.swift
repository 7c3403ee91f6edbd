package import Tools

/// The dialect of SmolLM3 with `python_tools`: the header of SmolLM3's other dialect, calls as code between `<code>`
/// tags.
///
/// The code is read, not run: calls with literal arguments, assignments of their results, and `print`, which is passed
/// over. A result that a later call is given is the text `$1`, which counts the calls of the answer. An answer ends with
/// its code.
package struct SmolLM3Code: WritingDialect {
    package static let name = "smollm3-python"

    package init() {}

    package var stops: [String] { ["<|im_end|>", "<|end_of_text|>"] }

    /// The prompt; `/think` and `/no_think` in the system message count more than what the conversation allows.
    /// - Throws: as every dialect, and where the conversation has no date, which the header states.
    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        guard let date = try Turns.date(of: conversation, for: Self.name) else {
            throw DialectError(Self.name, "the template states today's date; give the conversation one")
        }
        let header = SmolLM3Header(system: system, date: date, allowsThinking: conversation.allowsThinking)
        var writer = ChatML.writer
        header.write(to: &writer)
        if !conversation.tools.isEmpty { writeTools(conversation.tools, to: &writer) }
        for turn in turns {
            switch turn {
            case .user(let text): ChatML.write("user", text, to: &writer)
            case .assistant(let text, let calls):
                header.openAnswer(to: &writer)
                writer.text(String(said(text, calls).drop { $0 == "\n" }))
                writer.template("<|im_end|>\n")
            case .results(let results):
                for result in results { ChatML.write("user", Turns.text(of: result.content), to: &writer) }
            }
        }
        header.openAnswer(to: &writer)
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        try PythonicText.check(calls, for: Self.name)
        return Prompt([.text(said(text, calls))])
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        let form = StatementReader.Form(isCodeOnly: true, ignored: ["print"], endings: ["</code>"] + stops)
        return AnswerSplitter(
            [
                SpanRule("<code>", .anywhere, .calls { _ in StatementBody(StatementReader(form, tools: tools)) }),
                SpanRule("</code>", .anywhere, .end),
                SpanRule("<think>", .anywhere, .thought(closing: "</think>")),
                SpanRule("</think>", .anywhere, .nothing),
            ], stops: stops)
    }

    private func said(_ text: String, _ calls: [ChatCall]) -> String {
        guard !calls.isEmpty else { return text }
        let code = StatementText(
            printer: PythonPrinter(quote: .double), prefix: { "result\($0) = " }, reference: { "result\($0)" })
        return text + (text.isEmpty ? "" : "\n") + "<code>\n\(code.lines(calls))\n</code>"
    }

    private func writeTools(_ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        writer.template(
            """
            ### Tools

            When you send a message containing Python code between '<code>' and '</code>' tags, it will be executed in \
            a stateful Jupyter notebook environment, and you will then be given the output to continued reasoning in \
            an agentic loop.

            You can use the following tools in your python code like regular functions:
            <tools>

            """)
        for tool in tools { writer.text(PythonPrinter().text(tool.json) + "\n") }
        writer.template(
            """
            </tools>

            The state persists between code executions: so variables that you define in one step are still available \
            thereafter.

            <|im_end|>

            """)
    }
}
