import JSON
package import Tools

/// The dialect of Phi-4-mini: tools between `<|tool|>` tokens in the system turn, calls between `<|tool_call|>` tokens.
///
/// Engines drop special tokens from what they print, so a bare array is read too, and `functools[…]`, which templates
/// made for servers ask for.
package struct Phi4Mini: WritingDialect {
    package static let name = "phi-4-mini"

    /// What the model is told beside its tools where the conversation has no system message.
    private static let defaultSystem = "You are a helpful assistant with some tools."

    package init() {}

    package var stops: [String] { ["<|end|>", "<|endoftext|>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        var writer = Self.writer
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        if system != nil || !conversation.tools.isEmpty {
            writer.template("<|system|>")
            writer.text(system ?? Self.defaultSystem)
            if !conversation.tools.isEmpty {
                writer.template("<|tool|>")
                writer.text(PythonJSON().text(.array(conversation.tools.map { .object($0.function) })))
                writer.template("<|/tool|>")
            }
            writer.template("<|end|>")
        }
        for turn in turns {
            switch turn {
            case .user(let text):
                writer.template("<|user|>")
                writer.text(text)
                writer.template("<|end|>")
            case .assistant(let text, let calls):
                writer.template("<|assistant|>")
                writeAnswer(text, calls, &writer)
                writer.template("<|end|>")
            case .results(let results):
                for result in results {
                    writer.template("<|tool_response|>")
                    writer.text(PythonJSON().text(result.content))
                    writer.template("<|end|>")
                }
            }
        }
        writer.template("<|assistant|>")
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        var writer = Self.writer
        writeAnswer(text, calls, &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        let form = JSONCallBody.Form(opening: "<|tool_call|>", closing: "<|/tool_call|>")
        return AnswerSplitter(
            [
                SpanRule("<|tool_call|>", .anywhere, .calls { _ in JSONCallBody(form) }),
                SpanRule("<|/tool_call|>", .anywhere, .nothing),
            ]
                + BareCalls.rules(.init(), tools: tools, openings: ["[", "{"], place: .answerStart)
                + [SpanRule("functools[", .lineStart, .calls { _ in JSONCallBody(.init(), opening: "[") })],
            stops: stops, layout: BareCalls.layout)
    }

    private static var writer: TemplateWriter {
        TemplateWriter(tokens: [
            "<|system|>", "<|user|>", "<|assistant|>", "<|end|>", "<|tool|>", "<|/tool|>", "<|tool_call|>",
            "<|/tool_call|>", "<|tool_response|>",
        ])
    }

    private func writeAnswer(_ text: String, _ calls: [ChatCall], _ writer: inout TemplateWriter) {
        writer.text(text)
        guard !calls.isEmpty else { return }
        writer.template("<|tool_call|>")
        writer.text(PythonJSON().text(.array(Turns.objects(of: calls))))
        writer.template("<|/tool_call|>")
    }
}
