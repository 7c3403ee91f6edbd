package import JSON
package import Patterns

/// One subschema with its keywords read: what a validator checks and a grammar generates.
///
/// Subschemas lie in one array (`JSONSchema.nodes`) and name each other by index, so a schema that refers to itself is
/// a plain value. Keywords that constrain nothing (`title`, `description`, `default`, `examples`, `$comment` and their
/// like) are not kept. Names are JSON Schema's own.
package struct SchemaNode: Sendable {
    /// An index into `JSONSchema.nodes`.
    package typealias ID = Int

    /// Where it stands in the document: a JSON Pointer, `/properties/age`; empty for the root.
    package var location = ""
    /// The schemas `true` and `false`; nil for an object.
    package var always: Bool?

    /// The target of `$ref`.
    package var ref: ID?
    /// The types of `type`; nil allows all.
    package var type: SchemaTypes?
    package var `enum`: [JSONValue]?
    /// The values of a long `enum`, to find one at once; nil for a short one.
    package var enumSet: Set<JSONValue>?
    package var const: JSONValue?

    package var allOf: [ID] = []
    package var anyOf: [ID]?
    package var oneOf: [ID]?
    package var not: ID?
    package var `if`: ID?
    package var then: ID?
    package var `else`: ID?

    package var minimum: JSONValue?
    package var maximum: JSONValue?
    package var exclusiveMinimum: JSONValue?
    package var exclusiveMaximum: JSONValue?
    package var multipleOf: JSONValue?

    package var minLength: Int?
    package var maxLength: Int?
    package var pattern: SchemaPattern?
    package var format: String?
    /// The texts that `format` allows; nil where formats are not asserted.
    package var formatAutomaton: ScalarAutomaton?

    /// In the document's order.
    package var properties: [(name: String, schema: ID)] = []
    package var patternProperties: [(pattern: SchemaPattern, schema: ID)] = []
    package var additionalProperties: ID?
    package var propertyNames: ID?
    package var required: [String] = []
    package var minProperties: Int?
    package var maxProperties: Int?
    /// `dependentRequired`, and draft 7's `dependencies` with lists.
    package var dependentRequired: [(name: String, required: [String])] = []
    /// `dependentSchemas`, and draft 7's `dependencies` with schemas.
    package var dependentSchemas: [(name: String, schema: ID)] = []
    package var unevaluatedProperties: ID?

    /// `prefixItems`, and draft 7's `items` with a list.
    package var prefixItems: [ID] = []
    /// What follows the prefix: `items`, and draft 7's `additionalItems`.
    package var items: ID?
    package var minItems: Int?
    package var maxItems: Int?
    package var uniqueItems = false
    package var contains: ID?
    package var minContains: Int?
    package var maxContains: Int?
    package var unevaluatedItems: ID?

    /// Members whose names the draft does not know, in the document's order; `x-` extensions are among them.
    package var extensions: JSONObject = [:]

    package init() {}
}

/// A `pattern` as written, and compiled.
package struct SchemaPattern: Sendable {
    package var source: String
    package var pattern: Pattern

    package init(source: String, pattern: Pattern) {
        self.source = source
        self.pattern = pattern
    }
}

/// The types that `type` names; `integer` is a kind of number.
package struct SchemaTypes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let null = SchemaTypes(rawValue: 1)
    package static let boolean = SchemaTypes(rawValue: 2)
    package static let integer = SchemaTypes(rawValue: 4)
    package static let number = SchemaTypes(rawValue: 8)
    package static let string = SchemaTypes(rawValue: 16)
    package static let array = SchemaTypes(rawValue: 32)
    package static let object = SchemaTypes(rawValue: 64)
}
