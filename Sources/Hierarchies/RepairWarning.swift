/// Something in a dump that was not as its format has it, and what was done about it.
package struct RepairWarning: Sendable, Hashable, CustomStringConvertible {
    /// The repair's stable name, for programs.
    package enum Repair: String, Sendable, CaseIterable {
        case leadingNoise = "leading-noise"
        case trailingNoise = "trailing-noise"
        case severalDocuments = "several-documents"
        case severalRoots = "several-roots"
        case transcoded = "transcoded"
        case invalidUTF8 = "invalid-utf8"
        case illegalCharacter = "illegal-character"
        case characterReference = "character-reference"
        case escapedSource = "escaped-source"
        case malformed = "malformed"
        case truncated = "truncated"
        case bounds = "bounds"
        case rotation = "rotation"
        case emptyHierarchy = "empty-hierarchy"
    }

    package var repair: Repair
    /// A sentence for a person, with counts and the place of the first occurrence.
    package var message: String

    package init(_ repair: Repair, _ message: String) {
        self.repair = repair
        self.message = message
    }

    package var description: String { "\(repair.rawValue): \(message)" }
}

extension RepairWarning {
    /// A warning about text around a dump, quoting its start; nil when it is only white space.
    static func noise(_ repair: Repair, in bytes: [UInt8], _ range: Range<Int>) -> RepairWarning? {
        let text = String(decoding: bytes[range].prefix(512), as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return nil }
        let excerpt = words.count > 48 ? words.prefix(48) + "…" : Substring(words)
        return RepairWarning(
            repair,
            "\(range.count.counted("byte")) at \(SourcePosition(of: range.lowerBound, in: bytes)) ignored: \(excerpt)")
    }
}
