internal import Patterns

/// Far below the standard limits, so that an input is fast also where it is hostile.
let smallPatterns = PatternLimits(sourceLength: 512, depth: 40, repetitions: 200, machineStates: 600, states: 300)

/// The first line is a pattern, the rest a text.
func checkPattern(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    let text = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    guard let pattern = try? Pattern(String(decoding: parts[0], as: UTF8.self), limits: smallPatterns) else { return }
    let automaton = pattern.automaton
    require(automaton.stateCount <= smallPatterns.states, "a pattern keeps its limit of states")
    require(automaton.minimized() == automaton, "the automaton of a pattern is minimal")
    let complement = automaton.complement()
    require(complement.complement() == automaton, "the complement of the complement is the automaton")
    var steps = 1_000_000
    if let isDisjoint = try? automaton.isDisjoint(from: complement, steps: &steps) {
        require(isDisjoint, "nothing is in an automaton and its complement")
    }
    require(pattern.matches(text) == (stepped(automaton, text)), "a match is what the steps lead to")
    require(pattern.matches(text) != complement.accepts(text), "a text is in an automaton or its complement")
    checkTexts(automaton)
    require((try? automaton.intersection(complement)).map(\.isEmpty) ?? true, "a set and its complement share nothing")
    require(
        (try? automaton.union(complement)).map { $0 == .anything } ?? true, "a set and its complement are everything")
}

/// Texts that an automaton names are its own.
private func checkTexts(_ automaton: ScalarAutomaton) {
    guard let example = automaton.example else {
        require(automaton == .nothing && automaton.longestLength == nil, "only what accepts nothing has no example")
        return
    }
    require(automaton.accepts(example), "an example is accepted")
    require(automaton.shortestLength == example.unicodeScalars.count, "an example is shortest")
    if let longest = automaton.longestLength {
        require(longest >= example.unicodeScalars.count, "the longest text is not shorter than the shortest")
    }
}

private func stepped(_ automaton: ScalarAutomaton, _ text: String) -> Bool {
    let state = text.unicodeScalars.reduce(automaton.start) { automaton.step($0, $1) }
    return state != ScalarAutomaton.dead && automaton.isAccepting[Int(state)]
}
