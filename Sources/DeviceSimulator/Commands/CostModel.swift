/// What a command takes its time for.
package enum CommandCost: String, Sendable, CaseIterable {
    /// A tool of toybox.
    case tool
    /// `input`, before what the gesture itself takes.
    case input
    case activityManager
    case packageManager
    case windowManager
    case settings
    case dump
    case screenshot
    /// Starting the Java program behind `uiautomator`; waiting for an idle screen comes on top.
    case uiautomator
    case monkey
    /// What is the simulator's own.
    case nothing
}

/// How long commands take on the phone's own clock.
///
/// A load test sets all to zero; a realistic phone makes a client see toasts and loading screens as it would.
package struct CostModel: Sendable {
    package var costs: [CommandCost: Duration]
    /// How long `uiautomator dump` sees to it that nothing moves; AOSP's `waitForIdle(1000, 10000)`.
    package var idleWait: Duration
    package var idleLimit: Duration

    package init(
        costs: [CommandCost: Duration], idleWait: Duration = .seconds(1), idleLimit: Duration = .seconds(10)
    ) {
        self.costs = costs
        self.idleWait = idleWait
        self.idleLimit = idleLimit
    }

    /// About what a phone of some years takes.
    package static let realistic = CostModel(costs: [
        .tool: .milliseconds(5), .input: .milliseconds(100), .activityManager: .milliseconds(150),
        .packageManager: .milliseconds(120), .windowManager: .milliseconds(60), .settings: .milliseconds(80),
        .dump: .milliseconds(80), .screenshot: .milliseconds(250), .uiautomator: .milliseconds(700),
        .monkey: .milliseconds(800),
    ])

    /// Commands take no time; only what is asked for, such as `sleep`, does.
    package static let zero = CostModel(costs: [:], idleWait: .zero)

    func duration(of cost: CommandCost) -> Duration { costs[cost] ?? .zero }
}
