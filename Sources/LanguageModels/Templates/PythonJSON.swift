package import JSON

/// JSON text as Python's `json.dumps` and the `tojson` of chat templates print it: `, ` and `: ` between parts, members
/// in their order.
package struct PythonJSON: Sendable {
    /// Spaces a level, each part on its own line; nil keeps all on one line.
    package var indent: Int?
    /// Whether every scalar beyond ASCII is escaped, as `json.dumps` does by itself and templates do not.
    package var escapesNonASCII: Bool

    package init(indent: Int? = nil, escapesNonASCII: Bool = false) {
        self.indent = indent
        self.escapesNonASCII = escapesNonASCII
    }

    /// The text of a value.
    package func text(_ value: JSONValue) -> String {
        var output = ""
        write(value, depth: 0, to: &output)
        return output
    }

    private func write(_ value: JSONValue, depth: Int, to output: inout String) {
        switch value {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += pythonText(of: value)
        case .string(let text): writeString(text, to: &output)
        case .array(let elements):
            writeList(elements, "[", "]", depth, to: &output) { write($0, depth: depth + 1, to: &$1) }
        case .object(let object):
            writeList(object.members, "{", "}", depth, to: &output) { member, output in
                writeString(member.key, to: &output)
                output += ": "
                write(member.value, depth: depth + 1, to: &output)
            }
        }
    }

    private func writeList<Item>(
        _ items: [Item], _ opening: String, _ closing: String, _ depth: Int, to output: inout String,
        item write: (Item, inout String) -> Void
    ) {
        output += opening
        for (index, item) in items.enumerated() {
            if index > 0 { output += indent == nil ? ", " : "," }
            breakLine(depth + 1, to: &output)
            write(item, &output)
        }
        if !items.isEmpty { breakLine(depth, to: &output) }
        output += closing
    }

    private func breakLine(_ depth: Int, to output: inout String) {
        guard let indent else { return }
        output += "\n" + String(repeating: " ", count: indent * depth)
    }

    private func writeString(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{8}": output += "\\b"
            case "\u{C}": output += "\\f"
            case _ where scalar.value < 0x20 || escapesNonASCII && scalar.value > 0x7E:
                for unit in UTF16.encode(scalar) ?? .init() { output += "\\u" + fourDigits(unit) }
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}

private func fourDigits(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
}

/// Python's `repr` of a float, which has Swift's digits and exponents.
private func pythonText(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return number.description
}
