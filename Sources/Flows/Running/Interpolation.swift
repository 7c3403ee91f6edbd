/// A text of a flow, cut into what stands there and what is computed.
///
/// `${…}` is an expression, up to the brace that closes it; `\${…}` stands for itself without the backslash.
/// Maestro's own rule takes everything up to the last brace before the next dollar sign, which makes one expression of
/// `${A}, {b}`; see docs/flows.md. Source: Maestro, `Env.kt`.
struct Interpolation: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case text(String)
        case expression(String)
    }

    private(set) var pieces: [Piece] = []

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var plain = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            let isStart = scalars[place] == "$" && place + 1 < scalars.count && scalars[place + 1] == "{"
            guard isStart, let end = Self.end(of: scalars, from: place + 2) else {
                plain.append(scalars[place])
                place += 1
                continue
            }
            if plain.last == "\\" {
                plain.removeLast()
                plain.append(contentsOf: scalars[place...end])
            } else {
                if !plain.isEmpty { pieces.append(.text(String(plain))) }
                plain = String.UnicodeScalarView()
                var body = String.UnicodeScalarView()
                body.append(contentsOf: scalars[(place + 2)..<end])
                pieces.append(.expression(String(body)))
            }
            place = end + 1
        }
        if !plain.isEmpty { pieces.append(.text(String(plain))) }
    }

    /// The place of the brace that closes an expression; nil when none does.
    private static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int? {
        closing(scalars, from: start, heedsQuotes: true) ?? closing(scalars, from: start, heedsQuotes: false)
    }

    private static func closing(_ scalars: [Unicode.Scalar], from start: Int, heedsQuotes: Bool) -> Int? {
        var depth = 0
        var quote: Unicode.Scalar?
        var place = start
        while place < scalars.count {
            let scalar = scalars[place]
            if let open = quote {
                if scalar == "\\" { place += 1 } else if scalar == open { quote = nil }
            } else if heedsQuotes, scalar == "'" || scalar == "\"" || scalar == "`" {
                quote = scalar
            } else if scalar == "{" {
                depth += 1
            } else if scalar == "}" {
                if depth == 0 { return place }
                depth -= 1
            }
            place += 1
        }
        return nil
    }

    /// Whether nothing is to be computed, not even a backslash to be dropped.
    static func isPlain(_ text: String) -> Bool { !text.utf8.contains(UInt8(ascii: "$")) }
}

/// An expression that needs no script engine.
enum PlainExpression {
    /// Whether an expression is a name or a value that is known without an engine.
    static func isPlain(_ expression: String) -> Bool {
        let text = expression.trimmingSpaces
        return text.isEmpty || literal(text) != nil || ["maestro.platform", "maestro.copiedText"].contains(text)
            || isName(text) && !globals.contains(text)
    }

    /// What an engine has of its own.
    static let globals: Set<String> = ["output", "maestro", "http", "json", "faker", "console"]

    /// Whether a text is a variable's name and no word of the language.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isNameStart(first) else { return false }
        return text.unicodeScalars.allSatisfy { isNameStart($0) || ("0"..."9").contains($0) } && !words.contains(text)
    }

    /// The value of a quoted text, a whole number or a constant, as JavaScript prints it; nil for anything else.
    static func literal(_ text: String) -> String? {
        if ["true", "false", "null", "undefined"].contains(text) { return text }
        if text == "0"
            || text.first != "0" && !text.isEmpty && text.utf8.count < 16
                && text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            return text
        }
        guard let quote = text.first, quote == "'" || quote == "\"", text.count >= 2, text.last == quote else {
            return nil
        }
        let inner = text.dropFirst().dropLast()
        return inner.contains(quote) || inner.contains("\\") || inner.contains("\n") ? nil : String(inner)
    }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic
    }

    private static let words: Set<String> = [
        "true", "false", "null", "undefined", "NaN", "Infinity", "this", "new", "typeof", "void", "delete", "function",
        "class", "super", "await", "yield", "async", "let", "const", "var", "if", "return", "throw", "in", "of",
    ]
}
