/// Why a schema cannot be used, and where.
package struct SchemaError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, Hashable, CaseIterable {
        /// A keyword whose value the draft does not allow, or a schema that is neither an object nor true or false.
        case malformed
        /// A keyword, dialect, pattern or format whose meaning is known, but not supported.
        case unsupported
        /// A reference to a document other than this one.
        case otherDocument
        /// A reference to a place where this document has no schema.
        case unresolved
        /// References that lead back to where they began without a step into the value.
        case endless
        /// More than `SchemaLimits` allow.
        case tooLarge
    }

    package var code: Code
    /// A sentence without the place.
    package var message: String
    /// Where: the JSON Pointer of the keyword, `/properties/age/minimum`, or of the schema; empty for the root.
    package var location: String
    /// The keyword at fault; empty when it is the schema itself.
    package var keyword: String

    package init(_ code: Code, _ message: String, at location: String, keyword: String = "") {
        self.code = code
        self.message = message
        self.location = location
        self.keyword = keyword
    }

    package var description: String { "schema\(location.isEmpty ? "" : " \(location)"): \(message)" }
}
