/// Why bytes of a peer are none of ADB's messages, or why a message cannot be written, and where.
package struct WireError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// Bytes that the format does not allow.
        case malformed
        /// A length above the limit, the reader's or the format's own.
        case tooLong
        /// A message that is well formed, and has no place in the exchange.
        case unexpected
        /// The stream ended within a message.
        case truncated
    }

    package var code: Code
    /// A sentence that says what was found and what was awaited.
    package var message: String
    /// The format that was read or written, such as `sync` or `shell protocol`.
    package var context: String
    /// Bytes of the stream before the place; 0 for a message that is written.
    package var offset: Int

    package init(_ code: Code, _ message: String, in context: String, at offset: Int = 0) {
        self.code = code
        self.message = message
        self.context = context
        self.offset = offset
    }

    package var description: String { "\(context), byte \(offset): \(message)" }
}
