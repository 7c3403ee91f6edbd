/// Gives equal byte strings one `String`: class names, packages and ids repeat in nearly every node of a dump.
struct StringPool {
    private var slots: [String?] = Array(repeating: nil, count: 512)

    /// The pooled string of these bytes, which must be UTF-8 (ill-formed bytes are replaced).
    mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if bytes.isEmpty { return "" }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
        if var pooled = slots[slot] {
            let equal = pooled.withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
            if equal { return pooled }
        }
        let string = String(decoding: bytes, as: UTF8.self)
        slots[slot] = string
        return string
    }
}
