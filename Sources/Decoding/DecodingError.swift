/// Why a schema cannot be kept while decoding: what is not understood is refused, never passed over.
package struct DecodingError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// A keyword that a grammar cannot keep, or not together with others.
        case unsupported
        /// No finite value satisfies the schema.
        case unsatisfiable
        /// The grammar would be larger than a limit.
        case tooLarge
    }

    package var code: Code
    package var message: String
    /// The keyword at fault, when one is.
    package var keyword: String?
    /// Where it stands in the schema: a JSON Pointer.
    package var location: String

    package init(_ code: Code, _ message: String, keyword: String? = nil, at location: String) {
        self.code = code
        self.message = message
        self.keyword = keyword
        self.location = location
    }

    package var description: String { location.isEmpty ? message : "\(location): \(message)" }
}
