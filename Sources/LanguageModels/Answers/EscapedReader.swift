import JSON

/// Reads the notation of Gemma's function calls: `{name:<escape>Zoë<escape>,n:15,list:[true]}`.
///
/// Keys are bare or quoted; a bare value is a number, a constant in JSON's or Python's spelling, a string in JSON's
/// quotes, or else a text.
struct EscapedReader {
    /// The most nesting.
    static let depthLimit = 64

    /// A value of the outermost object: one that is bare is left as it is written, for its type may be known.
    enum Member {
        case bare(String)
        case value(JSONValue)
    }

    private let bytes: [UInt8]
    private let quote: [UInt8]
    private var index = 0
    private var depth = 0

    /// Makes a reader of a text whose strings stand between the quotes.
    init(_ bytes: [UInt8], quote: [UInt8]) {
        self.bytes = bytes
        self.quote = quote
    }

    /// Reads a text that is one object.
    mutating func members() throws(AnswerFault) -> [(key: String, value: Member)] {
        var members: [(key: String, value: Member)] = []
        try self.members { reader, key throws(AnswerFault) in
            if reader.startsBare {
                members.append((key, .bare(try reader.bareText())))
            } else {
                members.append((key, .value(try reader.value())))
            }
        }
        skipSpace()
        guard index == bytes.count else { throw malformed("something follows the arguments") }
        return members
    }

    private func malformed(_ message: String) -> AnswerFault {
        AnswerFault(.malformed, "A call cannot be read: \(message).", quoting: bytes)
    }

    private mutating func skipSpace() { while index < bytes.count, isSpace(bytes[index]) { index += 1 } }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func members(
        _ read: (inout EscapedReader, String) throws(AnswerFault) -> Void
    ) throws(AnswerFault) {
        guard skip("{") else { throw malformed("the arguments must stand between braces") }
        try enter()
        while !skip("}") {
            let key = try self.key()
            guard skip(":") else { throw malformed("a colon must follow \(key)") }
            skipSpace()
            try read(&self, key)
            if skip(",") { continue }
            guard skip("}") else { throw malformed("a comma or } must follow the value of \(key)") }
            break
        }
        depth -= 1
    }

    private mutating func enter() throws(AnswerFault) {
        depth += 1
        guard depth <= Self.depthLimit else {
            throw malformed("more than \(Self.depthLimit) brackets inside each other")
        }
    }

    private mutating func key() throws(AnswerFault) -> String {
        skipSpace()
        if bytes[index...].starts(with: quote) { return try string() }
        let start = index
        while index < bytes.count, !":,{}[]".utf8.contains(bytes[index]) { index += 1 }
        let key = trimmed(bytes[start..<index])
        guard !key.isEmpty else { throw malformed("a name is missing") }
        return key
    }

    private mutating func string() throws(AnswerFault) -> String {
        index += quote.count
        let start = index
        while index < bytes.count, !bytes[index...].starts(with: quote) { index += 1 }
        guard index < bytes.count else { throw malformed("a string is not closed") }
        defer { index += quote.count }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private var startsBare: Bool {
        guard index < bytes.count, !"{[\"".utf8.contains(bytes[index]) else { return false }
        return !bytes[index...].starts(with: quote)
    }

    private mutating func value() throws(AnswerFault) -> JSONValue {
        skipSpace()
        if bytes[index...].starts(with: quote) { return .string(try string()) }
        if index < bytes.count, bytes[index] == UInt8(ascii: "{") {
            var object: [JSONObject.Member] = []
            try members { reader, key throws(AnswerFault) in object.append((key, try reader.value())) }
            return .object(JSONObject(object))
        }
        if skip("[") {
            try enter()
            var values: [JSONValue] = []
            while !skip("]") {
                values.append(try value())
                if skip(",") { continue }
                guard skip("]") else { throw malformed("a comma or ] must follow an element") }
                break
            }
            depth -= 1
            return .array(values)
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            // No second reading as a bare text: each failure costs the way to its place.
            guard let (value, end) = try? JSONValue.parsePrefix(bytes, from: index) else {
                throw malformed("a string in quotes is no JSON")
            }
            index = end
            return value
        }
        return Self.bareValue(try bareText())
    }

    private mutating func bareText() throws(AnswerFault) -> String {
        let start = index
        while index < bytes.count, !",}]".utf8.contains(bytes[index]) { index += 1 }
        let text = trimmed(bytes[start..<index])
        guard !text.isEmpty else { throw malformed("a value is missing") }
        return text
    }

    private func trimmed(_ slice: ArraySlice<UInt8>) -> String {
        let start = slice.drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(decoding: start[...last], as: UTF8.self)
    }

    /// The value of a bare text without a schema.
    static func bareValue(_ text: String) -> JSONValue {
        (try? PythonReader.value(text)) ?? (try? JSONValue(parsing: text)) ?? .string(text)
    }
}
