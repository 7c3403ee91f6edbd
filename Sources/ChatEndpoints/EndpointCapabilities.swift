/// What an endpoint can do, as far as is known: it only ever becomes less, by refusals.
package struct EndpointCapabilities: Sendable, Hashable {
    /// How it is given tools.
    package enum Tools: Sendable, Hashable {
        case native
        /// In the words of the `plain` dialect.
        case text
    }

    /// How it is held to a JSON Schema, from the best way to none.
    package enum Schema: Int, Sendable, CaseIterable, Comparable {
        /// `response_format: {"type": "json_schema", "json_schema": {"name", "schema", "strict"}}`.
        case jsonSchema
        /// `response_format: {"type": "json_object", "schema"}`.
        case jsonObjectWithSchema
        /// `response_format: {"type": "json_object"}`: some object.
        case jsonObject
        case none

        package static func < (left: Schema, right: Schema) -> Bool { left.rawValue < right.rawValue }
    }

    /// How it is held to a grammar.
    package enum Grammar: Sendable, Hashable {
        /// `grammar`, llama.cpp's.
        case field
        /// The same, at a server that may pass over what it does not know.
        case fieldUnconfirmed
        /// `guided_grammar`, vLLM's until 0.11.
        case guided
        /// `structured_outputs: {"grammar"}`, vLLM's since 0.12.
        case structuredOutputs
        case none
    }

    /// How a model that can think is told not to.
    package enum Thinking: Sendable, Hashable {
        /// `chat_template_kwargs: {"enable_thinking": false}`.
        case templateArgument
        /// `reasoning_effort: "none"`.
        case effort
        /// Not at all; unknown servers would refuse the fields.
        case none
    }

    /// A tool choice without its name.
    package enum Choice: Sendable, Hashable, CaseIterable { case auto, required, named }

    /// A field that a request can do without.
    package enum OptionalField: String, Sendable, CaseIterable {
        case streamOptions = "stream_options"
        case parallelToolCalls = "parallel_tool_calls"
        case toolChoice = "tool_choice"
        case seed, temperature, logprobs, stop
        case maxTokens = "max_tokens"
        case templateArguments = "chat_template_kwargs"
        case reasoningEffort = "reasoning_effort"
    }

    package var streaming = true
    package var tools = Tools.native
    /// The choices with which tools work natively; with others they are told as text.
    package var toolChoices = Set(Choice.allCases)
    /// Whether native `required` and `named` are more than a wish.
    package var holdsToolChoice = true
    package var schema = Schema.jsonSchema
    package var grammar = Grammar.fieldUnconfirmed
    package var thinking = Thinking.none
    package var leftOut: Set<OptionalField> = []

    package init() {}
}
