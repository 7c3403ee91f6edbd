/// A JSON document whose end is missing, closed after its last whole value.
struct TruncatedJSON {
    private(set) var bytes: [UInt8]

    /// Nil when the bytes are not a truncated document (brackets balance, or do not match).
    init?(_ text: ArraySlice<UInt8>) {
        guard let cut = Self.scan(text, to: text.endIndex).cut else { return nil }
        let open = Self.scan(text, to: cut).open
        guard !open.isEmpty else { return nil }
        bytes = Array(text[text.startIndex..<cut]) + open.reversed()
    }

    /// What is open at an offset, and the last place before it where a value or an opening bracket had just ended; no
    /// place when the brackets do not match or nothing is left open.
    private static func scan(_ text: ArraySlice<UInt8>, to end: Int) -> (open: [UInt8], cut: Int?) {
        var open: [UInt8] = []
        var cut: Int?
        var isInString = false
        var isEscaped = false
        for index in text.startIndex..<end {
            let byte = text[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open.append(byte == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]"))
                cut = index + 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() == byte, !open.isEmpty else { return ([], nil) }
                cut = index + 1
            case UInt8(ascii: ","): cut = index
            default: break
            }
        }
        return (open, cut)
    }
}
