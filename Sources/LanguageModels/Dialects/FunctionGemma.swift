package import Tools

/// The dialect of FunctionGemma: tools as declarations in the developer's turn, calls as
/// `call:f{a:<escape>text<escape>}`, results inline.
///
/// Without one sentence in the developer's turn the model calls nothing; it is added where the system message lacks it.
/// Where a conversation goes on with the user right after results, the turn is closed, which the template forgets.
package struct FunctionGemma: WritingDialect {
    package static let name = "functiongemma"

    /// What turns function calling on.
    private static let instruction = "You are a model that can do function calling with the following functions"

    private let template = GemmaTemplate(
        dialect: name,
        tokens: GemmaTemplate.Tokens(
            turn: ("<start_of_turn>", "<end_of_turn>"),
            declaration: ("<start_function_declaration>", "<end_function_declaration>"),
            call: ("<start_function_call>", "<end_function_call>"),
            response: ("<start_function_response>", "<end_function_response>"), quote: "<escape>", others: ["<bos>"]),
        hasEmptyDescriptions: true)

    package init() {}

    package var stops: [String] { ["<end_of_turn>", "<start_function_response>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        var writer = template.writer
        writer.template("<bos>")
        var lines = [system.map(PythonText.strip) ?? ""].filter { !$0.isEmpty }
        if !conversation.tools.isEmpty, lines.first?.contains(Self.instruction) != true {
            lines.append(Self.instruction)
        }
        if !lines.isEmpty || !conversation.tools.isEmpty {
            writer.template("<start_of_turn>developer\n")
            writer.text(lines.joined(separator: "\n"))
            template.write(conversation.tools, to: &writer)
            writer.template("<end_of_turn>\n")
        }
        _ = try template.write(turns, to: &writer)
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        try template.answer(text, calls)
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(
            [template.callRule(tools), SpanRule("<end_function_call>", .anywhere, .nothing)], stops: stops)
    }
}
