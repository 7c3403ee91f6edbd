import JSON
package import Screens
package import Tools

/// Illegal neighbours of a legal call.
package enum CallMutants {
    /// Calls that differ from a legal one in one illegal way; the code is nil where it depends on the type.
    package static func mutants(
        of call: ToolCall, _ choice: CallSpace.Choice, on screen: Screen?
    ) -> [(ToolCallError.Code?, ToolCall)] {
        var mutants: [(ToolCallError.Code?, ToolCall)] = []
        var extra = call
        extra.arguments["surprise"] = 1
        mutants.append((.unknownArgument, extra))
        var renamed = call
        renamed.name += "s"
        mutants.append((.unknownTool, renamed))
        for argument in choice.arguments {
            let name = argument.parameter.name
            if argument.parameter.isRequired {
                var missing = call
                missing.arguments[name] = nil
                mutants.append((.missingArgument, missing))
            }
            for wrong: JSONValue in [nil, [:], "\u{1}"] where argument.domain.normalized(wrong) == nil {
                var mistyped = call
                mistyped.arguments[name] = .some(wrong)
                mutants.append((nil, mistyped))
            }
            if case .elements(let ids) = argument.domain, let screen {
                for id in 0...screen.elements.count + 1 where !ids.contains(id) {
                    var elsewhere = call
                    elsewhere.arguments[name] = .integer(Int64(id))
                    mutants.append((screen[id: id] == nil ? .noSuchElement : nil, elsewhere))
                }
            }
        }
        return mutants
    }
}
