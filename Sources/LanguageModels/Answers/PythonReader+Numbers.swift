import JSON

extension PythonReader {
    /// Reads an integer in any base or a float, with a sign or without, underscores between digits.
    mutating func number() throws(PythonSyntaxError) -> JSONValue {
        let start = index
        var isNegative = false
        if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") {
            isNegative = current == UInt8(ascii: "-")
            index += 1
            skipSpace()
        }
        let first = index
        while let byte = current {
            let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            let followsExponent =
                isSign && index > first && bytes[index - 1] | 0x20 == UInt8(ascii: "e") && !isHexadecimal(first)
            guard isPythonWord(byte) || byte == UInt8(ascii: ".") || followsExponent else { break }
            index += 1
        }
        let literal = String(decoding: bytes[first..<index], as: UTF8.self).lowercased()
        guard let value = pythonNumber(literal, isNegative: isNegative) else {
            throw index < bytes.count
                ? PythonSyntaxError(.malformed, "\(literal) is no number that JSON could hold", at: start)
                : malformed("a number is cut off")
        }
        return value
    }

    private func isHexadecimal(_ first: Int) -> Bool {
        bytes[first...].starts(with: "0x".utf8) || bytes[first...].starts(with: "0X".utf8)
    }
}

/// The value of a literal in lower case, without its sign; nil when it is none, or beyond what a `Double` holds.
private func pythonNumber(_ literal: String, isNegative: Bool) -> JSONValue? {
    guard let digits = withoutUnderscores(literal) else { return nil }
    let sign = isNegative ? "-" : ""
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
        return Int64(sign + digits.dropFirst(2), radix: radix).map(JSONValue.integer)
    }
    if digits.utf8.allSatisfy(isDigit) {
        // 007 was once octal, and is an error now.
        guard !digits.isEmpty,
            digits.utf8.first != UInt8(ascii: "0") || digits.utf8.allSatisfy({ $0 == UInt8(ascii: "0") })
        else { return nil }
        if let integer = Int64(sign + digits) { return .integer(integer) }
    }
    let isDecimal = digits.utf8.allSatisfy { isDigit($0) || ".e+-".utf8.contains($0) }
    guard isDecimal, let number = Double(sign + digits), number.isFinite else { return nil }
    return .number(number)
}

/// The literal without underscores, each of which must stand between digits, or after the prefix of a base.
private func withoutUnderscores(_ literal: String) -> String? {
    guard literal.utf8.contains(UInt8(ascii: "_")) else { return literal }
    let parts = literal.split(separator: "_", omittingEmptySubsequences: false)
    for (left, right) in zip(parts, parts.dropFirst()) {
        guard let before = left.last, let after = right.first, after.isHexDigit else { return nil }
        guard before.isHexDigit || ["0x", "0o"].contains(left) else { return nil }
    }
    return parts.joined()
}
