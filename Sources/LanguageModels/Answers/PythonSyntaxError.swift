/// Why a text is not Python call syntax, or is more of it than is read, and where.
package struct PythonSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The text ends before its value does.
        case truncated
        /// Something that is no literal and no call of literals.
        case malformed
        /// More nesting than `PythonReader.depthLimit`.
        case tooDeep
    }

    package var code: Code
    package var message: String
    /// Bytes before the place.
    package var offset: Int

    package init(_ code: Code, _ message: String, at offset: Int) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    package var description: String { "at byte \(offset): \(message)" }
}
