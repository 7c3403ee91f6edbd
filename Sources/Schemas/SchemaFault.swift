/// One rule that a value breaks, in a sentence that a model can act on.
///
/// The sentence quotes what the schema says, and of the value only numbers and short plain words: a text may be a
/// secret.
package struct SchemaFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The keyword that is broken; empty for the schema `false`, and for a value that is too large to judge.
    package var keyword: String
    /// Where the schema says so: the JSON Pointer of the keyword.
    package var schemaLocation: String
    /// Where the value is at fault: a JSON Pointer into it; empty for the whole value.
    package var instanceLocation: String
    package var message: String

    package init(keyword: String, schemaLocation: String, instanceLocation: String, message: String) {
        self.keyword = keyword
        self.schemaLocation = schemaLocation
        self.instanceLocation = instanceLocation
        self.message = message
    }

    package var description: String { message }
}
