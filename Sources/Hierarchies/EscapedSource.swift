/// A dump that was cut out of source code with its string escapes still in it: `type=\"Button\"`.
struct EscapedSource {
    private(set) var bytes: [UInt8] = []

    var warning: RepairWarning {
        RepairWarning(.escapedSource, "quotes and line breaks were escaped as in source code; unescaped")
    }

    /// Nil unless an attribute within the first tags opens with an escaped quote.
    init?(_ text: ArraySlice<UInt8>) {
        let head = text.prefix(400)
        let isEscaped = zip(head, head.dropFirst()).contains { $0 == UInt8(ascii: "=") && $1 == UInt8(ascii: "\\") }
        guard isEscaped else { return nil }
        bytes.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                index += 1
                continue
            }
            // A last backslash escapes nothing. It goes too, or what it left would be unescaped again without end.
            guard index + 1 < text.endIndex else { break }
            switch text[index + 1] {
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case let other: bytes.append(other)
            }
            index += 2
        }
    }
}
