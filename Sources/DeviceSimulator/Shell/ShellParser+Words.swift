/// Words, blanks and errors: what lies below the grammar.
extension ShellParser {
    var peek: UInt8? { peek(0) }

    func peek(_ distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    /// Consumes a text where it stands next.
    mutating func take(_ text: String) -> Bool {
        guard bytes[offset...].starts(with: text.utf8) else { return false }
        offset += text.utf8.count
        return true
    }

    /// Passes blanks, comments and escaped line ends.
    mutating func skipBlanks(withNewlines: Bool = false) {
        while let byte = peek {
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") {
                offset += 1
            } else if byte == UInt8(ascii: "\n"), withNewlines {
                offset += 1
            } else if byte == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "\n") {
                offset += 2
            } else if byte == UInt8(ascii: "#") {
                while let byte = peek, byte != UInt8(ascii: "\n") { offset += 1 }
            } else {
                return
            }
        }
    }

    private static let metacharacters = Set(" \t\r\n;&|<>()".utf8)

    static let reservedWords: Set<String> = [
        "!", "{", "}", "if", "then", "elif", "else", "fi", "while", "until", "for", "do", "done", "in", "case", "esac",
        "function", "select",
    ]

    /// The reserved word that stands next as a whole word; only where a command may begin does it mean anything.
    func reservedWord() -> String? {
        var end = offset
        while end < bytes.count, !Self.metacharacters.contains(bytes[end]) {
            guard end - offset < 9 else { return nil }
            end += 1
        }
        let word = String(decoding: bytes[offset..<end], as: UTF8.self)
        return Self.reservedWords.contains(word) ? word : nil
    }

    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isNameStart(first) else { return false }
        return text.utf8.allSatisfy(isNamePart)
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || byte == UInt8(ascii: "_")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// The name of `name=` that stands next.
    func assignedName() -> String? {
        guard let first = peek, Self.isNameStart(first) else { return nil }
        var end = offset
        while end < bytes.count, Self.isNamePart(bytes[end]) { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "=") else { return nil }
        return String(decoding: bytes[offset..<end], as: UTF8.self)
    }

    // MARK: Words

    /// The word that stands next; nil where none does.
    mutating func word() throws(ShellSyntaxError) -> ShellWord? {
        let start = offset
        let word = try parts { byte in Self.metacharacters.contains(byte) }
        return offset == start ? nil : word
    }

    private mutating func parts(until isEnd: (UInt8) -> Bool) throws(ShellSyntaxError) -> ShellWord {
        var parts: [ShellWord.Part] = []
        var plain: [UInt8] = []
        func flushed() -> [ShellWord.Part] {
            plain.isEmpty ? [] : [.literal(String(decoding: plain, as: UTF8.self), isQuoted: false)]
        }
        while let byte = peek, !isEnd(byte) {
            switch byte {
            case UInt8(ascii: "\\"):
                offset += 1
                guard let next = peek else {
                    plain.append(byte)
                    break
                }
                offset += 1
                if next == UInt8(ascii: "\n") { break }
                parts += flushed()
                plain = []
                var character = [next]
                while let next = peek, next & 0xC0 == 0x80 {
                    character.append(next)
                    offset += 1
                }
                parts.append(.literal(String(decoding: character, as: UTF8.self), isQuoted: true))
            case UInt8(ascii: "'"):
                parts += flushed()
                plain = []
                parts.append(try singleQuoted())
            case UInt8(ascii: "\""):
                parts += flushed()
                plain = []
                offset += 1
                parts += try doubleQuoted()
            case UInt8(ascii: "$"), UInt8(ascii: "`"):
                if let part = try expansion(isQuoted: false) {
                    parts += flushed()
                    plain = []
                    parts.append(part)
                } else {
                    plain.append(byte)
                }
            default:
                plain.append(byte)
                offset += 1
            }
        }
        parts += flushed()
        return ShellWord(parts: parts)
    }

    private mutating func singleQuoted() throws(ShellSyntaxError) -> ShellWord.Part {
        offset += 1
        guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "'")) else { throw openQuote() }
        defer { offset = end + 1 }
        return .literal(String(decoding: bytes[offset..<end], as: UTF8.self), isQuoted: true)
    }

    private mutating func doubleQuoted() throws(ShellSyntaxError) -> [ShellWord.Part] {
        var parts: [ShellWord.Part] = []
        var text: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                if parts.isEmpty || !text.isEmpty {
                    parts.append(.literal(String(decoding: text, as: UTF8.self), isQuoted: true))
                }
                return parts
            case UInt8(ascii: "\\"):
                offset += 1
                guard let next = peek else { throw openQuote() }
                offset += 1
                if next == UInt8(ascii: "\n") { break }
                if !"$`\"\\".utf8.contains(next) { text.append(byte) }
                text.append(next)
            case UInt8(ascii: "$"), UInt8(ascii: "`"):
                if let part = try expansion(isQuoted: true) {
                    if !text.isEmpty { parts.append(.literal(String(decoding: text, as: UTF8.self), isQuoted: true)) }
                    text = []
                    parts.append(part)
                } else {
                    text.append(byte)
                }
            default:
                text.append(byte)
                offset += 1
            }
        }
        throw openQuote()
    }

    /// What `$` or a backquote begins; nil, with the byte consumed, for a `$` that stands for itself.
    private mutating func expansion(isQuoted: Bool) throws(ShellSyntaxError) -> ShellWord.Part? {
        if peek == UInt8(ascii: "`") { return try backquoted(isQuoted: isQuoted) }
        offset += 1
        guard let byte = peek else { return nil }
        switch byte {
        case UInt8(ascii: "("):
            guard peek(1) != UInt8(ascii: "(") else {
                throw ShellSyntaxError(
                    code: .unsupported, offset: offset, message: "syntax error: arithmetic is not simulated")
            }
            offset += 1
            let program = try program(until: [])
            guard take(")") else { throw unmatched("$(") }
            return .substitution(program, isQuoted: isQuoted)
        case UInt8(ascii: "{"):
            offset += 1
            return try braced(isQuoted: isQuoted)
        case _ where Self.isNameStart(byte):
            let start = offset
            while let byte = peek, Self.isNamePart(byte) { offset += 1 }
            let name = String(decoding: bytes[start..<offset], as: UTF8.self)
            return .variable(name, fallback: nil, isQuoted: isQuoted)
        case _ where Self.isSpecial(byte):
            offset += 1
            return .variable(String(UnicodeScalar(byte)), fallback: nil, isQuoted: isQuoted)
        default: return nil
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { "?$#@*!0123456789".utf8.contains(byte) }

    private mutating func braced(isQuoted: Bool) throws(ShellSyntaxError) -> ShellWord.Part {
        let start = offset
        if let byte = peek, Self.isSpecial(byte) {
            offset += 1
        } else {
            while let byte = peek, Self.isNamePart(byte) { offset += 1 }
        }
        let name = String(decoding: bytes[start..<offset], as: UTF8.self)
        var fallback: ShellWord?
        if take(":-") || take("-") {
            try descend()
            fallback = try parts { $0 == UInt8(ascii: "}") }
            ascend()
        }
        guard peek != nil else { throw unmatched("${") }
        guard !name.isEmpty, take("}") else {
            throw ShellSyntaxError(code: .unexpected, offset: offset, message: "bad substitution")
        }
        return .variable(name, fallback: fallback, isQuoted: isQuoted)
    }

    private mutating func backquoted(isQuoted: Bool) throws(ShellSyntaxError) -> ShellWord.Part {
        offset += 1
        var text: [UInt8] = []
        while let byte = peek {
            offset += 1
            if byte == UInt8(ascii: "`") { return .substitution(try nested(text), isQuoted: isQuoted) }
            if byte == UInt8(ascii: "\\"), let next = peek, "$`\\".utf8.contains(next) {
                text.append(next)
                offset += 1
            } else {
                text.append(byte)
            }
        }
        throw openQuote()
    }

    // MARK: Errors

    private func openQuote() -> ShellSyntaxError {
        ShellSyntaxError(code: .openQuote, offset: offset, message: "no closing quote")
    }

    func unmatched(_ opener: String) -> ShellSyntaxError {
        ShellSyntaxError(code: .unmatched, offset: offset, message: "syntax error: unmatched '\(opener)'")
    }

    /// What stands next and may not.
    func unexpected() -> ShellSyntaxError {
        let found: String
        if let operators = ["&&", "||", ";;", ">>", "<<", ";", "&", "|", "(", ")", "<", ">", "\n"]
            .first(where: { bytes[min(offset, bytes.count)...].starts(with: $0.utf8) })
        {
            found = operators == "\n" ? "newline" : operators
        } else if let word = reservedWord() {
            found = word
        } else if offset < bytes.count {
            let rest = bytes[offset...].prefix { !Self.metacharacters.contains($0) }
            found = String(decoding: rest, as: UTF8.self)
        } else {
            return ShellSyntaxError(code: .unexpected, offset: offset, message: "syntax error: unexpected EOF")
        }
        return ShellSyntaxError(code: .unexpected, offset: offset, message: "syntax error: unexpected '\(found)'")
    }
}
