/// What a run may do, and for how long.
package struct RunPolicy: Sendable {
    /// Actions at most; the planner's last word is none.
    package var maxSteps = 30
    /// No step is begun after this.
    package var time = Duration.seconds(600)
    /// How long the planner may think about one step.
    package var planning = Duration.seconds(120)
    /// How often one call may be made in exactly one state of a screen, and in a row of states of it.
    package var repeats = 2
    package var repeatsOnScreen = 12
    /// Steps in a row that could not be done, or that nothing allowed, before the run gives up.
    package var failures = 3
    /// What the planner is less sure of is no alternative to try.
    package var leastConfidence = 0.05
    /// Agrees to everything that needs consent.
    package var grantsEverything = false
    /// Values of variables that an instruction may name as `${NAME}`: typed, and never shown to the planner.
    package var variables: [String: String] = [:]

    package init() {}
}
