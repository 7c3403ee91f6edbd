package import Devices
internal import Hierarchies
internal import Screens
internal import Tools

/// Does what lines of text say, one at a time, and records it: for devices whose touch screen nobody may listen to.
package struct CommandRecorder: Sendable {
    private let executor: StepExecutor
    private var seen: ObservedScreen
    private var steps: [FlowStep] = []
    private let first: ScreenOwner
    private var appID: String?
    private var asksPermissions = false

    /// - Throws: when the screen cannot be seen.
    package init(_ executor: StepExecutor) async throws(DeviceError) {
        self.executor = executor
        seen = try await executor.observe()
        first = ScreenOwner(seen.screen.packageName)
        note()
    }

    /// Does a command and records it.
    ///
    /// - Parameter command: what somebody said.
    /// - Returns: what was done, and what came of it, in a line.
    /// - Throws: why it was not done; then nothing is recorded.
    package mutating func perform(_ command: SpokenCommand) async throws(StepError) -> String {
        do {
            // Meanwhile something else may have come up.
            if seen.age > executor.limits.freshness { seen = try await executor.observe() }
        } catch {
            throw StepError(error)
        }
        let step = FlowStep(try action(command), on: seen.fingerprint)
        let outcome = try await executor.perform(step, seen: seen)
        // A text that reads back otherwise was typed all the same, and so it is in the flow.
        steps.append(
            FlowStep(
                recorded(step.action, outcome.action), on: outcome.before.fingerprint,
                unconfirmed: outcome.verification.isConfirmed ? nil : outcome.verification.word))
        seen = outcome.after
        note()
        return "\(step.action.phrase): \(outcome.verification)"
    }

    /// The flow so far, from the launch of the app that was in front on.
    package var flow: RecordedFlow {
        let start: Action? = first == .launcher ? .home : appID.map { .launchApp($0) }
        var flow = RecordedFlow(
            appID: appID ?? seen.screen.packageName, steps: (start.map { [FlowStep($0)] } ?? []) + steps)
        flow.keepsPermissions = asksPermissions
        return flow
    }

    /// The screen as it is now.
    package var shown: SeenScreen { SeenScreen(seen.hierarchy) }

    private mutating func note() {
        switch ScreenOwner(seen.screen.packageName) {
        case .app: appID = appID ?? seen.screen.packageName
        case .permissions: asksPermissions = true
        case .launcher, .system: break
        }
    }

    /// A launch is recorded with the package that was launched.
    private func recorded(_ planned: Action, _ done: Action) -> Action {
        if case .launchApp = planned { done } else { planned }
    }

    private func action(_ command: SpokenCommand) throws(StepError) -> Action {
        let (screen, hierarchy) = (seen.screen, seen.hierarchy)
        switch command {
        case .touch(let touch, let place):
            let target = try target(place)
            return switch touch {
            case .tap: .tap(target)
            case .longPress: .longPress(target)
            case .doubleTap: .doubleTap(target)
            }
        case .type(let text):
            let field = try focusedField()
            var input = Action.TextInput(
                text, into: Action.Target(field, on: screen, hierarchy),
                erasing: Action.Erasure(of: field, in: hierarchy))
            if field.states.contains(.password) { input.variable = "PASSWORD" }
            return .inputText(input)
        case .clear:
            let field = try focusedField()
            return .eraseText(
                Action.Target(field, on: screen, hierarchy), Action.Erasure(of: field, in: hierarchy) ?? .unknown)
        case .swipe(let direction):
            return .swipe(Action.Gesture(swiping: direction, in: nil, target: nil, on: screen.size))
        case .key(.back): return .back
        case .key(.home): return .home
        case .key(let key): return .pressKey(key)
        case .launch(let name): return .launchApp(name)
        }
    }

    private func target(_ place: SpokenCommand.Place) throws(StepError) -> Action.Target {
        let (screen, hierarchy) = (seen.screen, seen.hierarchy)
        switch place {
        case .named(let text):
            switch NamedElement(text, on: screen, hierarchy) {
            case .element(let element): return Action.Target(element, on: screen, hierarchy)
            case .fault(let fault): throw StepError(.targetGone, fault)
            }
        case .point(let point):
            if let element = screen.element(touchedAt: point, in: hierarchy) {
                return Action.Target(element, on: screen, hierarchy, touchedAt: point)
            }
            return Action.Target(point, on: screen.size) { screen.element(touchedAt: $0, in: hierarchy) == nil }
        }
    }

    private func focusedField() throws(StepError) -> Element {
        guard let field = FieldFinder.focused(on: seen.screen) else {
            throw StepError(.fieldGone, "no field has the focus; tap one first")
        }
        return field
    }
}
