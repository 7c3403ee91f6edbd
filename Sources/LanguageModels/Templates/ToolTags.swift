package import Tools

/// What the dialects with `<tool_call>` and `<tool_response>` tags share, whatever their turns look like.
package enum ToolTags {
    /// The tags, which the vocabularies of these models hold as tokens.
    package static let tokens = [
        "<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<think>", "</think>",
    ]

    /// What the model is told of the tools, from `<tools>` to `</tools>`, one a line.
    package static func writeTools(_ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        writer.template("<tools>")
        for tool in tools { writer.text("\n" + PythonJSON().text(tool.json)) }
        writer.template("\n</tools>")
    }

    /// Writes text and calls, a line break between them.
    package static func writeAnswer(_ text: String, _ calls: [ChatCall], to writer: inout TemplateWriter) {
        writer.text(text)
        for (index, object) in Turns.objects(of: calls).enumerated() {
            writer.template(index > 0 || !text.isEmpty ? "\n<tool_call>\n" : "<tool_call>\n")
            writer.text(PythonJSON().text(object))
            writer.template("\n</tool_call>")
        }
    }

    /// Writes results that follow each other, which make one turn.
    package static func writeResults(_ results: [ChatResult], to writer: inout TemplateWriter) {
        for result in results {
            writer.template("\n<tool_response>\n")
            writer.text(Turns.text(of: result.content))
            writer.template("\n</tool_response>")
        }
    }

    /// The spans of an answer: thoughts, and calls between tags.
    package static let rules: [SpanRule] = {
        let form = JSONCallBody.Form(opening: "<tool_call>", closing: "</tool_call>")
        return [
            SpanRule("<tool_call>", .anywhere, .calls { _ in JSONCallBody(form) }),
            SpanRule("</tool_call>", .anywhere, .nothing),
            SpanRule("<think>", .anywhere, .thought(closing: "</think>")),
            SpanRule("</think>", .anywhere, .nothing),
        ]
    }()
}
