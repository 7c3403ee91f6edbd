package import LanguageModels
package import Tools

/// How a server without tools is told of them: in words, and calls are read from what it answers.
package protocol TextDialect: Sendable {
    /// The conversation without tools, calls and results, which words of system, user and assistant stand for.
    func messages(_ conversation: Conversation) throws(DialectError) -> [ChatMessage]

    /// A parser of one answer.
    func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser
}
struct PlainTextDialect: TextDialect {
    func messages(_ conversation: Conversation) throws(DialectError) -> [ChatMessage] { conversation.messages }
    func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser { Hermes().makeParser(tools: tools) }
}
