package import Patterns

/// A regular piece of a grammar.
package struct Terminal: Sendable {
    /// What it is made of, for renderings that know no bytes.
    package enum Source: Sendable {
        /// Any of these texts.
        case oneOf([[UInt8]])
        /// The rest of a JSON string behind its opening quote: a text that the automaton accepts, and the closing quote.
        case string(ScalarAutomaton)
        /// The text itself, without quotes.
        case bare(ScalarAutomaton)
        /// Everything up to and including the first occurrence of these bytes.
        case until([UInt8])
        /// Any text in which these bytes do not occur.
        case without([UInt8])
    }

    package let source: Source
    package let automaton: ByteAutomaton

    init(_ source: Source) {
        self.source = source
        automaton =
            switch source {
            case .oneOf(let texts): .oneOf(texts)
            case .string(let texts): .string(texts)
            case .bare(let texts): .bare(texts)
            case .until(let trigger): .search(for: trigger, finding: true)
            case .without(let trigger): .search(for: trigger, finding: false)
            }
    }
}

/// A terminal that is made once for the whole process and shared by all grammars.
enum PlainTerminal: Hashable, CaseIterable {
    case integer, number, boolean, null
    /// An integer that fits 64 bits.
    case int64
    /// A number that a `Double` holds: 18 digits before the point and behind it, an exponent of two.
    case double
    /// White space, also none.
    case space

    var terminal: Terminal {
        switch self {
        case .integer: Self.integerTerminal
        case .number: Self.numberTerminal
        case .boolean: Self.booleanTerminal
        case .null: Self.nullTerminal
        case .int64: Self.int64Terminal
        case .double: Self.doubleTerminal
        case .space: Self.spaceTerminal
        }
    }

    // Neither can fail; if one did, it would allow nothing rather than anything. JSON has a "-0".
    private static let integerTerminal = Terminal(.bare((try? Pattern("^-?(0|[1-9][0-9]*)$").automaton) ?? .nothing))
    private static let numberTerminal = Terminal(.bare((try? .numbers()) ?? .nothing))
    private static let int64Terminal = Terminal(
        .bare((try? .integers(in: DecimalRange(Int64.min...Int64.max))) ?? .nothing))
    private static let doubleTerminal = Terminal(
        .bare(
            (try? Pattern("^-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$").automaton) ?? .nothing))
    private static let booleanTerminal = Terminal(.oneOf([Array("true".utf8), Array("false".utf8)]))
    private static let nullTerminal = Terminal(.oneOf([Array("null".utf8)]))
    private static let spaceTerminal = Terminal(
        .bare(
            ScalarAutomaton(
                classStarts: [0, 0x09, 0x0B, 0x0D, 0x0E, 0x20, 0x21], table: [-1, 0, -1, 0, -1, 0, -1],
                isAccepting: [true], start: 0)))
}

extension ByteAutomaton {
    /// Text with or without an occurrence of `trigger`, found as Knuth, Morris and Pratt find it.
    ///
    /// The trigger is not empty; `finding` says whether the text ends with its first occurrence, or has none.
    static func search(for trigger: [UInt8], finding: Bool) -> ByteAutomaton {
        if trigger.first == Vocabulary.specialMark { return token(trigger, finding: finding) }
        // The state is how many bytes of the trigger the text ends with.
        var fallback = 0
        var steps: [[UInt8: Int32]] = []
        for (position, byte) in trigger.enumerated() {
            var step = position == 0 ? [:] : steps[fallback]
            step[byte] = Int32(position + 1)
            steps.append(step)
            if position > 0 { fallback = Int(steps[fallback][byte] ?? 0) }
        }
        let found = Int32(trigger.count)
        let rows = steps.map { step in
            text.compactMap { byte -> ByteRange? in
                let target = step[byte] ?? 0
                return target == found && !finding ? nil : ByteRange(bytes: byte...byte, target: target)
            }
        }
        return ByteAutomaton(
            rows: finding ? rows + [[]] : rows,
            isAccepting: rows.map { _ in !finding } + (finding ? [true] : []), start: 0)
    }

    /// Text with or without a special token behind it: only that one may come, and no text is mistaken for it.
    private static func token(_ trigger: [UInt8], finding: Bool) -> ByteAutomaton {
        let any = ByteRange(bytes: text, target: 0)
        if !finding { return ByteAutomaton(rows: [[any]], isAccepting: [true], start: 0) }
        var rows = trigger.enumerated().map { [ByteRange(bytes: $1...$1, target: Int32($0 + 1))] } + [[]]
        rows[0].append(any)
        return ByteAutomaton(rows: rows, isAccepting: rows.map(\.isEmpty), start: 0)
    }

    /// Special tokens are no text.
    private static let text = UInt8.min...Vocabulary.specialMark - 1
}
