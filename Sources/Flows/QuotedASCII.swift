internal import JSON

extension JSONValue {
    /// The value on one line of printable ASCII: safe in a comment of any file, whatever it holds.
    var asciiLine: String {
        var line = ""
        for unit in print(.compact).utf16 {
            if (0x20...0x7E).contains(unit) {
                line.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            } else {
                let digits = String(unit, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
        return line
    }
}
