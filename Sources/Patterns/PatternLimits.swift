/// How much a pattern may ask for: patterns come from strangers.
package struct PatternLimits: Sendable, Hashable {
    /// Scalars of a pattern.
    package var sourceLength: Int
    /// Groups inside groups.
    package var depth: Int
    /// The largest number in braces.
    package var repetitions: Int
    /// States of the nondeterministic machine: some two for each scalar of the pattern, repetitions written out.
    package var machineStates: Int
    /// States of an automaton before it is minimised; each allows 1000 steps of work too.
    package var states: Int

    /// Enough for the patterns of schemas; a hostile pattern ends within about half a second.
    package static let standard = PatternLimits()

    /// The standard limits, but for those given.
    package init(
        sourceLength: Int = 10_000, depth: Int = 200, repetitions: Int = 10_000, machineStates: Int = 10_000,
        states: Int = 10_000
    ) {
        self.sourceLength = sourceLength
        self.depth = depth
        self.repetitions = repetitions
        self.machineStates = machineStates
        self.states = states
    }
}
