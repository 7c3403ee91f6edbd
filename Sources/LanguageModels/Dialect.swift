package import Tools

/// How one family of models is prompted, and how its answers are read.
///
/// A dialect knows text and special tokens; it must not know screens, sockets or how a model is run.
package protocol Dialect: Sendable {
    /// The name under which a person chooses it: `hermes`, `llama-3.1`.
    static var name: String { get }

    /// The conversation as the model's chat template writes it, up to where the model answers.
    /// - Throws: when the template has no way to say something, such as a system message after the first turn.
    func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt

    /// Texts at which generation ends; they are not part of the answer.
    var stops: [String] { get }

    /// A parser of one answer; `tools` decides types where a dialect writes values as bare text.
    func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser
}

/// Reads an answer while it is being written.
///
/// Bytes may come in any pieces; the events, text joined, do not depend on where they were cut.
package protocol AnswerParser {
    /// Takes the next bytes of UTF-8, whole characters or not.
    mutating func feed(_ bytes: [UInt8]) -> [AnswerEvent]
    /// Ends the answer: what is still held back becomes text, a call that can be completed, or a fault.
    mutating func finish() -> [AnswerEvent]
}

/// What an answer says.
package enum AnswerEvent: Sendable, Hashable {
    /// Text for the person.
    case text(String)
    /// What the model thought, which nobody is told.
    case thought(String)
    case call(ToolCall)
    /// Something that was meant as a call and cannot be read as one.
    case fault(AnswerFault)
}

/// Why a part of an answer is no call.
package struct AnswerFault: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The answer ended inside a call.
        case truncated
        /// The call is not in the dialect's form.
        case malformed
        /// The call is longer than a parser holds.
        case tooLong
    }

    package var code: Code
    /// A sentence that the model can act on.
    package var message: String
    /// The text at fault, cut to a few hundred characters.
    package var text: String

    package init(_ code: Code, _ message: String, text: String) {
        self.code = code
        self.message = message
        self.text = text
    }

    package var description: String { message }
}

/// Why a conversation cannot be said in a dialect.
package struct DialectError: Error, Sendable, Hashable, CustomStringConvertible {
    package var dialect: String
    package var message: String

    package init(_ dialect: String, _ message: String) {
        self.dialect = dialect
        self.message = message
    }

    package var description: String { "\(dialect): \(message)" }
}
