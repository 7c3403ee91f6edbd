package import JSON

/// The messages of a conversation as templates see them: a system text, and turns in which results that follow each
/// other are one.
package enum Turns: Sendable {
    case user(String)
    case assistant(String, [ChatCall])
    case results([ChatResult])

    /// Splits a conversation into its system text and its turns.
    /// - Throws: when a system message stands anywhere but first, which no template of these families allows for.
    package static func split(
        _ conversation: Conversation, for dialect: String
    ) throws(DialectError) -> (system: String?, turns: [Turns]) {
        var system: String?
        var turns: [Turns] = []
        for (index, message) in conversation.messages.enumerated() {
            switch message {
            case .system(let text):
                guard index == 0 else {
                    throw DialectError(dialect, "a system message must be the first; this one is number \(index + 1)")
                }
                system = text
            case .user(let text): turns.append(.user(text))
            case .assistant(let text, let calls): turns.append(.assistant(text, calls))
            case .result(let result):
                if case .results(let before) = turns.last {
                    turns[turns.count - 1] = .results(before + [result])
                } else {
                    turns.append(.results([result]))
                }
            }
        }
        return (system, turns)
    }

    /// The date of a conversation for a template that prints one; nil where the conversation has none.
    /// - Throws: when the date is none.
    package static func date(of conversation: Conversation, for dialect: String) throws(DialectError) -> TemplateDate? {
        guard let text = conversation.date else { return nil }
        guard let date = TemplateDate(text) else {
            throw DialectError(dialect, "a date must be like 2026-11-28, not \(text)")
        }
        return date
    }

    /// The objects that a list of calls is written as: `{"name": …, "arguments": …}`.
    package static func objects(of calls: [ChatCall], argumentsKey: String = "arguments") -> [JSONValue] {
        calls.map { ["name": .string($0.name), argumentsKey: .object($0.arguments)] }
    }

    /// What a call returned, as a template prints it: a text as it is, anything else as JSON.
    package static func text(of content: JSONValue) -> String {
        content.string ?? PythonJSON().text(content)
    }
}

/// A dialect that can also write what its model would have answered.
package protocol WritingDialect: Dialect {
    /// The answer that says these, as the model would write it, without the stop after it: its parser reads the same
    /// text and calls from it.
    /// - Throws: when the dialect has no way to say them, such as two calls in one turn.
    func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt
}
