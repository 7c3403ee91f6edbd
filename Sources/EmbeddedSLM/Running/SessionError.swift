/// Why a session cannot go on as asked; it is as it was before.
package struct SessionError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// More tokens than the session has positions for.
        case contextFull
        /// A token or a position that there is not.
        case outOfRange
        /// The system has no memory left.
        case noRoom
    }

    package var code: Code
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
