/// What a model answered.
package struct ChatAnswer: Sendable, Hashable {
    /// Why the answer ended.
    package enum Finish: String, Sendable, CaseIterable {
        /// The model had said all, or came to a stop text.
        case stop
        /// The model wants its calls carried out.
        case calls
        /// The tokens were used up.
        case length
        /// The server withheld the rest.
        case filtered
    }

    /// The text for the person, without thoughts.
    package var text: String
    package var calls: [ChatCall]
    /// What was meant as a call and cannot be read as one.
    package var faults: [AnswerFault]
    package var usage: TokenUsage
    package var finish: Finish
    /// The mean of the natural logarithms of the tokens' probabilities, where told.
    package var meanLogprob: Double?
    /// What this answer had to do without; each was also an event.
    package var warnings: [ChatWarning]

    package init(
        text: String = "", calls: [ChatCall] = [], faults: [AnswerFault] = [], usage: TokenUsage = .init(),
        finish: Finish = .stop, meanLogprob: Double? = nil, warnings: [ChatWarning] = []
    ) {
        self.text = text
        self.calls = calls
        self.faults = faults
        self.usage = usage
        self.finish = finish
        self.meanLogprob = meanLogprob
        self.warnings = warnings
    }
}

/// How many tokens were read and written.
package struct TokenUsage: Sendable, Hashable {
    package var prompt: Int
    package var output: Int
    /// How many of the prompt's tokens were not computed again, where told.
    package var cached: Int?

    package init(prompt: Int = 0, output: Int = 0, cached: Int? = nil) {
        self.prompt = prompt
        self.output = output
        self.cached = cached
    }

    package static func + (left: TokenUsage, right: TokenUsage) -> TokenUsage {
        TokenUsage(
            prompt: left.prompt + right.prompt, output: left.output + right.output,
            cached: left.cached == nil && right.cached == nil ? nil : (left.cached ?? 0) + (right.cached ?? 0))
    }
}
