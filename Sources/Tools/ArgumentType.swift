package import JSON
package import Schemas
package import Screens

/// The type of one argument: what a schema says, a grammar generates and the validator accepts.
package indirect enum ArgumentType: Sendable, Hashable {
    /// The id of an element on the screen that affords all of `affording` and can be used now; nil asks for no
    /// affordance.
    case element(affording: ElementActions?)
    /// Text; `length` counts Unicode scalars, as JSON Schema does, and nil allows any.
    case string(length: ClosedRange<Int>?)
    /// A whole number; nil allows every `Int64`.
    case integer(ClosedRange<Int64>?)
    /// A finite number; nil allows every one.
    case number(ClosedRange<Double>?)
    case boolean
    /// One of these words, in the order to show them in.
    case oneOf([String])
    /// A list; nil allows any count.
    case array(of: ArgumentType, count: ClosedRange<Int>?)
    /// Whatever a JSON Schema of its own accepts: patterns, objects, alternatives, recursion.
    ///
    /// Its references begin at its own document, which may have no `$id`, `$anchor` or dynamic reference: it is
    /// written into the schema of a call.
    case schema(JSONSchema)

    /// Text of any length.
    package static let string = ArgumentType.string(length: nil)

    /// Whatever a JSON Schema accepts, written as a literal: `.schema(["type": "string", "pattern": "^[0-9]{5}$"])`.
    /// - Throws: what `JSONSchema(argument:)` refuses.
    package static func schema(_ document: JSONValue) throws(SchemaError) -> ArgumentType {
        .schema(try JSONSchema(argument: document))
    }
}

extension JSONSchema {
    /// Reads the schema of an argument or a result.
    ///
    /// A `format` is a rule in it. Where one of its formats is not known (`int32`, `password`) all of them are remarks.
    package init(argument document: JSONValue) throws(SchemaError) {
        do {
            try self.init(document, assertsFormats: true)
        } catch  where error.keyword == "format" && error.code == .unsupported {
            try self.init(document)
        }
    }
}
