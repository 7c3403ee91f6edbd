/// A JSON document whose end is missing, closed after its last whole value.
struct TruncatedJSON {
    private(set) var bytes: [UInt8]

    /// Nil when the bytes are not a truncated document (brackets balance, or do not match).
    init?(_ text: ArraySlice<UInt8>) {
        var open: [UInt8] = []
        var cut = text.startIndex
        var openAtCut: [UInt8] = []
        var isInString = false
        var isEscaped = false
        for index in text.indices {
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
                (cut, openAtCut) = (index + 1, open)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast() == byte, !open.isEmpty else { return nil }
                (cut, openAtCut) = (index + 1, open)
            case UInt8(ascii: ","): (cut, openAtCut) = (index, open)
            default: break
            }
        }
        guard !open.isEmpty else { return nil }
        bytes = Array(text[text.startIndex..<cut]) + openAtCut.reversed()
    }
}
