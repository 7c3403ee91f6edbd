import JSON

/// What the dialects with ChatML turns or `<tool_call>` tags share.
enum ChatML {
    /// A writer that knows the special tokens of ChatML and of the tags that Qwen's vocabularies hold.
    static var writer: TemplateWriter {
        TemplateWriter(tokens: [
            "<|im_start|>", "<|im_end|>", "<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>",
            "<think>",
            "</think>",
        ])
    }

    /// Writes a whole turn.
    static func write(_ role: String, _ text: String, to writer: inout TemplateWriter) {
        writer.template("<|im_start|>\(role)\n")
        writer.text(text)
        writer.template("<|im_end|>\n")
    }

    /// Writes calls, a line break between them and after text.
    static func writeCalls(_ calls: [ChatCall], afterText: Bool, to writer: inout TemplateWriter) {
        for (index, call) in calls.enumerated() {
            writer.template(index > 0 || afterText ? "\n<tool_call>\n" : "<tool_call>\n")
            writer.text(PythonJSON().text(["name": .string(call.name), "arguments": .object(call.arguments)]))
            writer.template("\n</tool_call>")
        }
    }

    /// Writes results that follow each other as one turn of the user.
    static func writeResults(_ results: [ChatResult], to writer: inout TemplateWriter) {
        writer.template("<|im_start|>user")
        for result in results {
            writer.template("\n<tool_response>\n")
            writer.text(Turns.text(of: result.content))
            writer.template("\n</tool_response>")
        }
        writer.template("<|im_end|>\n")
    }

    /// A parser of text, thoughts and calls between `<tool_call>` tags.
    static func parser(stops: [String]) -> AnswerSplitter {
        let form = JSONCallBody.Form(opening: "<tool_call>", closing: "</tool_call>")
        return AnswerSplitter(
            [
                SpanRule("<tool_call>", .anywhere, .calls { _ in JSONCallBody(form) }),
                SpanRule("</tool_call>", .anywhere, .nothing),
                SpanRule("<think>", .anywhere, .thought(closing: "</think>")),
                SpanRule("</think>", .anywhere, .nothing),
            ], stops: stops)
    }
}
