package import JSON
package import Schemas

/// Something a planner can call: a name, typed parameters and a risk.
///
/// How it is performed is the executor's business.
package struct Tool: Sendable {
    /// `[A-Za-z][A-Za-z0-9_-]*`, at most 64 characters: what every provider of function calling accepts.
    package var name: String
    /// One sentence for the model.
    package var summary: String
    package var parameters: [Parameter]
    package var risk: Risk
    /// Other words that models use for it: never accepted in its place, only to suggest the right name.
    package var aliases: [String]
    /// What its result is, where that is known.
    package var returns: JSONSchema?

    package init(
        _ name: String, _ summary: String, parameters: [Parameter] = [], risk: Risk = .unknown, aliases: [String] = [],
        returns: JSONSchema? = nil
    ) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.risk = risk
        self.aliases = aliases
        self.returns = returns
    }

    /// The parameter of that name, or nil.
    package func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
}

/// One argument that a tool takes.
package struct Parameter: Sendable {
    /// Same alphabet as a tool's name, but may begin with `_`.
    package var name: String
    package var type: ArgumentType
    package var isRequired: Bool
    package var summary: String
    /// What an optional argument means when it is left out; validation fills it in.
    package var defaultValue: JSONValue?

    private init(name: String, type: ArgumentType, isRequired: Bool, summary: String, defaultValue: JSONValue?) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.summary = summary
        self.defaultValue = defaultValue
    }

    package static func required(_ name: String, _ type: ArgumentType, _ summary: String) -> Parameter {
        Parameter(name: name, type: type, isRequired: true, summary: summary, defaultValue: nil)
    }

    package static func optional(
        _ name: String, _ type: ArgumentType, _ summary: String, default value: JSONValue? = nil
    ) -> Parameter {
        Parameter(name: name, type: type, isRequired: false, summary: summary, defaultValue: value)
    }
}
