import JSON
package import Screens

/// How much of a prompt the declarations of tools may take, whatever the size of the registry.
package struct PromptBudget: Sendable {
    /// The most that all declarations cost together, in the unit of `cost`.
    package var limit: Int
    /// What one declaration costs: tokens of a model's tokenizer, or bytes.
    package var cost: @Sendable (FunctionDeclaration) -> Int

    package init(limit: Int, cost: @escaping @Sendable (FunctionDeclaration) -> Int) {
        self.limit = limit
        self.cost = cost
    }

    /// A bound on the UTF-8 bytes of the declarations as compact JSON; English and JSON come to some 4 bytes a token.
    package static func bytes(_ limit: Int) -> PromptBudget {
        PromptBudget(limit: limit) { $0.json.print().utf8.count }
    }

    /// The tools that an instruction most likely needs, as many as the budget carries, in the registry's order.
    ///
    /// The kept tools come first, then the others by score; one that does not fit is passed over. The bound holds in
    /// any case: kept tools that do not fit are left out too.
    /// - Parameters:
    ///   - index: the registry to choose from.
    ///   - instruction: what a person asks for.
    ///   - keeping: names of tools that the prompt should have in any case.
    ///   - screen: where they are to be called; a tool that cannot be called there is left out and costs nothing.
    /// - Returns: a registry of the chosen tools.
    package func registry(
        from index: ToolIndex, for instruction: String, keeping: Set<String> = [], on screen: Screen? = nil
    ) -> ToolRegistry {
        let tools = index.registry.tools
        let ranking = index.ranking(for: instruction)
        let isKept = { (place: Int) in keeping.contains(tools[place].name) }
        var elements = UsableElements(screen)
        var rest = limit
        var chosen: Set<Int> = []
        for place in ranking.filter(isKept) + ranking.filter({ !isKept($0) }) {
            guard let choice = CallSpace.Choice(tools[place], &elements) else { continue }
            let cost = cost(choice.function)
            if cost > rest { continue }
            rest -= cost
            chosen.insert(place)
        }
        return ToolRegistry(wellFormed: chosen.sorted().map { tools[$0] })
    }
}
