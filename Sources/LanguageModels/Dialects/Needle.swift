import JSON
package import Tools

/// The dialect of Needle: tools before the question as compact JSON, a thought, then an array of calls between
/// `<tool_call>` tags; an empty array refuses.
///
/// Needle is trained on one question and one answer. Later turns are written in the same tokens, results between
/// `<tool_result>` tags, which no training data shows.
package struct Needle: WritingDialect {
    package static let name = "needle"

    package init() {}

    package var stops: [String] { ["<|im_end|>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        var writer = Self.writer
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        if let system, !PythonText.strip(system).isEmpty {
            ChatML.write("system", PythonText.strip(system), to: &writer)
        }
        let firstUser = turns.firstIndex { if case .user = $0 { true } else { false } }
        for (index, turn) in turns.enumerated() {
            switch turn {
            case .user(let text):
                writer.template("<|im_start|>user\n")
                if index == firstUser {
                    writer.template("<tools>")
                    writer.text(JSONValue.array(conversation.tools.map { .object($0.function) }).print())
                    writer.template("</tools>\n")
                }
                writer.text(text)
                writer.template("<|im_end|>\n")
            case .assistant(let text, let calls):
                writer.template("<|im_start|>assistant\n")
                writeAnswer(text, calls, &writer)
                writer.template("<|im_end|>\n")
            case .results(let results):
                writer.template("<|im_start|>user\n")
                for result in results {
                    writer.template("<tool_result>")
                    writer.text(result.content.string ?? result.content.print())
                    writer.template("</tool_result>")
                }
                writer.template("<|im_end|>\n")
            }
        }
        writer.template("<|im_start|>assistant\n")
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        var writer = Self.writer
        writeAnswer(text, calls, &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(ToolTags.rules, stops: stops)
    }

    private static var writer: TemplateWriter {
        TemplateWriter(tokens: [
            "<|im_start|>", "<|im_end|>", "<think>", "</think>", "<tools>", "</tools>", "<tool_call>", "</tool_call>",
            "<tool_result>", "</tool_result>",
        ])
    }

    private func writeAnswer(_ text: String, _ calls: [ChatCall], _ writer: inout TemplateWriter) {
        writer.text(text)
        guard !calls.isEmpty else { return }
        writer.template("<tool_call>")
        writer.text(JSONValue.array(Turns.objects(of: calls)).print())
        writer.template("</tool_call>")
    }
}
