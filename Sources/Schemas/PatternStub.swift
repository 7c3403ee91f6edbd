package import Patterns

package struct PatternError: Error { package var message = "" }
extension Pattern {
    package init(_ source: String) throws(PatternError) {
        guard !source.contains("(?") else { throw PatternError(message: "stub") }
        self.init(automaton: ScalarAutomaton(classStarts: [0], table: [0], isAccepting: [true], start: 0))
    }
    package func matches(_ text: String) -> Bool { true }
}
extension ScalarAutomaton {
    package static func format(_ name: String) -> ScalarAutomaton? { nil }
    package func accepts(_ text: String) -> Bool { true }
}
