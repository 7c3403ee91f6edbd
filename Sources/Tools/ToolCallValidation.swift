import JSON
package import Screens
import Spellings

extension ToolRegistry {
    /// Checks a call against its tool and the screen.
    ///
    /// Without a screen only types are checked, and any element id from 1 passes.
    /// - Parameters:
    ///   - call: what a planner said.
    ///   - screen: the screen that it saw.
    /// - Returns: the call with its arguments in the tool's order, whole numbers as integers, and defaults filled in.
    /// - Throws: the first fault found: the tool's name, unknown arguments, then each argument in the tool's order.
    package func validate(_ call: ToolCall, on screen: Screen?) throws(ToolCallError) -> ToolCall {
        try validate(call, on: screen, leaving: [])
    }

    /// Checks a call as above but for the values of the arguments in `open`, which stay as they are.
    func validate(
        _ call: ToolCall, on screen: Screen?, leaving open: Set<String>
    ) throws(ToolCallError) -> ToolCall {
        guard let tool = self[call.name] else { throw unknownTool(call.name) }
        try checkNames(of: call, for: tool)
        var arguments = JSONObject()
        for parameter in tool.parameters {
            let domain = ArgumentDomain(parameter.type, on: screen)
            guard let value = call.arguments[parameter.name] else {
                if parameter.isRequired { throw missing(parameter, domain, of: tool) }
                arguments[parameter.name] = parameter.defaultValue.flatMap(domain.normalized)
                continue
            }
            if open.contains(parameter.name) {
                arguments[parameter.name] = value
                continue
            }
            guard let normal = domain.normalized(value) else {
                throw ArgumentFault(tool: tool, parameter: parameter, screen: screen)
                    .explain(value, as: parameter.type, domain)
            }
            arguments[parameter.name] = normal
        }
        return ToolCall(tool.name, arguments)
    }

    private func unknownTool(_ name: String) -> ToolCallError {
        let byAlias = tools.first { $0.aliases.contains(name.lowercased()) }?.name
        let words = tools.flatMap { tool in ([tool.name] + tool.aliases).map { (word: $0, tool: tool.name) } }
        let suggestion =
            byAlias
            ?? Spelling.nearest(name, in: words.map(\.word)).flatMap { near in
                words.first { $0.word == near }?.tool
            }
        let hint = suggestion.map { "did you mean \($0)?" } ?? "the tools are \(Wording.list(names, limit: 40))"
        return ToolCallError(.unknownTool, "unknown tool \(Wording.quoted(name)); \(hint)", tool: name)
    }

    private func checkNames(of call: ToolCall, for tool: Tool) throws(ToolCallError) {
        for name in call.arguments.keys
        where !tool.parameters.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
            let takes = tool.parameters.isEmpty ? "no arguments" : Wording.list(tool.parameters.map(\.name))
            let message = "\(tool.name) has no argument \(Wording.quoted(name)); it takes \(takes)"
            throw ToolCallError(.unknownArgument, message, tool: tool.name, argument: name)
        }
    }

    private func missing(_ parameter: Parameter, _ domain: ArgumentDomain, of tool: Tool) -> ToolCallError {
        var message = "\(tool.name) needs \(parameter.name): \(domain.phrase)"
        if domain.isEmpty, case .element(let affordance) = parameter.type {
            message =
                "\(tool.name) needs \(parameter.name), but this screen has none you can \(Wording.verb(affordance))"
        }
        return ToolCallError(.missingArgument, message, tool: tool.name, argument: parameter.name)
    }
}
