package import JSON
package import Tools

/// What is said to a model: messages, and the functions it may call.
package struct Conversation: Sendable, Hashable {
    package var messages: [ChatMessage]
    package var tools: [FunctionDeclaration]
    /// The date that some templates print, `2026-11-28`; nil leaves it out where a template allows that.
    package var date: String?
    /// Whether a model that can think before it answers may do so.
    package var allowsThinking: Bool

    package init(
        messages: [ChatMessage], tools: [FunctionDeclaration] = [], date: String? = nil, allowsThinking: Bool = false
    ) {
        self.messages = messages
        self.tools = tools
        self.date = date
        self.allowsThinking = allowsThinking
    }
}

/// One message of a conversation.
package enum ChatMessage: Sendable, Hashable {
    case system(String)
    case user(String)
    /// What the model said: text, calls, or both.
    case assistant(String, calls: [ChatCall] = [])
    /// What a call returned.
    case result(ChatResult)
}

/// A call inside a conversation, with the id that its result refers to.
package struct ChatCall: Sendable, Hashable {
    /// Unique within the conversation; what an endpoint gave, or `call_1`, `call_2` ….
    package var id: String
    package var name: String
    package var arguments: JSONObject

    package init(id: String, name: String, arguments: JSONObject) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// What a call returned, as the model is told.
package struct ChatResult: Sendable, Hashable {
    /// The id of the call.
    package var id: String
    /// The name of the function.
    package var name: String
    package var content: JSONValue

    package init(id: String, name: String, content: JSONValue) {
        self.id = id
        self.name = name
        self.content = content
    }
}
