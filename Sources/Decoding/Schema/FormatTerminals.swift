import Patterns
import Synchronization

/// The terminals of formats, each made when it is first asked for: some have thousands of states.
enum FormatTerminals {
    private static let made = Mutex<[String: Terminal]>([:])

    /// The rest of a JSON string of that format, or nil for a format that is not known.
    static func terminal(_ format: String) -> Terminal? {
        if let known = made.withLock({ $0[format] }) { return known }
        var shape = StringShape()
        guard let texts = ScalarAutomaton.format(format) else { return nil }
        shape.texts = [texts]
        if format == "hostname" { shape.most = ScalarAutomaton.longestHostname }
        guard let automaton = try? shape.automaton() else { return nil }
        let terminal = Terminal(.string(automaton))
        made.withLock { $0[format] = terminal }
        return terminal
    }
}
