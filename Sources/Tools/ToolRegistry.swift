/// The tools a planner may call, in the order in which they were registered.
package struct ToolRegistry: Sendable {
    package private(set) var tools: [Tool] = []
    private var indices: [String: Int] = [:]

    package init() {}

    /// Registers each of them in turn.
    /// - Throws: the first refusal of `register`.
    package init(_ tools: [Tool]) throws(ToolDefinitionError) {
        for tool in tools { try register(tool) }
    }

    /// The registry of tools that the tests have put through `register`: the built-in ones need no `try` at every use.
    init(wellFormed tools: [Tool]) {
        for tool in tools { append(tool) }
    }

    /// Adds a tool behind the others.
    /// - Throws: `duplicateTool` when the name is taken, and whatever `Tool.checkForm` finds.
    package mutating func register(_ tool: Tool) throws(ToolDefinitionError) {
        try tool.checkForm()
        guard indices[tool.name] == nil else {
            throw ToolDefinitionError(.duplicateTool, "this name is already registered", tool: tool.name)
        }
        append(tool)
    }

    private mutating func append(_ tool: Tool) {
        indices[tool.name] = tools.count
        tools.append(tool)
    }

    /// The tool of that name, or nil.
    package subscript(name: String) -> Tool? { indices[name].map { tools[$0] } }

    package var names: [String] { tools.map(\.name) }

    /// This registry without those tools; names that are not registered change nothing.
    package func removing(_ names: Set<String>) -> ToolRegistry {
        ToolRegistry(wellFormed: tools.filter { !names.contains($0.name) })
    }
}
