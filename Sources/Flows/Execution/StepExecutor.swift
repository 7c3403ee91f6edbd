package import Devices
internal import Hierarchies
internal import Screens
internal import Tools

/// Does steps on a device, one at a time, and checks each against the next screen.
///
/// It knows no planner: a run and the replay of a flow do their steps alike. Before a finger goes down the target is
/// looked for once more on the freshest screen; afterwards the screen settles and is compared.
package struct StepExecutor: Sendable {
    package struct Limits: Sendable, Hashable {
        package var settling = Settler.Limits()
        /// How long one operation of the device may take.
        package var operation = Duration.seconds(30)
        /// How long a screen that did not react is watched before that is called no change.
        package var patience = Duration.milliseconds(800)
        /// A screen seen so lately need not be looked at again before it is touched.
        package var freshness = Duration.milliseconds(250)

        package init() {}
    }

    package let device: any Device
    package let clock: any Clock<Duration>
    package let limits: Limits

    package init(_ device: any Device, clock: any Clock<Duration> = ContinuousClock(), limits: Limits = Limits()) {
        self.device = device
        self.clock = clock
        self.limits = limits
    }

    // MARK: Looking

    /// The screen as soon as it stands still.
    package func observe() async throws(DeviceError) -> ObservedScreen {
        ObservedScreen(try await settler.settle(), clock: clock)
    }

    /// The screen after something was done to it.
    func observe(after old: ObservedScreen) async throws(StepError) -> ObservedScreen {
        do {
            let settling = try await settler.settle(differingFrom: old.hierarchy, patience: limits.patience)
            return ObservedScreen(settling, clock: clock)
        } catch {
            throw StepError(error)
        }
    }

    var settler: Settler { Settler(device, clock: clock, limits: limits.settling) }

    // MARK: Doing

    /// Does one step.
    ///
    /// - Parameters:
    ///   - step: the action, and the screen that it was planned on.
    ///   - seen: the last screen that was seen; it is looked at again unless it is fresh.
    /// - Returns: what was done, and what the next screen says of it.
    /// - Throws: what kept it from being done.
    package func perform(_ step: FlowStep, seen: ObservedScreen? = nil) async throws(StepError) -> StepOutcome {
        let before = try await freshest(seen)
        switch step.action {
        case .tap, .longPress, .doubleTap: return try await touch(step, on: before)
        case .inputText(let input): return try await type(input, step, on: before)
        case .eraseText(let target, let erasure): return try await erase(target, erasure, step, on: before)
        case .pressKey(let key): return try await press(key.androidName, step, on: before)
        case .back: return try await press(Key.back.androidName, step, on: before)
        case .home: return try await press(Key.home.androidName, step, on: before)
        case .scroll(let gesture), .swipe(let gesture): return try await move(gesture, step, on: before)
        case .launchApp(let name): return try await launch(name, on: before)
        case .wait(let seconds, let text): return try await wait(seconds, until: text, step, from: before)
        case .finish:
            return StepOutcome(
                action: step.action, before: before, after: before,
                diff: ScreenDiff(from: before.screen, to: before.screen), verification: .notVerifiable, warnings: [])
        }
    }

    private func freshest(_ seen: ObservedScreen?) async throws(StepError) -> ObservedScreen {
        if let seen, seen.isSettled, seen.age <= limits.freshness { return seen }
        do {
            return try await observe()
        } catch {
            throw StepError(error)
        }
    }

    private func touch(_ step: FlowStep, on before: ObservedScreen) async throws(StepError) -> StepOutcome {
        guard var target = step.action.target else { preconditionFailure("a touch without a target") }
        let found = try TargetResolver(before).find(target, plannedOn: step.screen)
        let point = found.point
        target.point = point
        let action: Action
        switch step.action {
        case .longPress:
            action = .longPress(target)
            try await call("long press") { device throws(DeviceError) in
                try await device.longPress(at: point, for: .seconds(1))
            }
        case .doubleTap:
            action = .doubleTap(target)
            try await call("double tap") { device throws(DeviceError) in try await device.doubleTap(at: point) }
        default:
            action = .tap(target)
            try await call("tap") { device throws(DeviceError) in try await device.tap(at: point) }
        }
        return try await outcome(action, before: before, touched: point, warnings: found.warnings)
    }

    private func press(
        _ key: String, _ step: FlowStep, on before: ObservedScreen
    ) async throws(StepError) -> StepOutcome {
        try await press(key)
        return try await outcome(step.action, before: before)
    }

    func press(_ key: String) async throws(StepError) {
        try await call("press \(key)") { device throws(DeviceError) in try await device.press(KeyCode(key)) }
    }

    private func move(
        _ gesture: Action.Gesture, _ step: FlowStep, on before: ObservedScreen
    ) async throws(StepError) -> StepOutcome {
        var moved = gesture
        var warnings: [StepWarning] = []
        if let target = gesture.target {
            let found = try TargetResolver(before).find(target, plannedOn: step.screen)
            warnings = found.warnings
            // The finger's way goes where its element went.
            let size = before.screen.size
            let screen = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
            let way = Point(x: found.point.x - target.point.x, y: found.point.y - target.point.y)
            moved.from = Point(x: gesture.from.x + way.x, y: gesture.from.y + way.y).clamped(to: screen)
            moved.to = Point(x: gesture.to.x + way.x, y: gesture.to.y + way.y).clamped(to: screen)
            moved.target?.point = found.point
        }
        let (from, to, duration) = (moved.from, moved.to, Duration.milliseconds(moved.milliseconds))
        try await call("swipe") { device throws(DeviceError) in
            try await device.swipe(from: from, to: to, in: duration)
        }
        let action: Action = if case .scroll = step.action { .scroll(moved) } else { .swipe(moved) }
        return try await outcome(action, before: before, touched: from, warnings: warnings)
    }

    // MARK: Checking

    /// Lets the screen settle and compares it.
    func outcome(
        _ action: Action, before: ObservedScreen, touched: Point? = nil, warnings: [StepWarning] = []
    ) async throws(StepError) -> StepOutcome {
        outcome(action, before: before, after: try await observe(after: before), touched: touched, warnings: warnings)
    }

    func outcome(
        _ action: Action, before: ObservedScreen, after: ObservedScreen, touched: Point? = nil,
        warnings: [StepWarning] = []
    ) -> StepOutcome {
        let diff = ScreenDiff(from: before.screen, to: after.screen)
        let isAnother = before.screen.similarity(to: after.screen) < 0.5 && diff.packages == nil && diff.titles == nil
        let summary = isAnother ? Self.anotherScreen(after.screen) : diff.summary(touching: touched)
        return StepOutcome(
            action: action, before: before, after: after, diff: diff,
            verification: diff.isEmpty ? .unchanged : .changed(summary), touched: touched,
            warnings: warnings + (after.isSettled ? [] : [.stillMoving(dumps: after.dumps)]))
    }

    /// A list of what came and went would say less than the name.
    private static func anotherScreen(_ screen: Screen) -> String {
        let named = screen.elements.first { [.heading, .text].contains($0.role) && !$0.label.isEmpty }
        return "another screen" + ((screen.title ?? named?.label).map { ": \($0)" } ?? "")
    }

    /// Asks the device for one thing, within the limit.
    func call<Value: Sendable>(
        _ service: String, _ operation: @escaping @Sendable (any Device) async throws(DeviceError) -> Value
    ) async throws(StepError) -> Value {
        let device = device
        do {
            return try await withLimit(
                limits.operation, clock: clock, serial: device.serial, service: service
            ) { () async throws(DeviceError) in try await operation(device) }
        } catch {
            throw StepError(error)
        }
    }
}
