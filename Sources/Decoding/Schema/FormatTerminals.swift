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
        if format == "hostname" { shape.most = hostnameLength }
        guard let automaton = try? shape.automaton() else { return nil }
        let terminal = Terminal(.string(automaton))
        made.withLock { $0[format] = terminal }
        return terminal
    }

    /// Whether a text is of a format; any is where the format is not known.
    static func accepts(_ text: String, _ format: String) -> Bool {
        guard let texts = ScalarAutomaton.format(format) else { return true }
        return texts.accepts(text) && (format != "hostname" || text.unicodeScalars.count <= hostnameLength)
    }

    /// Scalars of a whole host name (RFC 1123), which the automaton of its labels does not count.
    static let hostnameLength = 253
}
