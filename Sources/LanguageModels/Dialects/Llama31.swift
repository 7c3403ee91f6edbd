import JSON
package import Tools

/// The dialect of Llama 3.1's JSON calls: tools in the first turn of the user, calls as `{"name", "parameters"}`.
///
/// The template knows one call a turn and prints no text beside it; several calls of one turn are written as turns of
/// their own, each before its result.
package struct Llama31: WritingDialect {
    package static let name = "llama-3.1"

    /// What the template says where it is told no date.
    private static let defaultDate = "26 Jul 2024"

    package init() {}

    package var stops: [String] { ["<|eot_id|>", "<|eom_id|>", "<|end_of_text|>"] }

    /// The prompt.
    /// - Throws: as every dialect, and where there are tools but the first turn is not the user's.
    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        let date = try Turns.date(of: conversation, for: Self.name)?.short ?? Self.defaultDate
        var writer = TemplateWriter(tokens: [
            "<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
        ])
        writer.template("<|begin_of_text|>")
        open("system", &writer)
        if !conversation.tools.isEmpty { writer.template("Environment: ipython\n") }
        writer.template("Cutting Knowledge Date: December 2023\nToday Date: \(date)\n\n")
        close(PythonText.strip(system ?? ""), &writer)
        for (index, turn) in withOneCallEach(turns).enumerated() {
            if index == 0, !conversation.tools.isEmpty {
                guard case .user(let text) = turn else {
                    throw DialectError(Self.name, "tools go into the first turn, which must be the user's")
                }
                open("user", &writer)
                writeTools(conversation.tools, &writer)
                close(PythonText.strip(text), &writer)
                continue
            }
            write(turn, &writer)
        }
        open("assistant", &writer)
        return writer.prompt
    }

    /// The answer, in which calls leave no room for text; several are set apart by `; `, as the model does.
    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        Prompt([.text(calls.isEmpty ? text : calls.map(json).joined(separator: "; "))])
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        let form = JSONCallBody.Form(opening: "<|python_tag|>", shape: CallShape(argumentsKey: "parameters"))
        return AnswerSplitter(
            [SpanRule("<|python_tag|>", .anywhere, .calls { _ in JSONCallBody(form) })]
                + BareCalls.rules(form, tools: tools),
            stops: stops, layout: BareCalls.layout)
    }

    // MARK: - Turns

    private func write(_ turn: Turns, _ writer: inout TemplateWriter) {
        switch turn {
        case .user(let text):
            open("user", &writer)
            close(PythonText.strip(text), &writer)
        case .assistant(let text, let calls):
            open("assistant", &writer)
            close(calls.first.map(json) ?? PythonText.strip(text), &writer)
        case .results(let results):
            for result in results {
                open("ipython", &writer)
                close(PythonJSON().text(result.content), &writer)
            }
        }
    }

    /// The turns with no more than one call each, before its result.
    private func withOneCallEach(_ turns: [Turns]) -> [Turns] {
        var single: [Turns] = []
        var open: [ChatCall] = []
        for turn in turns + [.results([])] {
            switch turn {
            case .assistant(_, let calls) where calls.count > 1: open = calls
            case .results(let results):
                for call in open {
                    single += [.assistant("", [call]), .results(results.filter { $0.id == call.id })]
                }
                single.append(.results(results.filter { result in !open.contains { $0.id == result.id } }))
                open = []
            default: single.append(turn)
            }
        }
        return single
    }

    private func writeTools(_ tools: [FunctionDeclaration], _ writer: inout TemplateWriter) {
        writer.template(
            """
            Given the following functions, please respond with a JSON for a function call with its proper arguments \
            that best answers the given prompt.

            Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.\
            Do not use variables.


            """)
        for tool in tools { writer.text(PythonJSON(indent: 4).text(tool.json) + "\n\n") }
    }

    private func open(_ role: String, _ writer: inout TemplateWriter) {
        writer.template("<|start_header_id|>\(role)<|end_header_id|>\n\n")
    }

    private func close(_ text: String, _ writer: inout TemplateWriter) {
        writer.text(text)
        writer.template("<|eot_id|>")
    }

    private func json(_ call: ChatCall) -> String {
        PythonJSON().text(.object(["name": .string(call.name), "parameters": .object(call.arguments)]))
    }
}
