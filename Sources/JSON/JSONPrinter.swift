/// How a value is laid out as text.
package enum JSONStyle: Sendable, CaseIterable {
    /// One line without spaces, members in their order.
    case compact
    /// Two spaces per level, one element or member a line, members in their order.
    case pretty
    /// RFC 8785: one line without spaces, members sorted by the UTF-16 code units of their keys.
    ///
    /// Equal values print the same bytes, save that an integer beyond 2⁵³ keeps all its digits, where the RFC, which
    /// knows doubles only, has no say.
    case canonical
}

extension JSONValue: CustomStringConvertible {
    /// The compact text.
    package var description: String { print() }

    /// The value as JSON text, without a line end after it.
    ///
    /// In every style strings escape no more than they must, and a number takes ECMAScript's shortest form that reads
    /// back as the same `Double`: `1`, `0.1`, `1e+21`. A `Double` that is whole and beyond 2⁵³ may so read back as an
    /// integer near it; its `number` is unchanged. NaN and infinities, which no parsed value holds, print `null`, as
    /// in ECMAScript.
    package func print(_ style: JSONStyle = .compact) -> String {
        var printer = JSONPrinter(style: style)
        printer.write(self)
        return String(decoding: printer.output, as: UTF8.self)
    }
}

/// The bytes of a document while it is being printed.
private struct JSONPrinter {
    let style: JSONStyle
    var output: [UInt8] = []
    var depth = 0

    init(style: JSONStyle) { self.style = style }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write("null")
        case .bool(let value): write(value ? "true" : "false")
        case .integer(let value): write(String(value))
        case .number(let value): write(value.isFinite ? ecmaScriptText(of: value) : "null")
        case .string(let value): writeString(value)
        case .array(let elements):
            writeList(elements, "[", "]") { printer, element in printer.write(element) }
        case .object(let object):
            writeList(style == .canonical ? object.canonicalMembers : object.members, "{", "}") { printer, member in
                printer.writeString(member.key)
                printer.write(printer.style == .pretty ? ": " : ":")
                printer.write(member.value)
            }
        }
    }

    private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

    private mutating func writeList<Item>(
        _ items: [Item], _ opening: String, _ closing: String, item write: (inout JSONPrinter, Item) -> Void
    ) {
        self.write(opening)
        depth += 1
        for (index, item) in items.enumerated() {
            if index > 0 { self.write(",") }
            breakLine()
            write(&self, item)
        }
        depth -= 1
        if !items.isEmpty { breakLine() }
        self.write(closing)
    }

    private mutating func breakLine() {
        guard style == .pretty else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func writeString(_ text: String) {
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            if bytes.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
                for byte in bytes { writeEscaped(byte) }
            } else {
                output.append(contentsOf: bytes)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write("\\\"")
        case UInt8(ascii: "\\"): write("\\\\")
        case 0x08: write("\\b")
        case 0x09: write("\\t")
        case 0x0A: write("\\n")
        case 0x0C: write("\\f")
        case 0x0D: write("\\r")
        case 0..<0x20: write((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
        default: output.append(byte)
        }
    }
}

extension JSONObject {
    /// The members in the order of RFC 8785, section 3.2.3.
    fileprivate var canonicalMembers: [Member] {
        members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    }
}
