/// Why a model file cannot be used.
package struct ModelFileError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// The file cannot be opened or mapped.
        case unreadable
        /// It is no GGUF file of version 3.
        case notGGUF
        /// It ends before what it announces.
        case truncated
        /// It announces more than a limit allows.
        case tooLarge
        /// It contradicts itself or the format.
        case malformed
        /// A key or tensor that a model needs is not there.
        case missing
        /// It is a model of a kind that is not run here.
        case unsupported
        /// The system has no memory or threads left.
        case noRoom
    }

    package var code: Code
    package var message: String
    /// The key or tensor at fault, when one is.
    package var item: String?

    package init(_ code: Code, _ message: String, item: String? = nil) {
        self.code = code
        self.message = message
        self.item = item
    }

    package var description: String { item.map { "\($0): \(message)" } ?? message }
}
