package import Flows
import Screens

/// Writes a run down as a flow: the steps that the goal needed, with the app's launch at the head.
package struct FlowRecorder: Sendable {
    private struct Entry {
        var step: FlowStep
        var before: RepetitionGuard.State
        var after: RepetitionGuard.State
    }

    private var entries: [Entry] = []
    private var firstPackage: String?

    package init() {}

    /// Takes a step up if it changed something.
    ///
    /// What changed nothing is left out; what changed something else than it should, such as a text that reads back
    /// otherwise, is marked in its note, for a field may have put it in a form of its own. Coming back by `back` or a scroll to exactly where an earlier step began
    /// takes out the whole detour, unless something was typed on it.
    package mutating func add(_ outcome: StepOutcome) {
        if firstPackage == nil { firstPackage = outcome.before.screen.packageName }
        let isLaunch = if case .launchApp = outcome.action { true } else { false }
        guard !outcome.diff.isEmpty || outcome.verification.isConfirmed || isLaunch else { return }
        entries.append(
            Entry(
                step: FlowStep(
                    outcome.action, on: outcome.before.fingerprint,
                    unconfirmed: outcome.verification.isConfirmed ? nil : outcome.verification.word),
                before: RepetitionGuard.State(outcome.before.screen),
                after: RepetitionGuard.State(outcome.after.screen)))
        removeDetour()
    }

    private mutating func removeDetour() {
        guard let last = entries.last, Self.returns(last.step.action),
            let start = entries.firstIndex(where: { $0.before == last.after })
        else { return }
        let isHarmless = entries[start...].allSatisfy { entry in
            switch entry.step.action {
            case .tap, .scroll, .back: true
            default: false
            }
        }
        if isHarmless { entries.removeSubrange(start...) }
    }

    private static func returns(_ action: Action) -> Bool {
        switch action {
        case .back, .scroll: true
        default: false
        }
    }

    /// The flow so far; nil while no app is known.
    package func flow(ending: RunEnding? = nil) -> RecordedFlow? {
        var steps = entries.map(\.step)
        var appID = firstPackage ?? ""
        if case .launchApp(let package)? = steps.first?.action {
            appID = package
        } else if !appID.isEmpty {
            let isLauncher = ScreenOwner(appID) == .launcher
            steps.insert(FlowStep(isLauncher ? .home : .launchApp(appID)), at: 0)
        }
        switch ending {
        case .answered(let text)?: steps.append(FlowStep(.finish(.answer(text))))
        case .infeasible(let reason)?: steps.append(FlowStep(.finish(.infeasible(reason: reason))))
        default: break
        }
        return appID.isEmpty ? nil : RecordedFlow(appID: appID, steps: steps)
    }
}
