import JSON

/// JSON as models write it, rewritten as strict JSON: strings in single quotes, raw line ends in strings, escapes that
/// JSON does not know, Python's `True`, `False` and `None`, commas before a closing bracket.
///
/// The text may be cut off; what is open at its end is known, so that it can be completed.
struct LooseJSON {
    /// What a call may hold; a longer one never gets here.
    static let limits = JSONLimits(depth: JSONExtent.deepest)

    private(set) var strict: [UInt8] = []
    /// The brackets that close what is open, the outermost first.
    private(set) var closers: [UInt8] = []
    private(set) var isInString = false
    /// Where in `strict` the last comma between members of the outermost value stands.
    private(set) var lastComma: Int?

    private var quote: UInt8 = 0
    private var isEscaped = false
    private var word: [UInt8] = []

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { isInString ? takeInString(byte) : take(byte) }
        endWord()
    }

    /// The value of a text, which is strict JSON or close to it; nil when it is neither.
    static func value(of bytes: [UInt8]) -> JSONValue? {
        if let value = try? JSONValue(parsing: bytes, limits: limits) { return value }
        return try? JSONValue(parsing: LooseJSON(bytes).strict, limits: limits)
    }

    /// The value, once what is open is closed; nil when that does not make it JSON.
    func closed() -> JSONValue? {
        var bytes = strict
        if isInString { bytes.append(UInt8(ascii: "\"")) } else { Self.dropTrailingComma(&bytes) }
        return try? JSONValue(parsing: bytes + closers.reversed(), limits: Self.limits)
    }

    /// The outermost value without its last member, which was cut off; nil when no member before it is whole.
    func withoutLastMember() -> JSONValue? {
        guard let lastComma, lastComma <= strict.count, let outermost = closers.first else { return nil }
        return try? JSONValue(parsing: strict[..<lastComma] + [outermost], limits: Self.limits)
    }

    // MARK: - Rewriting

    private mutating func take(_ byte: UInt8) {
        if (byte | 0x20) &- 0x61 < 26 {
            word.append(byte)
            return
        }
        endWord()
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): closers.append(byte + 2)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            Self.dropTrailingComma(&strict)
            _ = closers.popLast()
        case UInt8(ascii: ",") where closers.count == 1: lastComma = strict.count
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            isInString = true
            quote = byte
            strict.append(UInt8(ascii: "\""))
            return
        default: break
        }
        strict.append(byte)
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        switch String(decoding: word, as: UTF8.self) {
        case "True": strict += "true".utf8
        case "False": strict += "false".utf8
        case "None": strict += "null".utf8
        default: strict += word
        }
        word.removeAll(keepingCapacity: true)
    }

    private mutating func takeInString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
            switch byte {
            case UInt8(ascii: "'"): strict.append(byte)
            case _ where "\"\\/bfnrtu".utf8.contains(byte): strict += [UInt8(ascii: "\\"), byte]
            default:
                strict += "\\\\".utf8
                appendInString(byte)
            }
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == quote {
            isInString = false
            strict.append(UInt8(ascii: "\""))
        } else {
            appendInString(byte)
        }
    }

    private mutating func appendInString(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): strict += "\\\"".utf8
        case 0..<0x20: strict += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
        default: strict.append(byte)
        }
    }

    private static func dropTrailingComma(_ bytes: inout [UInt8]) {
        guard let last = bytes.lastIndex(where: { !isSpace($0) }), bytes[last] == UInt8(ascii: ",") else { return }
        bytes.remove(at: last)
    }
}
