import JSON

/// The offer to call nothing, for registries whose tools cannot say so: a pseudo-tool `no_call(reason)`.
///
/// A decoder that is held to the calls of a space must say something; without this way out it would call a tool that
/// nobody wants. The pseudo-tool is an ordinary one to every rendering and to the validator.
package struct NoCall: Sendable, Hashable {
    /// Why nothing is called.
    package enum Reason: String, Sendable, CaseIterable {
        /// The task is done.
        case done
        /// None of the tools can do it.
        case infeasible
        /// Nothing was asked for that a tool could do.
        case offTopic = "off_topic"
    }

    /// The reasons to choose from, in the order to show them in; an empty list offers nothing.
    package var reasons: [Reason]

    package init(_ reasons: [Reason]) { self.reasons = reasons }

    /// Every reason.
    package static let anyReason = NoCall(Reason.allCases)

    /// The pseudo-tool's name.
    package static let toolName = "no_call"

    var tool: Tool {
        Tool(
            Self.toolName, "Call nothing: the task is done, no tool can do it, or it is about something else.",
            parameters: [.required("reason", .oneOf(reasons.map(\.rawValue)), "Why nothing is called.")], risk: .none,
            aliases: ["none", "nothing", "no_tool", "no_function"])
    }
}

extension ToolCall {
    /// The call of nothing.
    package static func noCall(_ reason: NoCall.Reason) -> ToolCall {
        ToolCall(NoCall.toolName, ["reason": .string(reason.rawValue)])
    }

    /// Why nothing is called, or nil when this calls a tool.
    package var noCall: NoCall.Reason? {
        guard name == NoCall.toolName else { return nil }
        return arguments["reason"]?.string.flatMap(NoCall.Reason.init(rawValue:))
    }
}

extension ToolRegistry {
    /// This registry with the pseudo-tool behind its own.
    ///
    /// Unchanged where its tools can already end a task (`done` or `infeasible` of the built-in ones), or where one of
    /// its own is called `no_call`.
    package func offering(_ noCall: NoCall) -> ToolRegistry {
        let endings = [UITool.done.rawValue, UITool.infeasible.rawValue, NoCall.toolName]
        guard !noCall.reasons.isEmpty, endings.allSatisfy({ self[$0] == nil }) else { return self }
        return ToolRegistry(wellFormed: tools + [noCall.tool])
    }
}
