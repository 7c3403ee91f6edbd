import JSON
package import Tools

/// The dialect of Hammer 2.1: ChatML turns, tools in a first turn of the user, calls as a JSON array in a code fence.
///
/// `[]` means that no function is called. Text beside calls is not written: the model is told to write none.
package struct Hammer: WritingDialect {
    package static let name = "hammer"

    private static let defaultSystem = "You are a helpful assistant."

    package init() {}

    package var stops: [String] { ChatML.stops }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        var writer = ChatML.writer
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        ChatML.write("system", system ?? Self.defaultSystem, to: &writer)
        if !conversation.tools.isEmpty { writeTools(conversation.tools, &writer) }
        for turn in turns {
            switch turn {
            case .user(let text): ChatML.write("user", text, to: &writer)
            case .assistant(let text, let calls): ChatML.write("assistant", said(text, calls), to: &writer)
            case .results(let results):
                for result in results { ChatML.write("tool", Turns.text(of: result.content), to: &writer) }
            }
        }
        writer.template("<|im_start|>assistant\n")
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt { Prompt([.text(said(text, calls))]) }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        AnswerSplitter(BareCalls.rules(.init(), tools: tools), stops: stops, layout: BareCalls.layout)
    }

    private func said(_ text: String, _ calls: [ChatCall]) -> String {
        calls.isEmpty ? text : "```\n\(PythonJSON().text(.array(Turns.objects(of: calls))))\n```"
    }

    private func writeTools(_ tools: [FunctionDeclaration], _ writer: inout TemplateWriter) {
        writer.template(
            """
            <|im_start|>user
            [BEGIN OF TASK INSTRUCTION]
            You are a tool calling assistant. In order to complete the user's request, you need to select one or more \
            appropriate tools from the following tools and fill in the correct values for the tool parameters. Your \
            specific tasks are:
            1. Make one or more function/tool calls to meet the request based on the question.
            2. If none of the function can be used, point it out and refuse to answer.
            3. If the given question lacks the parameters required by the function, also point it out.

            The following are characters that may interact with you
            1. user: Provides query or additional information.
            2. tool: Returns the results of the tool calling.

            [END OF TASK INSTRUCTION]

            [BEGIN OF AVAILABLE TOOLS]

            """)
        writer.text(PythonJSON(escapesNonASCII: true).text(.array(tools.map { .object(HammerTool.object(of: $0)) })))
        writer.template(
            """

            [END OF AVAILABLE TOOLS]

            [BEGIN OF FORMAT INSTRUCTION]

            The output MUST strictly adhere to the following JSON format, and NO other text MUST be included.
            The example format is as follows. Please make sure the parameter type is correct. If no function call is \
            needed, please directly output an empty list '[]'
            ```
            [
                {"name": "func_name1", "arguments": {"argument1": "value1", "argument2": "value2"}},
                ... (more tool calls as required)
            ]
            ```

            [END OF FORMAT INSTRUCTION]

            <|im_end|>

            """)
    }
}

/// A function as Hammer is told of it: each parameter says itself whether it is required and what its default is.
enum HammerTool {
    /// The object of a function, `parameters` holding what JSON Schema calls `properties`.
    static func object(of tool: FunctionDeclaration) -> JSONObject {
        var parameters = tool.parameters["properties"]?.object ?? [:]
        for key in parameters.keys {
            guard let schema = parameters[key]?.object, let inner = schema["properties"]?.object else { continue }
            parameters[key] = .object(marking(inner, required: schema["required"]))
        }
        parameters = marking(parameters, required: tool.parameters["required"])
        for key in parameters.keys {
            guard var schema = parameters[key]?.object, let value = schema["default"] else { continue }
            let text = value.string ?? PythonPrinter().text(value)
            schema["description"] = .string((schema["description"]?.string ?? "") + "default is '\(text)'")
            parameters[key] = .object(schema)
        }
        return [
            "name": .string(tool.name), "description": .string(tool.description), "parameters": .object(parameters),
        ]
    }

    private static func marking(_ properties: JSONObject, required: JSONValue?) -> JSONObject {
        var properties = properties
        for case .string(let key) in required?.array ?? [] {
            guard var schema = properties[key]?.object else { continue }
            schema["required"] = true
            properties[key] = .object(schema)
        }
        return properties
    }
}
