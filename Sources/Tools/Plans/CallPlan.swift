import JSON
package import Screens

/// Several calls, of which some need the results of others.
///
/// An argument refers to the result of another call by the call's number, from 1: `$1`, `$1.field`,
/// `$2.items[0].name`, or the same in braces, `${1.field}`. An argument that is one reference takes the result with its
/// type; inside a longer text the result is written into it. There a bare number needs braces, `${1}`, because `$1` may
/// be an amount: it is text where the plan has no such call, and refused where it has. `$$` is a dollar sign.
///
/// Calls may stand in any order; what counts is who needs whom.
package struct CallPlan: Sendable {
    /// How many calls a plan may have.
    package static let maximumCalls = 64
    /// How many calls may wait for one another in a chain.
    package static let maximumDepth = 32

    package let calls: [ToolCall]
    package let registry: ToolRegistry
    package let screen: Screen?
    /// For each call the numbers of the calls that it needs, ascending.
    package let dependencies: [[Int]]
    /// For each call its arguments in the call's order.
    let arguments: [[PlannedValue.Member]]

    /// Checks everything that can be known before a call is performed.
    /// - Parameters:
    ///   - calls: in the order in which references number them.
    ///   - registry: the tools that they call.
    ///   - screen: where element ids are valid; nil leaves them open.
    /// - Throws: the first fault: of the plan, of each call in order, then of the order itself.
    package init(_ calls: [ToolCall], registry: ToolRegistry, on screen: Screen? = nil) throws(CallPlanError) {
        guard calls.count <= Self.maximumCalls else {
            throw CallPlanError(.tooManyCalls, "a plan has \(Self.maximumCalls) calls at most, not \(calls.count)")
        }
        var arguments: [[PlannedValue.Member]] = []
        for (index, call) in calls.enumerated() {
            var members: [PlannedValue.Member] = []
            for (name, value) in call.arguments.members {
                let reader = PlannedValueReader(tool: call.name, call: index + 1, argument: name, count: calls.count)
                members.append(.init(key: name, value: try reader.value(value)))
            }
            try Self.check(call, number: index + 1, members, registry, screen)
            arguments.append(members)
        }
        self.calls = calls
        self.registry = registry
        self.screen = screen
        self.arguments = arguments
        dependencies = arguments.map { members in Set(members.flatMap(\.value.references).map(\.call)).sorted() }
        try checkOrder()
        try checkResultTypes()
    }

    /// Checks a call as far as it does not depend on results.
    private static func check(
        _ call: ToolCall, number: Int, _ members: [PlannedValue.Member], _ registry: ToolRegistry, _ screen: Screen?
    ) throws(CallPlanError) {
        var known = call
        var open: Set<String> = []
        for member in members {
            if case .literal(let value) = member.value {
                known.arguments[member.key] = value
            } else {
                open.insert(member.key)
            }
        }
        do {
            _ = try registry.validate(known, on: screen, leaving: open)
        } catch {
            throw CallPlanError(
                error.code == .unknownTool ? .unknownTool : .invalidCall, error.message, call: number, tool: call.name,
                argument: error.argument)
        }
    }

    /// Refuses cycles, and chains that are too long.
    private func checkOrder() throws(CallPlanError) {
        var depths = [Int?](repeating: nil, count: calls.count)
        var open = Array(calls.indices)
        while !open.isEmpty {
            let ready = open.filter { index in dependencies[index].allSatisfy { depths[$0 - 1] != nil } }
            guard !ready.isEmpty else { throw cycle(among: open) }
            for index in ready { depths[index] = 1 + (dependencies[index].compactMap { depths[$0 - 1] }.max() ?? 0) }
            open.removeAll { depths[$0] != nil }
        }
        if let index = depths.firstIndex(where: { ($0 ?? 0) > Self.maximumDepth }) {
            throw CallPlanError(
                .tooDeep, "more than \(Self.maximumDepth) calls wait for one another", call: index + 1,
                tool: calls[index].name)
        }
    }

    /// - Precondition: each of the calls needs another of them.
    private func cycle(among open: [Int]) -> CallPlanError {
        var path: [Int] = []
        var number = open[0] + 1
        while !path.contains(number) {
            path.append(number)
            number = dependencies[number - 1].first { open.contains($0 - 1) } ?? number
        }
        let loop = path[(path.firstIndex(of: number) ?? 0)...] + [number]
        let words = loop.map(String.init).joined(separator: " needs ")
        return CallPlanError(
            .cycle, "call \(words): none of them can be first", call: number, tool: calls[number - 1].name)
    }
}
