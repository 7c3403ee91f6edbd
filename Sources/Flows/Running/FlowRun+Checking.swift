internal import Devices
internal import FlowDocuments
internal import Hierarchies
internal import Screens

extension FlowRun {
    /// Checks a condition, and waits for it: with a timeout of the flow's own for that long, else for what is left of
    /// the window.
    func assert(
        _ condition: FlowCondition, timeout: String?, _ command: FlowCommand
    ) async throws(FlowFailure) {
        let window =
            try milliseconds(timeout, at: command.place).map { max($0, .zero) }
            ?? StepNote(command).timeout ?? remaining(command.isOptional ? options.optionalLookup : options.lookup)
        var clause = try await broken(condition, within: window, at: command.place)
        if clause?.isOfTheScreen == true, try await touchAgain(for: command) {
            clause = try await broken(condition, within: options.optionalLookup, at: command.place)
        }
        guard clause == nil else {
            let written = try await expanded(condition, at: command.place)
            if command.label == nil {
                journal.note.title = variables.secrets.masked(FlowOperation.assert(written, timeout: nil).title)
            }
            let near = written.visible.map { nearMiss(of: $0) + inFront } ?? ""
            throw FlowFailure(.assertionFailed, "it is not so that \(written)\(near)", at: command.place)
        }
        let written = try await expanded(condition, at: command.place)
        if command.label == nil {
            journal.note.title = variables.secrets.masked(FlowOperation.assert(written, timeout: nil).title)
        }
        if let visible = written.visible { markTarget(visible) }
    }

    /// Whether a command runs: waits for less long than an assertion.
    func holds(_ condition: FlowCondition?, at place: SourcePlace) async throws(FlowFailure) -> Bool {
        guard let condition else { return true }
        return try await broken(condition, within: remaining(options.optionalLookup), at: place) == nil
    }

    private enum Clause {
        case platform, expression, visible, notVisible

        var isOfTheScreen: Bool { self == .visible || self == .notVisible }
    }

    /// The first clause that does not hold; nil when all do.
    private func broken(
        _ condition: FlowCondition, within window: Duration, at place: SourcePlace
    ) async throws(FlowFailure) -> Clause? {
        if let platform = try await expand(condition.platform, at: place),
            platform.lowercased() != device.platform.rawValue.lowercased()
        {
            return .platform
        }
        if let expression = condition.expression, !Self.isTrue(try await expand(expression, at: place)) {
            return .expression
        }
        if let visible = condition.visible {
            let selector = try Selector(try await expanded(visible, at: place))
            if try await find(selector, within: window) == nil { return .visible }
        }
        if let notVisible = condition.notVisible {
            let selector = try Selector(try await expanded(notVisible, at: place))
            if try await !findNone(selector, within: window) { return .notVisible }
        }
        return nil
    }

    /// Maestro's idea of truth: nothing blank, no word for nothing, no number equal to 0.
    static func isTrue(_ text: String) -> Bool {
        let text = text.trimmingSpaces
        if text.isEmpty || ["undefined", "null"].contains(text) || text.lowercased() == "false" { return false }
        return Double(text) != 0
    }

    func expanded(_ selector: FlowSelector, at place: SourcePlace) async throws(FlowFailure) -> FlowSelector {
        try await selector.mapTexts { text async throws(FlowFailure) in try await self.expand(text, at: place) }
    }

    private func expanded(_ condition: FlowCondition, at place: SourcePlace) async throws(FlowFailure) -> FlowCondition
    {
        var condition = condition
        if let visible = condition.visible { condition.visible = try await expanded(visible, at: place) }
        if let notVisible = condition.notVisible { condition.notVisible = try await expanded(notVisible, at: place) }
        return condition
    }

    /// Notes where the element stands that an assertion is about.
    private func markTarget(_ written: FlowSelector) {
        guard let hierarchy, let screenSize, let selector = try? Selector(written) else { return }
        let match = SelectorMatcher(hierarchy, size: screenSize, order: options.order).resolve(selector)
        journal.note.target = match.hit.map { hierarchy.nodes[$0].bounds }
    }

    // MARK: Stillness

    /// Waits until two looks and two pictures in succession are alike; a screen that never rests is no failure.
    func waitForStillness(_ timeout: Duration?) async throws(FlowFailure) {
        let limit = timeout ?? options.animation
        let waiting = Stopwatch(clock)
        var last: [UInt8]?
        while waiting.elapsed < limit {
            _ = try await look()
            let picture = try await called { device throws(DeviceError) in try await device.screenshot() }
            if isSettled, picture == last { return }
            last = picture
        }
    }
}
