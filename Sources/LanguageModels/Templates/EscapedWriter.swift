import JSON

/// Writes the notation that `EscapedReader` reads, as Gemma's templates do: members sorted by key without regard to
/// case, as jinja's `dictsort` has them.
struct EscapedWriter {
    /// The literal around strings.
    let quote: String
    /// Whether keys stand between quotes too.
    var quotesKeys = false

    /// Writes a value.
    func write(_ value: JSONValue, to writer: inout TemplateWriter) {
        switch value {
        case .string(let text): write(text, to: &writer)
        case .bool(let value): writer.text(value ? "true" : "false")
        case .null, .integer, .number: writer.text(PythonPrinter().text(value))
        case .array(let values):
            writer.text("[")
            for (index, value) in values.enumerated() {
                if index > 0 { writer.text(",") }
                write(value, to: &writer)
            }
            writer.text("]")
        case .object(let object): write(object, to: &writer)
        }
    }

    /// Writes an object between braces.
    func write(_ object: JSONObject, to writer: inout TemplateWriter) {
        writer.text("{")
        for (index, member) in object.sortedByKey.enumerated() {
            if index > 0 { writer.text(",") }
            if quotesKeys { write(member.key, to: &writer) } else { writer.text(member.key) }
            writer.text(":")
            write(member.value, to: &writer)
        }
        writer.text("}")
    }

    /// Writes a string between quotes.
    func write(_ text: String, to writer: inout TemplateWriter) {
        writer.template(quote)
        writer.text(text)
        writer.template(quote)
    }

    /// Whether what is written of a value would be read back as that value, in a call that ends with a literal.
    func canWrite(_ value: JSONValue, closing: String) -> Bool {
        switch value {
        case .string(let text): !holds(text, quote)
        case .array(let values): values.allSatisfy { canWrite($0, closing: closing) }
        case .object(let object):
            object.members.allSatisfy { key, value in
                canWrite(value, closing: closing) && isKey(key) && !holds(key, quote) && !holds(key, closing)
            }
        default: true
        }
    }

    /// By scalars, as parsers compare: a literal before a combining mark is one too.
    private func holds(_ text: String, _ literal: String) -> Bool {
        text.unicodeScalars.contains(literal.unicodeScalars)
    }

    private func isKey(_ key: String) -> Bool {
        guard let first = key.utf8.first, let last = key.utf8.last else { return false }
        return !key.utf8.contains { ":,{}[]".utf8.contains($0) } && !isSpace(first) && !isSpace(last)
    }
}

extension JSONObject {
    /// The members in the order of jinja's `dictsort`: by key in lower case, equal ones in their order.
    var sortedByKey: [Member] {
        members.map { (lower: Array($0.key.lowercased().unicodeScalars), member: $0) }
            .enumerated().sorted { left, right in
                if left.element.lower == right.element.lower { return left.offset < right.offset }
                return left.element.lower.lexicographicallyPrecedes(right.element.lower)
            }
            .map(\.element.member)
    }
}
