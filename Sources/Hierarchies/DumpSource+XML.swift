/// Where XML documents start.
extension DumpSource {
    /// The next place where a document can start: an XML declaration, a document type or a tag that dumps have; failing
    /// those, any tag.
    func documentStart(from offset: Int) -> Int? {
        var weak: Int?
        var index = offset
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = bytes[open...]
            if Self.strongStarts.contains(where: { rest.starts(with: $0.utf8) }) { return open }
            if weak == nil, open + 1 < bytes.count, isNameStart(bytes[open + 1]) { weak = open }
            index = open + 1
        }
        return weak
    }

    private static let strongStarts = [
        "<?xml", "<!DOCTYPE", "<hierarchy", "<node", "<XCUIElementType", "<AppiumAUT", "<android.",
    ]

    func declaration(from offset: Int) -> Int? {
        var index = offset
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            if hasDeclaration(at: open) || bytes[open...].starts(with: "<hierarchy".utf8) { return open }
            index = open + 1
        }
        return nil
    }

    /// The place from which on there are that many XML declarations; nil if there are fewer.
    func newestDeclaration(from offset: Int, count wanted: Int) -> Int? {
        var count = 0
        var index = bytes.count
        while let open = bytes[offset..<index].lastIndex(of: UInt8(ascii: "<")) {
            if hasDeclaration(at: open) { count += 1 }
            if count == wanted { return open }
            index = open
        }
        return nil
    }

    /// The root element of the document that starts at the offset, behind its declaration if it has one.
    func rootTag(from offset: Int) -> Int {
        guard hasDeclaration(at: offset), let end = bytes[offset...].firstIndex(of: UInt8(ascii: ">")) else {
            return offset
        }
        return firstNonSpace(from: end + 1)
    }

    func hasDeclaration(at offset: Int) -> Bool { bytes[offset...].starts(with: "<?xml".utf8) }

    private func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }

    /// The first tag with too many attributes, looked for only where a tag is long enough to hold them.
    func crowdedTag(from start: Int) -> Int? {
        // Short of this, comparing each attribute with each costs little.
        let shortest = 256 << 10
        guard bytes.count - start > shortest else { return nil }
        var tag = start
        while tag < bytes.count {
            let next = bytes[(tag + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            if next - tag > shortest, quotedValues(in: tag..<next) > limits.attributes { return tag }
            tag = next
        }
        return nil
    }

    /// How many attribute values a tag holds; what is quoted may hold equals signs and the other quote.
    private func quotedValues(in tag: Range<Int>) -> Int {
        var count = 0
        var quote: UInt8?
        for byte in bytes[tag] {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                count += 1
            } else if byte == UInt8(ascii: ">") {
                break
            }
        }
        return count
    }
}
