import JSON
package import Tools

/// The dialect of Mistral models before tokenizer version 11: tools and the system text with the last turn of the user,
/// calls as an array after `[TOOL_CALLS]`.
///
/// An answer is calls or text, so text beside calls is not written. Ids must have nine letters or digits; others are
/// written as `call00001` and so on.
package struct Mistral: WritingDialect {
    package static let name = "mistral"

    package init() {}

    package var stops: [String] { MistralTurns.stops }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        try MistralTurns.check(turns, for: Self.name)
        let ids = MistralIDs(turns)
        let lastUser = turns.lastIndex { if case .user = $0 { true } else { false } }
        var writer = MistralTurns.writer
        writer.template("<s>")
        for (index, turn) in turns.enumerated() {
            switch turn {
            case .user(let text):
                let isLast = index == lastUser
                if isLast { MistralTurns.writeTools(conversation.tools, to: &writer) }
                writer.template("[INST]")
                if isLast, let system { writer.text(system + "\n\n") }
                writer.text(text)
                writer.template("[/INST]")
            case .assistant(let text, let calls):
                writeAnswer(text, calls, ids, to: &writer)
                writer.template("</s>")
            case .results(let results):
                for result in results {
                    writer.template("[TOOL_RESULTS]")
                    writer.text(PythonJSON().text(["content": result.content, "call_id": .string(ids[result.id])]))
                    writer.template("[/TOOL_RESULTS]")
                }
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
        guard !calls.isEmpty else { return writer.text(text) }
        writer.template("[TOOL_CALLS]")
        let objects = calls.map { call -> JSONValue in
            ["name": .string(call.name), "arguments": .object(call.arguments), "id": .string(ids[call.id])]
        }
        writer.text(PythonJSON().text(.array(objects)))
    }
}

/// Ids as Mistral's tokenizers want them: nine letters or digits.
struct MistralIDs {
    private var texts: [String: String] = [:]

    init(_ turns: [Turns]) {
        for turn in turns {
            switch turn {
            case .assistant(_, let calls): for call in calls { add(call.id) }
            case .results(let results): for result in results { add(result.id) }
            case .user: break
            }
        }
    }

    /// The id as it is written.
    subscript(id: String) -> String { texts[id] ?? id }

    private mutating func add(_ id: String) {
        guard texts[id] == nil else { return }
        let isFit = id.count == 9 && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let number = String(texts.count + 1)
        texts[id] = isFit ? id : "call" + String(repeating: "0", count: max(0, 5 - number.count)) + number
    }
}

/// What the dialects of Mistral models share.
enum MistralTurns {
    static let stops = ["</s>"]

    static var writer: TemplateWriter {
        TemplateWriter(tokens: [
            "<s>", "</s>", "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[AVAILABLE_TOOLS]",
            "[/AVAILABLE_TOOLS]", "[TOOL_CALLS]", "[CALL_ID]", "[ARGS]", "[TOOL_RESULTS]", "[TOOL_CONTENT]",
            "[/TOOL_RESULTS]",
        ])
    }

    /// Checks that turns alternate between user and assistant, calls and results aside.
    static func check(_ turns: [Turns], for dialect: String) throws(DialectError) {
        var isUsersTurn = true
        for turn in turns {
            switch turn {
            case .results: continue
            case .assistant(_, let calls) where !calls.isEmpty: continue
            case .user where isUsersTurn, .assistant where !isUsersTurn: isUsersTurn.toggle()
            default:
                throw DialectError(dialect, "turns of user and assistant must alternate, calls and results aside")
            }
        }
    }

    static func writeTools(_ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        guard !tools.isEmpty else { return }
        writer.template("[AVAILABLE_TOOLS]")
        writer.text(PythonJSON().text(.array(tools.map(\.json))))
        writer.template("[/AVAILABLE_TOOLS]")
    }

    /// A parser that reads both forms of calls, and an array at the start: engines drop special tokens from what they
    /// print.
    static func parser(tools: [FunctionDeclaration], stops: [String]) -> AnswerSplitter {
        AnswerSplitter(
            [
                SpanRule("[TOOL_CALLS]", .anywhere, .calls { _ in MistralCallBody() }),
                SpanRule("[THINK]", .anywhere, .thought(closing: "[/THINK]")),
                SpanRule("[/THINK]", .anywhere, .nothing),
            ] + BareCalls.rules(.init(), tools: tools, openings: ["[{"], place: .answerStart),
            stops: stops, layout: BareCalls.layout)
    }
}
