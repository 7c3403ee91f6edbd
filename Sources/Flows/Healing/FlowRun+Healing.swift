internal import Devices
package import FlowDocuments
internal import Hierarchies
package import Screens

extension FlowRun {
    /// Looks for an element by its selector, and once the screen rests without it, by what is remembered of it.
    func findOrHeal(
        _ written: FlowSelector, _ selector: Selector, of command: FlowCommand, within window: Duration
    ) async throws(FlowFailure) -> FoundElement? {
        let waiting = Stopwatch(clock)
        let patience = min(window, options.healPatience)
        if let found = try await find(selector, within: patience) { return found }
        if let healed = try await heal(written, of: command) { return healed }
        return try await find(selector, within: window - waiting.elapsed)
    }

    /// Assertions never come here: what they ask for is what they check.
    private func heal(_ written: FlowSelector, of command: FlowCommand) async throws(FlowFailure) -> FoundElement? {
        var hierarchy = try await lately()
        let still = Stopwatch(clock)
        while !isSettled, still.elapsed < options.settle { hierarchy = try await look() }
        let screen = Screen(hierarchy)
        let note = StepNote(command)
        var choice = ElementHealer(
            memory: note.memory ?? ElementMemory(remembering: written), alternatives: note.alternatives
        ).heal(on: screen, hierarchy)
        if choice == nil, let ask = options.askPlanner {
            let question = HealQuestion(command: command, selector: written, screen: screen)
            choice = await ask(question).flatMap { screen[id: $0] }.map {
                ElementHealer.Candidate(element: $0, score: 0, evidence: ["the planner's choice"], isIdentified: true)
            }
        }
        guard let choice else { return nil }
        let element = choice.element
        let chain = SelectorChainBuilder(screen, hierarchy).chain(for: element)
        // A replacement that is a mere place heals nothing the next time.
        guard let replacement = chain.selectors.first else { return nil }
        var report = HealReport(
            selector: written.description, replacement: FlowSelector(replacement, place: written.place).description,
            score: choice.score, evidence: choice.evidence)
        report.update = HealUpdate(
            selector: FlowSelector(replacement, place: written.place),
            note: FlowStep.note(
                screen: screen.fingerprint, chain: chain, element: ElementMemory(element, on: screen)))
        journal.note.heal = report
        journal.note.target = element.bounds
        var found = FoundElement(node: element.node, hierarchy: hierarchy, rivals: 0)
        found.tapPoint = element.tapPoint
        return found
    }
}

/// What a planner is asked when a step's element is gone.
package struct HealQuestion: Sendable {
    /// The step, for its intent.
    package var command: FlowCommand
    /// What is not found.
    package var selector: FlowSelector
    /// What is shown instead.
    package var screen: Screen

    /// The question in words.
    package var instruction: String { command.title }
}

extension ElementMemory {
    /// What a selector alone tells of its element.
    fileprivate init(remembering selector: FlowSelector) {
        self.init(
            role: "", label: selector.text.flatMap { SelectorPattern($0).literalValue } ?? "",
            id: selector.id.flatMap { SelectorPattern($0).literalValue } ?? "", box: [0, 0, 0, 0], neighbours: [:])
    }
}
