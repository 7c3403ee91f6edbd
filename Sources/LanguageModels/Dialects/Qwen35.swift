import JSON
package import Tools

/// The dialect of Qwen 3.5 and 3.6: ChatML turns, calls as tags with bare values.
///
/// Qwen3-Coder answers alike, and is prompted a little otherwise.
/// Values are typed by the tool's schema: a text stays as it is, anything else is read as JSON or as Python writes it.
package struct Qwen35: WritingDialect {
    package static let name = "qwen3.5"

    private let thinks: Bool

    /// Makes the dialect for answers with or without a thought.
    ///
    /// - Parameter thinks: whether the prompt opens a thought, so that an answer begins inside it.
    package init(thinks: Bool = false) { self.thinks = thinks }

    package var stops: [String] { ["<|im_end|>", "<|endoftext|>"] }

    /// The prompt.
    /// - Throws: as every dialect, and where the dialect was made for thinking and the conversation does not allow it.
    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        guard conversation.allowsThinking || !thinks else {
            throw DialectError(Self.name, "the conversation allows no thinking; take the dialect without it")
        }
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        var writer = self.writer
        writeSystem(PythonText.strip(system ?? ""), conversation.tools, to: &writer)
        let lastUser = turns.lastIndex { if case .user = $0 { true } else { false } } ?? turns.endIndex
        for (index, turn) in turns.enumerated() {
            switch turn {
            case .user(let text): ChatML.write("user", PythonText.strip(text), to: &writer)
            case .assistant(let text, let calls):
                let (thought, said) = splitThought(PythonText.strip(text))
                writer.template("<|im_start|>assistant\n")
                if index > lastUser {
                    writer.template("<think>\n")
                    writer.text(thought)
                    writer.template("\n</think>\n\n")
                }
                write(said, calls, to: &writer)
                writer.template("<|im_end|>\n")
            case .results(let results):
                writer.template("<|im_start|>user")
                let trimmed = results.map { result in
                    ChatResult(
                        id: result.id, name: result.name,
                        content: .string(PythonText.strip(Turns.text(of: result.content))))
                }
                ToolTags.writeResults(trimmed, to: &writer)
                writer.template("<|im_end|>\n")
            }
        }
        writer.template("<|im_start|>assistant\n")
        writer.template(thinks ? "<think>\n" : "<think>\n\n</think>\n\n")
        return writer.prompt
    }

    /// The answer that says these.
    /// - Throws: when a value holds `</parameter>` before another tag of the dialect, or a name holds `>`.
    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        for call in calls {
            for name in [call.name] + call.arguments.keys where !Self.isName(name) {
                throw DialectError(Self.name, "\"\(name)\" cannot be the name in a tag")
            }
            for (name, value) in call.arguments.members where Self.endsEarly(Self.text(of: value)) {
                throw DialectError(Self.name, "\(name) of \(call.name) holds tags that would end it")
            }
        }
        var writer = self.writer
        write(text, calls, to: &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        var parser = AnswerSplitter(
            [
                SpanRule("<tool_call>", .anywhere, .calls { _ in ParameterCallBody(tools: tools) }),
                SpanRule("<function=", .lineStart, .calls { _ in ParameterCallBody(tools: tools, isInFunction: true) }),
                SpanRule("</tool_call>", .anywhere, .nothing),
                SpanRule("<think>", .anywhere, .thought(closing: "</think>")),
                SpanRule("</think>", .anywhere, .nothing),
            ], stops: stops)
        if thinks { _ = parser.feed(Array("<think>".utf8)) }
        return parser
    }

    private var writer: TemplateWriter {
        TemplateWriter(tokens: ["<|im_start|>", "<|im_end|>"] + ToolTags.tokens)
    }

    private func writeSystem(_ system: String, _ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        guard !system.isEmpty || !tools.isEmpty else { return }
        writer.template("<|im_start|>system\n")
        if !tools.isEmpty {
            writer.template("# Tools\n\nYou have access to the following functions:\n\n")
            ToolTags.writeTools(tools, to: &writer)
            writer.template(Self.instructions)
            if !system.isEmpty { writer.template("\n\n") }
        }
        writer.text(system)
        writer.template("<|im_end|>\n")
    }

    private static let instructions = """


        If you choose to call a function ONLY reply in the following format with NO suffix:

        <tool_call>
        <function=example_function_name>
        <parameter=example_parameter_1>
        value_1
        </parameter>
        <parameter=example_parameter_2>
        This is the value for the second parameter
        that can span
        multiple lines
        </parameter>
        </function>
        </tool_call>

        <IMPORTANT>
        Reminder:
        - Function calls MUST follow the specified format: an inner <function=...></function> block must be nested \
        within <tool_call></tool_call> XML tags
        - Required parameters MUST be specified
        - You may provide optional reasoning for your function call in natural language BEFORE the function call, but \
        NOT after
        - If there is no function call available, answer the question like normal with your current knowledge and do \
        not tell the user about function calls
        </IMPORTANT>
        """

    private func write(_ text: String, _ calls: [ChatCall], to writer: inout TemplateWriter) {
        writer.text(text)
        for (index, call) in calls.enumerated() {
            if index > 0 || !text.isEmpty { writer.template(index > 0 ? "\n" : "\n\n") }
            writer.template("<tool_call>\n")
            writer.text("<function=\(call.name)>\n")
            for (name, value) in call.arguments.members {
                writer.text("<parameter=\(name)>\n\(Self.text(of: value))\n</parameter>\n")
            }
            writer.text("</function>\n")
            writer.template("</tool_call>")
        }
    }

    /// A value as the template prints it: lists and objects as JSON, constants as Python's.
    private static func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array, .object: PythonJSON().text(value)
        default: PythonPrinter().text(value)
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && PythonText.strip(text) == text && !text.contains { "<>\n".contains($0) }
            && text.utf8.count <= 256
    }

    /// Whether a parser would end a value before its end.
    private static func endsEarly(_ value: String) -> Bool {
        PythonText.split(value, "</parameter>").dropFirst().contains { rest in
            let rest = Array(rest.utf8).drop(while: isSpace)
            return ["<parameter=", "</function>", "</tool_call>"].contains { rest.starts(with: $0.utf8) }
        }
    }

    private func splitThought(_ text: String) -> (thought: String, said: String) {
        let parts = PythonText.split(text, "</think>")
        guard let last = parts.last, parts.count > 1 else { return ("", text) }
        let thought = PythonText.split(parts[0], "<think>").last ?? ""
        return (PythonText.strip(thought), PythonText.leftStripLineFeeds(last))
    }
}
