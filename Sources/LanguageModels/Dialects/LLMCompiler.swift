package import Tools

/// The dialect of LLMCompiler and TinyAgent: a numbered plan of calls, `1. f("a")`, `2. g($1)`, that ends with `join()`.
///
/// The turns are ChatML, since neither names others. Arguments go by position, in the order of the tool's properties.
/// What a line is given of one before is the text `$1`, which counts the calls of the answer; `join` is no call. A
/// conversation is one question and the plans made for it so far.
package struct LLMCompiler: WritingDialect {
    package static let name = "llmcompiler"

    private let tools: [FunctionDeclaration]

    /// Makes the dialect.
    ///
    /// - Parameter tools: what `answer` leaves out the names of arguments by; a parser is told its own.
    package init(tools: [FunctionDeclaration] = []) { self.tools = tools }

    package var stops: [String] { ["<END_OF_PLAN>", "<|im_end|>"] }

    /// The prompt.
    /// - Throws: as every dialect, and where the conversation does not begin with its only question.
    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        let questions = turns.filter { if case .user = $0 { true } else { false } }
        guard case .user(let question) = turns.first, questions.count == 1 else {
            throw DialectError(Self.name, "a conversation is one question and the plans made for it")
        }
        var writer = ChatML.writer
        writer.template("<|im_start|>system\n")
        writeInstructions(conversation.tools, custom: system, isReplan: turns.count > 1, to: &writer)
        writer.template("<|im_end|>\n<|im_start|>user\n")
        writer.text("Question: \(question)" + previousPlans(turns.dropFirst(), conversation.tools))
        writer.template("<|im_end|>\n<|im_start|>assistant\n")
        return writer.prompt
    }

    /// The answer: text, and a plan of the calls.
    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        try PythonicText.check(calls, for: Self.name)
        let join = calls.isEmpty ? "" : "\n\(calls.count + 1). join()"
        return Prompt([.text([text, lines(calls, tools) + join].filter { !$0.isEmpty }.joined(separator: "\n"))])
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        let form = StatementReader.Form(isNumbered: true, ignored: ["join"], endings: stops)
        return StatementParser(StatementReader(form, tools: tools))
    }

    // MARK: - Plans

    private func lines(_ calls: [ChatCall], _ tools: [FunctionDeclaration]) -> String {
        StatementText(printer: PythonPrinter(quote: .double), prefix: { "\($0). " }, reference: { "$\($0)" })
            .lines(calls) { name in tools.first { $0.name == name }?.propertyNames ?? [] }
    }

    private func previousPlans(_ turns: ArraySlice<Turns>, _ tools: [FunctionDeclaration]) -> String {
        guard !turns.isEmpty else { return "" }
        var text = "\n"
        var plan: [Substring] = []
        var ids: [String] = []
        for turn in turns {
            switch turn {
            case .assistant(let thought, let calls):
                text += "Previous Plan:\n\n" + (thought.isEmpty ? "" : "Thought: \(thought)\n")
                plan = lines(calls, tools).split(separator: "\n")
                ids = calls.map(\.id)
                if calls.isEmpty { text += "\n" }
            case .results(let results):
                for (line, id) in zip(plan, ids) {
                    text += "\(line)\n"
                    for result in results where result.id == id {
                        text += "Observation: \(Turns.text(of: result.content))\n"
                    }
                }
                text += "\n"
            case .user: break
            }
        }
        return text + "Current Plan:\n\n"
    }

    private func writeInstructions(
        _ tools: [FunctionDeclaration], custom: String?, isReplan: Bool, to writer: inout TemplateWriter
    ) {
        writer.template(
            """
            Given a user query, create a plan to solve it with the utmost parallelizability. Each plan should comprise \
            an action from the following \(tools.count + 1) types:

            """)
        for (index, tool) in tools.enumerated() {
            writer.text("\(index + 1). \(PythonSignature(tool: tool).text) -> str\n - \(tool.description)\n\n")
        }
        writer.template("\(tools.count + 1). " + Self.guidelines)
        if let custom { writer.text("\(custom)\n\n") }
        if isReplan { writer.template(Self.replanGuidelines) }
    }

    private static let guidelines = """
        join():
         - Collects and combines results from prior actions.
         - A LLM agent is called upon invoking join to either finalize the user query or wait until the plans are \
        executed.
         - join should always be the last action in the plan, and will be called in two scenarios:
           (a) if the answer can be determined by gathering the outputs from tasks to generate the final response.
           (b) if the answer cannot be determined in the planning phase before you execute the plans. \n
        Guidelines:
         - Each action described above contains input/output types and description.
            - You must strictly adhere to the input and output types for each action.
            - The action descriptions contain the guidelines. You MUST strictly follow those guidelines when you use \
        the actions.
         - Each action in the plan should strictly be one of the above types. Follow the Python conventions for each \
        action.
         - Each action MUST have a unique ID, which is strictly increasing.
         - Inputs for actions can either be constants or outputs from preceding actions. In the latter case, use the \
        format $id to denote the ID of the previous action whose output will be the input.
         - Always call join as the last action in the plan. Say '<END_OF_PLAN>' after you call join
         - Ensure the plan maximizes parallelizability.
         - Only use the provided action types. If a query cannot be addressed using these, invoke the join action for \
        the next steps.
         - Never explain the plan with comments (e.g. #).
         - Never introduce new actions other than the ones provided.


        """

    private static let replanGuidelines = """
         - You are given "Previous Plan" which is the plan that the previous agent created along with the execution \
        results (given as Observation) of each plan and a general thought (given as Thought) about the executed \
        results.You MUST use these information to create the next plan under "Current Plan".
         - When starting the Current Plan, you should start with "Thought" that outlines the strategy for the next plan.
         - In the Current Plan, you should NEVER repeat the actions that are already executed in the Previous Plan.

        """
}
