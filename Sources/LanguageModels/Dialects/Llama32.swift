import JSON
package import Tools

/// The dialect of Llama 3.2's lists of calls: tools in the system turn, calls as `[f(a=1, b="x"), g()]`.
///
/// The words are those of Meta's zero-shot prompt, or of ToolACE, which was trained on its own.
package struct Llama32: WritingDialect {
    package static let name = "llama-3.2"

    /// Whose words tell of the tools.
    package enum Wording: Sendable {
        case meta
        case toolACE
    }

    private let wording: Wording

    package init(_ wording: Wording = .meta) { self.wording = wording }

    package var stops: [String] { ["<|eot_id|>", "<|eom_id|>", "<|end_of_text|>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        var writer = TemplateWriter(tokens: [
            "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
        ])
        writer.template("<|begin_of_text|>")
        writeSystem(system.map(PythonText.strip), conversation.tools, to: &writer)
        for turn in turns {
            switch turn {
            case .user(let text): write("user", PythonText.strip(text), to: &writer)
            case .assistant(let text, let calls):
                write("assistant", said(PythonText.strip(text), calls), to: &writer)
            case .results(let results):
                for result in results { write("ipython", self.text(of: result.content), to: &writer) }
            }
        }
        writer.template("<|start_header_id|>assistant<|end_header_id|>\n\n")
        return writer.prompt
    }

    /// The answer that says these; text stands on lines before the list.
    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        try PythonicText.check(calls, for: Self.name)
        return Prompt([.text(said(text, calls))])
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        let openings = tools.map { (opening: "\($0.name)(", place: SpanRule.Place.lineStart) } + [("[", .anywhere)]
        let rules = openings.map { opening, place in
            SpanRule(
                opening, place, .calls { PythonCallBody(.init(), tools: tools, opening: opening, isAfterText: $0) })
        }
        return AnswerSplitter(
            [SpanRule("<|python_tag|>", .anywhere, .nothing)] + rules, stops: stops, layout: ",;]")
    }

    // MARK: - Turns

    private func write(_ role: String, _ text: String, to writer: inout TemplateWriter) {
        writer.template("<|start_header_id|>\(role)<|end_header_id|>\n\n")
        writer.text(text)
        writer.template("<|eot_id|>")
    }

    private func said(_ text: String, _ calls: [ChatCall]) -> String {
        guard !calls.isEmpty else { return text }
        return (text.isEmpty ? "" : text + "\n") + PythonicText(printer: PythonPrinter(quote: .double)).list(calls)
    }

    /// A result as the templates print it: an object as JSON, anything else as the `output` of one.
    private func text(of content: JSONValue) -> String {
        PythonJSON().text(.object(content.object ?? ["output": content]))
    }

    private func writeSystem(_ system: String?, _ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        guard system != nil || !tools.isEmpty || wording == .toolACE else { return }
        writer.template("<|start_header_id|>system<|end_header_id|>\n\n")
        switch wording {
        case .meta:
            if !tools.isEmpty {
                writer.template(Self.metaInstructions)
                writer.text(PythonJSON(indent: 4).text(.array(tools.map { .object($0.function) })))
                writer.template(system == nil ? "\n" : "\n\n")
            }
            writer.text(system ?? "")
        case .toolACE:
            if !tools.isEmpty {
                writer.template(Self.toolACEInstructions)
                for tool in tools { writer.text(PythonJSON(indent: 4).text(tool.json) + "\n\n") }
                writer.template("\n")
            }
            writer.text(system ?? Self.toolACESystem)
        }
        writer.template("<|eot_id|>")
    }

    private static let metaInstructions = """
        You are an expert in composing functions. You are given a question and a set of possible functions. Based on \
        the question, you will need to make one or more function/tool calls to achieve the purpose.
        If none of the functions can be used, point it out. If the given question lacks the parameters required by the \
        function, also point it out.
        You should only return the function calls in your response.

        If you decide to invoke any of the function(s), you MUST put it in the format of \
        [func_name1(params_name1=params_value1, params_name2=params_value2...), func_name2(params)]
        You SHOULD NOT include any other text in the response.

        At each turn, you should try your best to complete the tasks requested by the user within the current turn. \
        Continue to output functions to call until you have fulfilled the user's request to the best of your ability. \
        Once you have no more functions to call, the system will consider the current turn complete and proceed to the \
        next turn or task.

        Here is a list of functions in JSON format that you can invoke.

        """

    private static let toolACEInstructions = """
        You are an expert in composing functions. You are given a question and a set of possible functions. Based on \
        the question, you will need to make one or more function/tool calls to achieve the purpose.
        If none of the function can be used, point it out. If the given question lacks the parameters required by the \
        function, also point it out.
        You should only return the function call in tools call sections.

        If you decide to invoke any of the function(s), you MUST put it in the format of \
        [func_name1(params_name1=params_value1, params_name2=params_value2...), func_name2(params)]
        You SHOULD NOT include any other text in the response.
        Here is a list of functions in JSON format that you can invoke.

        """

    private static let toolACESystem = """
        You are a helpful assistant with tool calling capabilities. Only reply with a tool call if the function exists \
        in the library provided by the user. If it doesn't exist, just reply directly in natural language.
        """
}
