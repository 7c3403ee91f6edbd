import JSON

extension PythonReader {
    private static let constants = ["True", "False", "None", "true", "false", "null"]

    /// Moves past a word of letters, digits, `_` and anything that is not ASCII; it may be empty.
    mutating func word() -> String {
        let start = index
        while let byte = current, isPythonWord(byte) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// Moves past the name of a function, in which dots and hyphens may stand.
    mutating func callName() -> String {
        let start = index
        while let byte = current, isCallName(byte) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// Reads a constant, a string with a prefix, or what `words` allows besides.
    mutating func wordValue() throws(PythonSyntaxError) -> JSONValue {
        let start = index
        let word = word()
        switch word {
        case "True", "true": return .bool(true)
        case "False", "false": return .bool(false)
        case "None", "null": return .null
        case "": throw malformed("\(Character(Unicode.Scalar(bytes[index]))) starts no value")
        default: break
        }
        if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
            index = start
            return .string(try strings())
        }
        guard allowsResults else {
            let isCutOff = index == bytes.count && Self.constants.contains { $0.hasPrefix(word) }
            throw isCutOff
                ? malformed("a value is cut off")
                : PythonSyntaxError(.malformed, "\(word) is no literal; a text needs quotes", at: start)
        }
        index = start
        let name = callName()
        if let result = result(name) { return result }
        guard skip("(") else {
            throw PythonSyntaxError(
                .malformed, "\(name) is neither a literal nor the result of a call before", at: start)
        }
        return try call(name)
    }

    /// Reads `$1` or `${1}`, the result of a line in a numbered plan.
    mutating func numberedResult() throws(PythonSyntaxError) -> JSONValue {
        let start = index
        index += 1
        let isBraced = current == UInt8(ascii: "{")
        if isBraced { index += 1 }
        let digits = word()
        let isClosed = !isBraced || current == UInt8(ascii: "}")
        if isBraced, isClosed { index += 1 }
        guard isClosed, let result = result("$" + digits) else {
            throw PythonSyntaxError(.malformed, "$\(digits) is not the result of a line before", at: start)
        }
        return result
    }
}

/// Whether a byte may stand in a word of Python.
func isPythonWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF:
        true
    default: isDigit(byte)
    }
}

/// Whether a byte may stand in the name of a function.
func isCallName(_ byte: UInt8) -> Bool {
    isPythonWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
}

func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9") }
