/// A regular expression of ECMA-262 with the `u` flag, as JSON Schema's `pattern` has it: it may match anywhere.
package struct Pattern: Sendable {
    /// The texts that hold a match.
    package var automaton: ScalarAutomaton

    package init(automaton: ScalarAutomaton) { self.automaton = automaton }
}
