extension PythonReader {
    /// Reads string literals; what stands side by side is one string.
    mutating func strings() throws(PythonSyntaxError) -> String {
        var text: [UInt8] = []
        while true {
            try string(into: &text)
            let end = index
            skipSpace()
            guard startsString else {
                index = end
                return String(decoding: text, as: UTF8.self)
            }
        }
    }

    /// Whether a string starts here, prefix or not.
    private var startsString: Bool {
        var place = index
        while place < bytes.count, place - index < 2, isPythonWord(bytes[place]) { place += 1 }
        return place < bytes.count && (bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'"))
    }

    private mutating func string(into text: inout [UInt8]) throws(PythonSyntaxError) {
        let start = index
        let prefix = word().lowercased()
        guard ["", "r", "u"].contains(prefix) else {
            throw PythonSyntaxError(.malformed, "strings with the prefix \(prefix) are not read", at: start)
        }
        let quote = bytes[index]
        let isTriple = bytes[index...].starts(with: [quote, quote, quote])
        index += isTriple ? 3 : 1
        while let byte = current {
            if byte == quote, isTriple ? bytes[index...].starts(with: [quote, quote, quote]) : !isApostrophe {
                index += isTriple ? 3 : 1
                return
            }
            index += 1
            if byte == UInt8(ascii: "\\") {
                try escape(isRaw: prefix == "r", into: &text)
            } else if byte == UInt8(ascii: "\r") {
                // Python reads every line end as \n.
                if current == UInt8(ascii: "\n") { index += 1 }
                text.append(UInt8(ascii: "\n"))
            } else {
                text.append(byte)
            }
        }
        throw PythonSyntaxError(.truncated, "the text ends inside a string", at: start)
    }

    /// Whether a quote stands between two letters, where no string could end.
    private var isApostrophe: Bool {
        guard current == UInt8(ascii: "'"), let after = next else { return false }
        return isPythonWord(bytes[index - 1]) && isPythonWord(after)
    }

    /// Reads what follows a backslash.
    private mutating func escape(isRaw: Bool, into text: inout [UInt8]) throws(PythonSyntaxError) {
        guard let byte = current else { return }
        index += 1
        if isRaw {
            text += [UInt8(ascii: "\\"), byte]
            return
        }
        switch byte {
        case UInt8(ascii: "\n"): break
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(byte)
        case UInt8(ascii: "a"): text.append(0x07)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "v"): text.append(0x0B)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            index -= 1
            var code: UInt32 = 0
            var count = 0
            while count < 3, let digit = current, UInt8(ascii: "0") <= digit, digit <= UInt8(ascii: "7") {
                code = code * 8 + UInt32(digit - UInt8(ascii: "0"))
                index += 1
                count += 1
            }
            append(code, to: &text)
        case UInt8(ascii: "x"): append(try hexadecimal(2), to: &text)
        case UInt8(ascii: "u"): append(try joined(try hexadecimal(4)), to: &text)
        case UInt8(ascii: "U"): append(try hexadecimal(8), to: &text)
        case UInt8(ascii: "N"):
            throw PythonSyntaxError(.malformed, "characters by name (\\N) are not read", at: index - 2)
        // Python keeps the backslash of an escape that it does not know.
        default: text += [UInt8(ascii: "\\"), byte]
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(PythonSyntaxError) -> UInt32 {
        let start = index - 2
        var code: UInt32 = 0
        for _ in 0..<count {
            guard let byte = current else { throw malformed("an escape is cut off") }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw PythonSyntaxError(.malformed, "an escape wants \(count) hexadecimal digits", at: start)
            }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        guard code <= 0x10FFFF else {
            throw PythonSyntaxError(.malformed, "no character has the number \(code)", at: start)
        }
        return code
    }

    /// The character of a surrogate pair when the second half follows; Python leaves two halves, models mean one.
    private mutating func joined(_ code: UInt32) throws(PythonSyntaxError) -> UInt32 {
        guard 0xD800..<0xDC00 ~= code, bytes[index...].starts(with: "\\u".utf8) else { return code }
        let end = index
        index += 2
        let second = try hexadecimal(4)
        guard 0xDC00..<0xE000 ~= second else {
            index = end
            return code
        }
        return 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
    }

    private func append(_ code: UInt32, to text: inout [UInt8]) {
        text += Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    }
}
