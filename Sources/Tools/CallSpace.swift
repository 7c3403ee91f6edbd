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

    /// In the registry's order, without tools that require an argument which no value fits.
    package let choices: [Choice]

    package init(_ registry: ToolRegistry, on screen: Screen?) {
        choices = registry.tools.compactMap { Choice($0, on: screen) }
    }

    /// The choice of that tool, or nil when it cannot be called here.
    package subscript(name: String) -> Choice? { choices.first { $0.tool.name == name } }
}

extension CallSpace.Choice {
    /// The tool's calls on a screen, or nil when there is none.
    init?(_ tool: Tool, on screen: Screen?) {
        var arguments: [CallSpace.Argument] = []
        for parameter in tool.parameters {
            let domain = ArgumentDomain(parameter.type, on: screen)
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
