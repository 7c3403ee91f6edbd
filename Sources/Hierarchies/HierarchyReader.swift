extension Hierarchy {
    /// Reads a UI dump of any format, found by its content.
    ///
    /// What real-world writers and pipes do to a dump is repaired and named in `warnings`; what cannot be read is an
    /// error. Costs one pass for well-formed XML. Touches no file, network or entity.
    /// - Parameters:
    ///   - raw: the file's bytes, any encoding.
    ///   - file: the name that errors quote.
    ///   - format: the format to take it for; nil to find out.
    ///   - limits: what it may cost.
    /// - Throws: `HierarchyError` with the place in the file.
    package init(
        reading raw: [UInt8], file: String, as format: DumpFormat? = nil, limits: DumpLimits = DumpLimits()
    ) throws(HierarchyError) {
        guard raw.count <= limits.bytes else {
            throw HierarchyError(.tooLarge, "larger than \(limits.bytes >> 20) MiB", file: file)
        }
        let text = DumpText(raw)
        guard let first = text.bytes.first(where: { $0 > 0x20 }) else {
            throw HierarchyError(
                .empty, "the file is empty; uiautomator leaves such a file when a screen would not settle", file: file)
        }
        if Self.isXML(text.bytes, first: first) {
            var dump = XMLDump(text, file: file, limits: limits)
            self = try dump.read(as: format)
        } else if Self.isJSON(text.bytes) {
            var dump = JSONDump(text, file: file, limits: limits)
            self = try dump.read(as: format)
        } else {
            let excerpt = String(decoding: text.bytes.prefix(200), as: UTF8.self)
                .split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(80)
            throw HierarchyError(.unknownFormat, "no UI dump in here: \(excerpt)", file: file)
        }
    }

    /// XML unless a JSON bracket comes first: before any tag when the text starts as JSON, or with no tag at all.
    private static func isXML(_ bytes: [UInt8], first: UInt8) -> Bool {
        if first == UInt8(ascii: "<") { return true }
        let tag = bytes.indices.first { index in
            guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { return false }
            let next = bytes[index + 1]
            return next == UInt8(ascii: "?") || next == UInt8(ascii: "!")
                || (next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z"))
        }
        guard let tag else { return false }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return true }
        // Log lines may start with a bracket ("[main] …", or the rest of a colour sequence); JSON goes on as JSON.
        return !JSONDialect.canStart(bytes.drop { $0 <= 0x20 }) && tag < bytes.count
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.contains(UInt8(ascii: "{")) || bytes.contains(UInt8(ascii: "["))
    }
}
