/// A regular expression of ECMA-262 with the `u` flag, as JSON Schema's `pattern` has it: it may match anywhere.
///
/// `^` and `$` are the ends of the text. Lookaround, backreferences, scripts (`\p{Script=…}`) and flags inside a pattern are
/// refused by name. What the `u` flag forbids but schemas contain is read as it is without the flag:
/// - a `{` that begins no quantifier, and a lone `}` or `]`, stand for themselves (`{,n}` is refused: dialects differ);
/// - a backslash before any ASCII punctuation or space stands for that scalar;
/// - a hyphen beside `\d`, `\w`, `\s` or `\p{…}` in a class stands for itself.
package struct Pattern: Sendable, Hashable {
    /// The pattern as it was written.
    package let source: String

    /// The texts that hold a match, minimised.
    package let automaton: ScalarAutomaton

    /// States that were built before they were minimised: what reading it cost.
    package let statesBuilt: Int

    /// Reads a pattern and builds its automaton; throws at the place of what is not read, or names the limit it passes.
    package init(_ source: String, limits: PatternLimits = .standard) throws(PatternError) {
        var parser = PatternParser(source, limits: limits)
        let syntax = try parser.parse()
        let machine = try PatternMachine(syntax, limit: limits.machineStates)
        var determinisation = PatternDeterminisation(
            machine, sets: parser.sets, usesWordBoundary: parser.usesWordBoundary)
        self.source = source
        let built = try determinisation.automaton(limit: limits.states)
        statesBuilt = built.isAccepting.count
        automaton = built.minimal()
    }

    /// Whether the text holds a match.
    package func matches(_ text: String) -> Bool { automaton.accepts(text) }
}
