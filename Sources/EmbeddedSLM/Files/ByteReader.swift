/// Little-endian numbers and texts, one after the other, with a check of the end before each.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    /// The next number of a type.
    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(ModelFileError) -> Number {
        let size = MemoryLayout<Number>.size
        try need(size)
        defer { offset += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// A 64-bit count, at most `limit`.
    mutating func count(of what: String, limit: Int) throws(ModelFileError) -> Int {
        let count = try number(UInt64.self)
        guard count <= UInt64(limit) else { throw ModelFileError(.tooLarge, "\(count) \(what), more than \(limit)") }
        return Int(count)
    }

    /// A text: its length in 64 bits, then UTF-8.
    mutating func text(limit: Int) throws(ModelFileError) -> String {
        let length = try count(of: "bytes of text", limit: limit)
        try need(length)
        let range = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
        guard let text = String(validating: range.bindMemory(to: UInt8.self), as: UTF8.self) else {
            throw ModelFileError(.malformed, "the text at byte \(offset) is not UTF-8")
        }
        offset += length
        return text
    }

    /// The next bytes.
    mutating func take(_ count: Int) throws(ModelFileError) -> [UInt8] {
        try need(count)
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    /// Fails unless that many bytes are left.
    func need(_ count: Int) throws(ModelFileError) {
        guard count <= remaining else {
            throw ModelFileError(
                .truncated, "the file ends at byte \(bytes.count), where \(count - remaining) more are needed")
        }
    }
}
