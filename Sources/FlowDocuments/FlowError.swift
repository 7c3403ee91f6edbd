/// Why a flow cannot be used, and where.
package struct FlowError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The file is no YAML, too large or too deep.
        case malformed
        case missingConfig, invalidConfig
        case unknownCommand, unknownProperty, invalidValue, missingValue
        /// A file that the flow names.
        case missingFile
        case cycle
        /// A folder, a pattern or tags that leave nothing to run.
        case emptyWorkspace
    }

    package var code: Code
    /// A few words: Maestro's own where it has them.
    package var title: String
    /// A sentence that a user can act on.
    package var message: String
    package var place: SourcePlace?
    /// The line and its neighbours with a caret, for a terminal.
    package var excerpt: String?

    package init(
        _ code: Code, _ title: String, _ message: String, at place: SourcePlace? = nil, excerpt: String? = nil
    ) {
        self.code = code
        self.title = title
        self.message = message
        self.place = place
        self.excerpt = excerpt
    }

    package var description: String {
        let head = (place.map { "\($0): " } ?? "") + "\(title): \(message)"
        return excerpt.map { head + "\n" + $0 } ?? head
    }
}
