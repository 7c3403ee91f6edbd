package import FlowDocuments
internal import JSON
package import Screens

/// How long a run waits, and what it may do.
///
/// The times are Maestro's where it has them; each ends as soon as what is waited for is there.
package struct FlowRunOptions: Sendable {
    /// For an element that a command needs.
    package var lookup = Duration.seconds(17)
    /// For an element of an optional command, and for conditions.
    package var optionalLookup = Duration.seconds(7)
    /// For `waitForAnimationToEnd` without a timeout.
    package var animation = Duration.seconds(15)
    /// For the screen to stand still after something was done.
    package var settle = Duration.seconds(4)
    /// For the whole of a flow; nil for no limit.
    package var flow: Duration?
    /// The least time between two looks at a screen that is waited for.
    package var pace = Duration.milliseconds(40)
    /// What a call to the device may take; windows grow by what goes beyond it.
    package var call = Duration.seconds(2)
    /// For what lies over a target and takes touches, such as a message that goes by itself; then it is touched all
    /// the same.
    package var cover = Duration.seconds(4)
    /// A screen seen longer ago is looked at again before it is touched.
    package var freshness = Duration.milliseconds(250)
    /// Whether a touch that changed nothing is made again when what the flow needs then is not there.
    package var repeatsLostTouches = true
    /// Which of several matches is meant.
    package var order = SelectorMatcher.Order.nearest
    /// How often a look is repeated when the device, not the app, failed.
    package var looksAfterFailure = 3
    /// Nested flows, repeats and retries.
    package var depth = 50
    /// Commands of a run, those within others included.
    package var commands = 100_000
    /// Whether results keep the screens before and after each step.
    package var keepsScreens = true
    /// Whether a step that finds its element no more may look for it by what was recorded of it.
    package var heals = false
    /// How long a selector is waited for before its element is looked for by its memory.
    package var healPatience = Duration.seconds(2)
    /// Chooses an element, by its number on the screen, where memory is not sure; nil gives up.
    package var askPlanner: (@Sendable (HealQuestion) async -> Int?)?
    package var shard = 0
    /// Whether the run goes on after a command failed; nil stands for no.
    package var goesOnAfter: (@Sendable (FlowCommand, FlowFailure) -> Bool)?
    /// Told of each command that ended, those within others first.
    package var progress: (@Sendable (CommandResult) async -> Void)?

    package init() {}
}

extension FlowRunOptions {
    /// Takes the times, in milliseconds, that a flow's own configuration states under `timeouts`: `lookup`,
    /// `optionalLookup`, `animation`, `settle`.
    ///
    /// - Parameter config: of the flow.
    /// - Throws: for another name, and for what is no time.
    mutating func take(_ config: FlowConfig) throws(FlowFailure) {
        for (name, value) in config.extensions["timeouts"]?.object?.members ?? [] {
            guard let path = Self.times[name] else {
                let names = Self.times.keys.sorted().joined(separator: ", ")
                throw FlowFailure(.invalidFlow, "timeouts has no \(name); it knows \(names)", at: config.place)
            }
            guard let milliseconds = value.number, (0...86_400_000).contains(milliseconds) else {
                throw FlowFailure(.invalidFlow, "timeouts: \(name) is no number of milliseconds", at: config.place)
            }
            self[keyPath: path] = .milliseconds(Int(milliseconds))
        }
    }

    // Key paths of a type's own properties hold nothing that could be shared by mistake.
    nonisolated(unsafe) private static let times: [String: WritableKeyPath<FlowRunOptions, Duration>] = [
        "lookup": \.lookup, "optionalLookup": \.optionalLookup, "animation": \.animation, "settle": \.settle,
    ]
}
