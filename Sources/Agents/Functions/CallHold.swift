import Decoding
import JSON
import LanguageModels
import Tools

/// What keeps an endpoint's model to legal calls.
package enum CallHold: String, Sendable, CaseIterable {
    /// The endpoint's own function calling; what comes is checked.
    case tools
    /// The JSON Schema of all legal calls as the form of the answer.
    case schema
    /// The same as a GBNF grammar, which llama.cpp holds to more strictly than to schemas.
    case grammar

    /// Asks for the call as text: tells the functions in the system message, and binds the answer.
    /// - Throws: `DecodingError` for functions that no grammar can keep.
    func constrain(
        _ conversation: inout Conversation, _ options: inout ChatOptions, to space: CallSpace
    ) throws(DecodingError) {
        options.toolChoice = .none
        switch self {
        case .tools: return
        case .schema: options.constraint = .jsonSchema(name: "call", space.jsonSchema)
        case .grammar: options.constraint = .grammar(try space.gbnf())
        }
        guard case .system(let instructions)? = conversation.messages.first else { return }
        let functions = space.functions.map { $0.json.print() }.joined(separator: "\n")
        conversation.messages[0] = .system(
            """
            \(instructions)

            The functions:
            \(functions)

            Answer with the call as JSON and nothing else: {"name": …, "arguments": {…}}
            """)
        conversation.tools = []
    }

    /// The answer with the calls that its text is: an endpoint may hold to less than it was asked, so the text is read as
    /// leniently as any.
    static func withCallsOfText(_ answer: ChatAnswer, _ functions: [FunctionDeclaration]) -> ChatAnswer {
        guard answer.calls.isEmpty, answer.faults.isEmpty else { return answer }
        var parser = Plain().makeParser(tools: functions)
        var read = answer
        read.text = ""
        for event in parser.feed(Array(answer.text.utf8)) + parser.finish() {
            switch event {
            case .text(let text): read.text += text
            case .thought: break
            case .call(let call):
                read.calls.append(
                    ChatCall(id: "call_\(read.calls.count + 1)", name: call.name, arguments: call.arguments))
            case .fault(let fault): read.faults.append(fault)
            }
        }
        if read.calls.isEmpty, read.faults.isEmpty {
            read.faults.append(AnswerFault(.malformed, "the answer is no call", quoting: answer.text.utf8))
        }
        return read
    }
}
