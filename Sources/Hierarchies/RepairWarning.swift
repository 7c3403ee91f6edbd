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
