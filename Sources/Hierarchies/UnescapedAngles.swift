/// XML in which attribute values hold a bare `<`, as hand-made writers leave it; escaped, so that a parser reads on.
struct UnescapedAngles {
    private(set) var bytes: [UInt8] = []
    private var count = 0
    private var first = 0

    /// Nil when no value holds one.
    init?(_ text: [UInt8]) {
        bytes.reserveCapacity(text.count + 64)
        var isInTag = false
        var quote: UInt8?
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "<"), quote != nil {
                if count == 0 { first = index }
                count += 1
                bytes += Array("&lt;".utf8)
                continue
            }
            bytes.append(byte)
            if byte == quote {
                quote = nil
            } else if quote == nil, isInTag, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if quote == nil, byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
                isInTag = byte == UInt8(ascii: "<")
            }
        }
        if count == 0 { return nil }
    }

    func warning(in source: DumpSource) -> RepairWarning {
        RepairWarning(
            .illegalCharacter,
            "\(count.counted("bare angle bracket")) in attribute values; first at \(source.position(of: first)); escaped"
        )
    }
}
