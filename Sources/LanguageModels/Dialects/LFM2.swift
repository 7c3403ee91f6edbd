import JSON
package import Tools

/// The dialect of LFM2 and LFM2.5: ChatML turns, calls as a Python list between tokens.
///
/// Both are read from either form of list, Python's or JSON. Strings of earlier calls are escaped as Python does where
/// the template would print them bare and unreadable.
package struct LFM2: WritingDialect {
    /// The name of the newer one is `lfm2.5`.
    package static let name = "lfm2"

    /// Which of them.
    package enum Version: Sendable {
        /// Tokens around tools and results; calls before text.
        case lfm2
        /// No such tokens; text before calls.
        case lfm25
    }

    private let version: Version

    package init(_ version: Version = .lfm2) { self.version = version }

    package var stops: [String] { ["<|im_end|>", "<|endoftext|>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        var writer = self.writer
        writer.template("<|startoftext|>")
        writeSystem(system ?? "", conversation, to: &writer)
        for turn in turns {
            switch turn {
            case .user(let text): ChatML.write("user", text, to: &writer)
            case .assistant(let text, let calls):
                writer.template("<|im_start|>assistant\n")
                write(text, calls, to: &writer)
                writer.template("<|im_end|>\n")
            case .results(let results):
                for result in results { write(result, to: &writer) }
            }
        }
        writer.template("<|im_start|>assistant\n")
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        try PythonicText.check(calls, for: Self.name)
        var writer = self.writer
        write(text, calls, to: &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        let form = PythonCallBody.Form(opening: "<|tool_call_start|>", closing: "<|tool_call_end|>")
        return AnswerSplitter(
            [
                SpanRule("<|tool_call_start|>", .anywhere, .calls { _ in PythonCallBody(form, tools: tools) }),
                SpanRule("<|tool_call_end|>", .anywhere, .nothing),
                SpanRule("<think>", .anywhere, .thought(closing: "</think>")),
                SpanRule("</think>", .anywhere, .nothing),
            ], stops: stops)
    }

    // MARK: - Turns

    private var writer: TemplateWriter {
        TemplateWriter(tokens: [
            "<|startoftext|>", "<|im_start|>", "<|im_end|>", "<|tool_list_start|>", "<|tool_list_end|>",
            "<|tool_call_start|>", "<|tool_call_end|>", "<|tool_response_start|>", "<|tool_response_end|>",
        ])
    }

    private func writeSystem(_ system: String, _ conversation: Conversation, to writer: inout TemplateWriter) {
        guard !system.isEmpty || !conversation.tools.isEmpty else { return }
        writer.template("<|im_start|>system\n")
        writer.text(system)
        if !conversation.tools.isEmpty {
            let tools = PythonJSON().text(.array(conversation.tools.map { .object($0.function) }))
            let date = version == .lfm25 ? conversation.date : nil
            if !system.isEmpty { writer.template(date == nil ? "\n" : "\n\n") }
            if let date { writer.text("Today's date: \(date)\n\n") }
            writer.template(version == .lfm2 ? "List of tools: <|tool_list_start|>" : "List of tools: ")
            writer.text(tools)
            if version == .lfm2 { writer.template("<|tool_list_end|>") }
        }
        writer.template("<|im_end|>\n")
    }

    private func write(_ text: String, _ calls: [ChatCall], to writer: inout TemplateWriter) {
        if version == .lfm25 { writer.text(text) }
        if !calls.isEmpty {
            writer.template("<|tool_call_start|>")
            writer.text("[" + calls.map(self.text).joined(separator: ", ") + "]")
            writer.template("<|tool_call_end|>")
        }
        if version == .lfm2 { writer.text(text) }
    }

    private func text(of call: ChatCall) -> String {
        guard version == .lfm25 else { return PythonPrinter(quote: .double).call(call.name, call.arguments) }
        let printer = PythonPrinter()
        // The template prints objects as JSON, which PythonReader reads as well.
        return printer.call(
            call.name,
            call.arguments.members.map { name, value in
                if case .object = value { (name, PythonJSON().text(value)) } else { (name, printer.text(value)) }
            })
    }

    private func write(_ result: ChatResult, to writer: inout TemplateWriter) {
        writer.template("<|im_start|>tool\n")
        if version == .lfm2 { writer.template("<|tool_response_start|>") }
        writer.text(Turns.text(of: result.content))
        if version == .lfm2 { writer.template("<|tool_response_end|>") }
        writer.template("<|im_end|>\n")
    }
}
