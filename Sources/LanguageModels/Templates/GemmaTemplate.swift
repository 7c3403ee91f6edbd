import JSON
import Tools

/// What the templates of FunctionGemma and Gemma 4 share: a turn of the model goes on through calls and their results
/// until it says something.
struct GemmaTemplate {
    /// The tokens of one of them.
    struct Tokens {
        var turn: (opening: String, closing: String)
        var declaration: (opening: String, closing: String)
        var call: (opening: String, closing: String)
        var response: (opening: String, closing: String)
        var quote: String
        var others: [String]

        var all: [String] {
            [turn, declaration, call, response].flatMap { [$0.opening, $0.closing] } + [quote] + others
        }
    }

    let dialect: String
    let tokens: Tokens
    let hasEmptyDescriptions: Bool

    var writer: TemplateWriter { TemplateWriter(tokens: tokens.all) }

    private var values: EscapedWriter { EscapedWriter(quote: tokens.quote) }

    /// Writes the declarations of tools.
    func write(_ tools: [FunctionDeclaration], to writer: inout TemplateWriter) {
        let declaration = GemmaDeclaration(values: values, hasEmptyDescriptions: hasEmptyDescriptions)
        for tool in tools {
            writer.template(tokens.declaration.opening)
            declaration.write(tool, to: &writer)
            writer.template(tokens.declaration.closing)
        }
    }

    /// Writes turns, and opens the model's unless it goes on after results.
    /// - Returns: whether it was opened.
    /// - Throws: when calls at the end have no results yet, so that the model has nothing to go on from.
    func write(_ turns: [Turns], to writer: inout TemplateWriter) throws(DialectError) -> Bool {
        var isOpen = false
        for turn in turns {
            switch turn {
            case .user(let text):
                if isOpen { writer.template("\(tokens.turn.closing)\n") }
                isOpen = false
                writer.template("\(tokens.turn.opening)user\n")
                writer.text(PythonText.strip(text))
                writer.template("\(tokens.turn.closing)\n")
            case .assistant(let text, let calls):
                if !isOpen { writer.template("\(tokens.turn.opening)model\n") }
                write(text, calls, to: &writer)
                isOpen = !calls.isEmpty
                if !isOpen { writer.template("\(tokens.turn.closing)\n") }
            case .results(let results):
                for result in results { write(result, to: &writer) }
            }
        }
        if case .assistant(_, let calls) = turns.last, !calls.isEmpty {
            throw DialectError(dialect, "the last calls have no results, without which the model cannot go on")
        }
        if !isOpen { writer.template("\(tokens.turn.opening)model\n") }
        return !isOpen
    }

    /// Writes what the model says: text and calls.
    func write(_ text: String, _ calls: [ChatCall], to writer: inout TemplateWriter) {
        writer.text(PythonText.strip(text))
        for call in calls {
            writer.template(tokens.call.opening)
            writer.text("call:\(call.name)")
            values.write(call.arguments, to: &writer)
            writer.template(tokens.call.closing)
        }
    }

    private func write(_ result: ChatResult, to writer: inout TemplateWriter) {
        writer.template(tokens.response.opening)
        writer.text("response:\(result.name)")
        values.write(result.content.object ?? ["value": result.content], to: &writer)
        writer.template(tokens.response.closing)
    }

    /// The answer that says these.
    /// - Throws: when a string holds the token around strings, or a name holds a bracket: the notation has no escapes.
    func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        for call in calls {
            guard Self.isName(call.name), values.canWrite(.object(call.arguments), closing: tokens.call.closing) else {
                throw DialectError(dialect, "a call of \(call.name) holds what the notation would read otherwise")
            }
        }
        var writer = writer
        write(text, calls, to: &writer)
        return writer.prompt
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.utf8.contains { isSpace($0) || "{<|>}\"".utf8.contains($0) }
    }

    /// The span of calls.
    func callRule(_ tools: [FunctionDeclaration]) -> SpanRule {
        let form = EscapedCallBody.Form(
            opening: tokens.call.opening, closing: tokens.call.closing, quote: tokens.quote)
        return SpanRule(tokens.call.opening, .anywhere, .calls { _ in EscapedCallBody(form, tools: tools) })
    }
}
