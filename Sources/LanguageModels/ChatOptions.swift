package import JSON

/// How a conversation is to be answered.
package struct ChatOptions: Sendable, Hashable {
    /// Which of the conversation's tools may or must be called.
    package enum ToolChoice: Sendable, Hashable {
        case auto, none, required
        /// That tool must be called.
        case named(String)
    }

    /// What the answer's text must look like.
    package enum Constraint: Sendable, Hashable {
        case none
        /// JSON that satisfies the schema; the name is for the server, `[A-Za-z0-9_-]{1,64}`.
        case jsonSchema(name: String, JSONValue)
        /// A text of the grammar, in llama.cpp's GBNF; its first rule is `root`.
        case grammar(String)
    }

    /// 0 takes the likeliest token.
    package var temperature: Double
    package var seed: Int?
    /// The most tokens that are generated; nil leaves it to the model.
    package var maxTokens: Int?
    package var toolChoice: ToolChoice
    /// Whether one answer may hold several calls.
    package var parallelCalls: Bool
    package var constraint: Constraint
    /// Texts at which generation ends; they are not part of the answer.
    package var stop: [String]
    /// Whether to ask for the tokens' probabilities.
    package var logprobs: Bool
    /// For the whole answer, waits and repetitions included.
    package var timeout: Duration

    package init(
        temperature: Double = 0, seed: Int? = nil, maxTokens: Int? = nil, toolChoice: ToolChoice = .auto,
        parallelCalls: Bool = true, constraint: Constraint = .none, stop: [String] = [], logprobs: Bool = false,
        timeout: Duration = .seconds(120)
    ) {
        self.temperature = temperature
        self.seed = seed
        self.maxTokens = maxTokens
        self.toolChoice = toolChoice
        self.parallelCalls = parallelCalls
        self.constraint = constraint
        self.stop = stop
        self.logprobs = logprobs
        self.timeout = timeout
    }
}
