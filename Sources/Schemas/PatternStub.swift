import Patterns

extension ScalarAutomaton {
    static func format(_ name: String) -> ScalarAutomaton? { nil }
}
