/// Whatever answers a conversation: an endpoint, or a model in the process.
package protocol ChatModel: Sendable {
    /// The name that a report shows for it.
    var name: String { get }

    /// Answers the conversation.
    ///
    /// `onEvent` is told what comes, in order, from whatever task the model works in; the events' texts joined are
    /// the answer's text. It must not block.
    /// - Throws: why there is no answer; an answer that is cut off or holds no readable call is no error.
    func answer(
        _ conversation: Conversation, _ options: ChatOptions, onEvent: @escaping @Sendable (ChatEvent) -> Void
    ) async throws -> ChatAnswer
}

extension ChatModel {
    /// Answers the conversation, for who waits for the whole.
    package func answer(_ conversation: Conversation, _ options: ChatOptions = .init()) async throws -> ChatAnswer {
        try await answer(conversation, options) { _ in }
    }
}

/// What is told while an answer comes.
package enum ChatEvent: Sendable, Hashable {
    case answer(AnswerEvent)
    /// The answer is made in another way than was asked.
    case warning(ChatWarning)
}

/// What an answer had to do without, or was held up by.
package struct ChatWarning: Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The answer comes in one piece.
        case notStreamed
        /// The tools are told as text, and calls are read from text.
        case toolsAsText
        /// Nothing holds the model to the tool choice.
        case toolChoiceNotHeld
        /// Any JSON object, or any text, can come where a schema was given.
        case schemaNotHeld
        /// Any text can come where a grammar was given.
        case grammarNotHeld
        /// The server refused something; the message says what is asked for instead.
        case refused
        /// A field of the request was left out.
        case fieldLeftOut
        /// The request is made again after a wait.
        case retried
    }

    package var code: Code
    /// A sentence for a person.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
