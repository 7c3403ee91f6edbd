import JSON
package import Tools

/// The dialect of Mistral models from tokenizer version 11 on: a system turn of its own, calls as `[TOOL_CALLS]`, a
/// name, `[ARGS]` and the arguments.
package struct Mistral11: WritingDialect {
    /// The tokenizer's version, which says where tools stand and whether calls bear ids.
    package enum Version: Sendable {
        /// Tools before the last turn of the user; calls and results with ids.
        case v11
        /// Tools before the first turn of the user; no ids.
        case v13
    }

    package static let name = "mistral-11"

    private let version: Version

    package init(version: Version = .v13) { self.version = version }

    package var stops: [String] { MistralTurns.stops }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        try MistralTurns.check(turns, for: Self.name)
        let ids = MistralIDs(turns)
        let users = turns.indices.filter { if case .user = turns[$0] { true } else { false } }
        let toolsIndex = version == .v11 ? users.last : users.first
        var writer = MistralTurns.writer
        writer.template("<s>")
        if let system {
            writer.template("[SYSTEM_PROMPT]")
            writer.text(system)
            writer.template("[/SYSTEM_PROMPT]")
        }
        for (index, turn) in turns.enumerated() {
            if index == toolsIndex { MistralTurns.writeTools(conversation.tools, to: &writer) }
            switch turn {
            case .user(let text):
                writer.template("[INST]")
                writer.text(text)
                writer.template("[/INST]")
            case .assistant(let text, let calls):
                writeAnswer(text, calls, ids, to: &writer)
                writer.template("</s>")
            case .results(let results):
                for result in results { write(result, ids, to: &writer) }
            }
        }
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) -> Prompt {
        var writer = MistralTurns.writer
        writeAnswer(text, calls, MistralIDs([.assistant(text, calls)]), to: &writer)
        return writer.prompt
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        MistralTurns.parser(tools: tools, stops: stops)
    }

    private func writeAnswer(_ text: String, _ calls: [ChatCall], _ ids: MistralIDs, to writer: inout TemplateWriter) {
        writer.text(text)
        for call in calls {
            writer.template("[TOOL_CALLS]")
            writer.text(call.name)
            if version == .v11 {
                writer.template("[CALL_ID]")
                writer.text(ids[call.id])
            }
            writer.template("[ARGS]")
            writer.text(PythonJSON().text(.object(call.arguments)))
        }
    }

    private func write(_ result: ChatResult, _ ids: MistralIDs, to writer: inout TemplateWriter) {
        writer.template("[TOOL_RESULTS]")
        if version == .v11 {
            writer.text(ids[result.id])
            writer.template("[TOOL_CONTENT]")
        }
        writer.text(Turns.text(of: result.content))
        writer.template("[/TOOL_RESULTS]")
    }
}
