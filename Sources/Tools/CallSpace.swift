package import Screens

/// Every call that is legal on a screen: the tools that can be used there, and the values of each argument.
///
/// Schema, grammar, text and validator all read this one object, so they cannot disagree. Without a screen every
/// tool is in it and an element is any id.
package struct CallSpace: Sendable {
    /// One usable tool.
    package struct Choice: Sendable {
        package var tool: Tool
        /// In the tool's order, without optional arguments that no value fits.
        package var arguments: [Argument]
    }

    package struct Argument: Sendable {
        package var parameter: Parameter
        /// Never empty.
        package var domain: ArgumentDomain
    }

    /// What may be called here, the pseudo-tool of `NoCall` included.
    package let registry: ToolRegistry
    package let screen: Screen?
    /// In the registry's order, without tools that require an argument which no value fits.
    package let choices: [Choice]
    private let indices: [String: Int]

    /// Takes time linear in the parameters of all tools, and looks at each element once an affordance.
    /// - Parameters:
    ///   - registry: the tools.
    ///   - screen: where they are called; nil leaves elements open.
    ///   - noCall: the ways to call nothing that are offered where the registry has none of its own.
    package init(_ registry: ToolRegistry, on screen: Screen?, offering noCall: NoCall? = nil) {
        let registry = noCall.map(registry.offering) ?? registry
        var elements = UsableElements(screen)
        let choices = registry.tools.compactMap { Choice($0, &elements) }
        self.registry = registry
        self.screen = screen
        self.choices = choices
        indices = Dictionary(uniqueKeysWithValues: choices.enumerated().map { ($1.tool.name, $0) })
    }

    /// The choice of that tool, or nil when it cannot be called here.
    package subscript(name: String) -> Choice? { indices[name].map { choices[$0] } }

    /// Checks a call against this space: `ToolRegistry.validate` on the same registry and screen.
    package func validate(_ call: ToolCall) throws(ToolCallError) -> ToolCall {
        try registry.validate(call, on: screen)
    }
}

extension CallSpace.Choice {
    /// The tool's calls on a screen, or nil when there is none.
    init?(_ tool: Tool, _ elements: inout UsableElements) {
        var arguments: [CallSpace.Argument] = []
        for parameter in tool.parameters {
            let domain = ArgumentDomain(parameter.type, &elements)
            if !domain.isEmpty {
                arguments.append(CallSpace.Argument(parameter: parameter, domain: domain))
            } else if parameter.isRequired {
                return nil
            }
        }
        self.tool = tool
        self.arguments = arguments
    }

    package subscript(name: String) -> CallSpace.Argument? { arguments.first { $0.parameter.name == name } }
}
