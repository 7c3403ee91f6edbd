package import Tools

/// The dialect of Gemma 4: FunctionGemma's notation with tokens of its own, thoughts in a channel.
///
/// Text of a turn with calls stands before them, as the model says it; the template moves it behind their results.
package struct Gemma4: WritingDialect {
    package static let name = "gemma-4"

    private let template = GemmaTemplate(
        dialect: name,
        tokens: GemmaTemplate.Tokens(
            turn: ("<|turn>", "<turn|>"), declaration: ("<|tool>", "<tool|>"), call: ("<|tool_call>", "<tool_call|>"),
            response: ("<|tool_response>", "<tool_response|>"), quote: "<|\"|>",
            others: ["<bos>", "<|think|>", "<|channel>", "<channel|>"]),
        hasEmptyDescriptions: false)

    private let endsThoughtBeforehand: Bool

    /// Makes the dialect for a model.
    ///
    /// - Parameter endsThoughtBeforehand: whether the template gives a model that must not think an empty thought to go on from,
    ///   as those of the larger ones do; that of E2B does not.
    package init(endsThoughtBeforehand: Bool = true) { self.endsThoughtBeforehand = endsThoughtBeforehand }

    package var stops: [String] { ["<turn|>", "<|tool_response>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        var writer = template.writer
        writer.template("<bos>")
        if conversation.allowsThinking || !conversation.tools.isEmpty || system != nil {
            writer.template("<|turn>system\n")
            if conversation.allowsThinking { writer.template("<|think|>\n") }
            writer.text(PythonText.strip(system ?? ""))
            template.write(conversation.tools, to: &writer)
            writer.template("<turn|>\n")
        }
        let isNewTurn = try template.write(turns.map(withoutThoughts), to: &writer)
        if isNewTurn, endsThoughtBeforehand, !conversation.allowsThinking {
            writer.template("<|channel>thought\n<channel|>")
        }
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        try template.answer(text, calls)
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(
            [
                template.callRule(tools),
                SpanRule("<tool_call|>", .anywhere, .nothing),
                SpanRule("<|channel>thought\n", .anywhere, .thought(closing: "<channel|>")),
                SpanRule("<channel|>", .anywhere, .nothing),
            ], stops: stops)
    }

    /// A turn of the model without what it thought, as the template drops it.
    private func withoutThoughts(_ turn: Turns) -> Turns {
        guard case .assistant(let text, let calls) = turn else { return turn }
        let said = PythonText.split(text, "<channel|>").map { PythonText.split($0, "<|channel>").first ?? "" }
        return .assistant(PythonText.strip(said.joined()), calls)
    }
}
