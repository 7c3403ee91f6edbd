/// A text of a flow, parted into what is written and what is known only when it runs.
struct ExportText: Hashable {
    enum Part: Hashable {
        case literal(String)
        case variable(String)
        /// `maestro.copiedText`.
        case copied
    }

    private(set) var parts: [Part] = []

    init(_ literal: String) { append(.literal(literal)) }

    /// Reads a text, with `${…}` in it, by Maestro's expression: `(?<!\\)\$\{([^$]*)}`.
    ///
    /// - Parameters:
    ///   - text: as the flow has it.
    ///   - scope: variables whose values are known.
    /// - Throws: for an expression that is more than a variable's name.
    init(_ text: String, in scope: [String: ExportText]) throws(ScriptFound) {
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            let before = rest[..<dollar]
            let inner = rest[dollar...].dropFirst()
            // The expression ends at the last brace before the next dollar sign, however odd that is.
            let reach = inner.prefix { $0 != "$" }
            guard inner.first == "{", let end = reach.lastIndex(of: "}") else {
                append(.literal(String(before) + "$"))
                rest = inner
                continue
            }
            rest = rest[end...].dropFirst()
            if before.last == "\\" {
                append(.literal(before.dropLast() + "$" + inner[...end]))
                continue
            }
            append(.literal(String(before)))
            try append(expression: String(inner[..<end].dropFirst()), in: scope)
        }
        append(.literal(String(rest)))
    }

    /// The text, when all of it is known.
    var literal: String? {
        switch parts.count {
        case 0: return ""
        case 1: if case .literal(let text) = parts[0] { return text }
        default: break
        }
        return nil
    }

    /// What is known of it, for checks.
    var literals: String {
        parts.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
    }

    var variables: [String] {
        parts.compactMap { if case .variable(let name) = $0 { name } else { nil } }
    }

    private mutating func append(expression: String, in scope: [String: ExportText]) throws(ScriptFound) {
        let name = String(expression.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        if name == "maestro.copiedText" { return append(.copied) }
        if name == "maestro.platform" { return append(.literal("android")) }
        guard Self.isVariable(name) else { throw ScriptFound(expression: expression) }
        if let value = scope[name] {
            for part in value.parts { append(part) }
        } else {
            append(.variable(name))
        }
    }

    private mutating func append(_ part: Part) {
        if case .literal(let text) = part {
            if text.isEmpty { return }
            if case .literal(let before) = parts.last {
                parts[parts.count - 1] = .literal(before + text)
                return
            }
        }
        parts.append(part)
    }

    /// Whether a name is one that shells and Python take, and no word of JavaScript.
    static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        let isPlain = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
        }
        let words = [
            "true", "false", "null", "undefined", "NaN", "Infinity", "this", "output", "maestro", "http", "faker",
        ]
        return isPlain && !words.contains(name)
    }
}

/// JavaScript in a text.
struct ScriptFound: Error {
    var expression: String
}
