package import Tools

/// The dialect of SmolLM3 with `xml_tools`: ChatML turns under a header of metadata, tools as Python prints them, calls
/// as JSON between `<tool_call>` tags.
///
/// The template passes over the calls of earlier turns; they are written here as the model said them, or their results
/// would answer nothing. It leaves the system turn open where there are no tools, and so does this.
package struct SmolLM3: WritingDialect {
    package static let name = "smollm3"

    package init() {}

    package var stops: [String] { ["<|im_end|>", "<|end_of_text|>"] }

    /// The prompt; `/think` and `/no_think` in the system message count more than what the conversation allows.
    /// - Throws: as every dialect, and where the conversation has no date, which the header states.
    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        guard let date = try Turns.date(of: conversation, for: Self.name) else {
            throw DialectError(Self.name, "the template states today's date; give the conversation one")
        }
        let header = SmolLM3Header(system: system, date: date, allowsThinking: conversation.allowsThinking)
        var writer = ChatML.writer
        header.write(to: &writer)
        if !conversation.tools.isEmpty { writeTools(conversation.tools, to: &writer) }
        for turn in turns {
            switch turn {
            case .user(let text): ChatML.write("user", text, to: &writer)
            case .assistant(let text, let calls):
                header.openAnswer(to: &writer)
                ToolTags.writeAnswer(PythonText.leftStripLineFeeds(text), calls, to: &writer)
                writer.template("<|im_end|>\n")
            case .results(let results):
                for result in results { ChatML.write("user", Turns.text(of: result.content), to: &writer) }
            }
        }
        header.openAnswer(to: &writer)
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        var writer = ChatML.writer
        ToolTags.writeAnswer(text, calls, to: &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(ToolTags.rules, stops: stops)
    }

    private func writeTools(_ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        writer.template(
            """
            ### Tools

            You may call one or more functions to assist with the user query.
            You are provided with function signatures within <tools></tools> XML tags:

            <tools>

            """)
        for tool in tools { writer.text(PythonRepr.text(tool.json) + "\n") }
        writer.template(
            """
            </tools>

            For each function call, return a json object with function name and arguments within \
            <tool_call></tool_call> XML tags:
            <tool_call>
            {"name": <function-name>, "arguments": <args-json-object>}
            </tool_call>

            <|im_end|>

            """)
    }
}

/// The header of SmolLM3's system turn, up to the tools, and the mode that it sets.
package struct SmolLM3Header: Sendable {
    private let instructions: String
    private let date: TemplateDate
    private let thinks: Bool

    /// Makes the header from a system message, which may set the mode by `/think` or `/no_think`.
    package init(system: String?, date: TemplateDate, allowsThinking: Bool) {
        let system = system ?? ""
        self.date = date
        thinks = !system.contains("/no_think") && (system.contains("/think") || allowsThinking)
        let rest = PythonText.split(PythonText.split(system, "/no_think").joined(), "/think").joined()
        instructions = PythonText.rightStrip(rest)
    }

    /// Writes the beginning of the system turn.
    package func write(to writer: inout TemplateWriter) {
        writer.template(
            """
            <|im_start|>system
            ## Metadata

            Knowledge Cutoff Date: June 2025
            Today Date: \(date.long)
            Reasoning Mode: \(thinks ? "/think" : "/no_think")

            ## Custom Instructions


            """)
        if instructions.isEmpty {
            writer.template(thinks ? Self.thinker : Self.helper)
        } else {
            writer.text(instructions)
        }
        writer.template("\n\n")
    }

    /// Writes the beginning of an answer, with an empty thought where the model must not think.
    package func openAnswer(to writer: inout TemplateWriter) {
        writer.template("<|im_start|>assistant\n")
        if !thinks { writer.template("<think>\n\n</think>\n") }
    }

    private static let helper = "You are a helpful AI assistant named SmolLM, trained by Hugging Face."

    private static let thinker = """
        \(helper) Your role as an assistant involves thoroughly exploring questions through a systematic thinking \
        process before providing the final precise and accurate solutions. This requires engaging in a comprehensive \
        cycle of analysis, summarizing, exploration, reassessment, reflection, backtracking, and iteration to develop \
        well-considered thinking process. Please structure your response into two main sections: Thought and Solution \
        using the specified format: <think> Thought section </think> Solution section. In the Thought section, detail \
        your reasoning process in steps. Each step should include detailed considerations such as analysing questions, \
        summarizing relevant findings, brainstorming new ideas, verifying the accuracy of the current steps, refining \
        any errors, and revisiting previous steps. In the Solution section, based on various attempts, explorations, \
        and reflections from the Thought section, systematically present the final solution that you deem correct. The \
        Solution section should be logical, accurate, and concise and detail necessary steps needed to reach the \
        conclusion.
        """
}
