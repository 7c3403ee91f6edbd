package import JSON

/// A JSON Schema, read once: its subschemas lie in one array, every reference is resolved, every pattern compiled.
///
/// Two schemas are equal when they say the same in the same draft. `faults(in:)` and `accepts(_:)` judge values.
package struct JSONSchema: Sendable {
    /// What it was read from.
    package let document: JSONValue
    package let draft: SchemaDraft
    /// Whether `format` is a rule; otherwise it is a remark.
    package let assertsFormats: Bool
    package let limits: SchemaLimits
    /// All subschemas, the root first; those that only `$defs` holds are among them.
    package let nodes: [SchemaNode]

    /// Whether a subschema asks which parts of a value others evaluated.
    let tracksEvaluation: Bool

    /// The whole schema.
    package var root: SchemaNode.ID { 0 }

    /// Reads a schema of draft 2020-12, 2019-09, 7, 6 or 4.
    ///
    /// Members whose names the draft does not know constrain nothing, and are listed in `extensions`.
    ///
    /// - Parameters:
    ///   - document: an object, true or false.
    ///   - draft: that of a document without `$schema`; 2020-12 unless said.
    ///   - assertsFormats: whether a text must have its `format`. Formats that cannot be judged are then refused by name.
    ///   - limits: what is refused as too large.
    /// - Throws: `SchemaError` for a schema that is malformed or cannot be judged as its draft says, with the place.
    package init(
        _ document: JSONValue, draft: SchemaDraft? = nil, assertsFormats: Bool = false, limits: SchemaLimits = .init()
    ) throws(SchemaError) {
        let draft = try SchemaReader.draft(of: document) ?? draft ?? .draft2020
        var reader = SchemaReader(document: document, draft: draft, assertsFormats: assertsFormats, limits: limits)
        try reader.readDocument()
        self.document = document
        self.draft = draft
        self.assertsFormats = assertsFormats
        self.limits = limits
        nodes = reader.nodes
        tracksEvaluation = nodes.contains { $0.unevaluatedProperties != nil || $0.unevaluatedItems != nil }
    }

    package subscript(id: SchemaNode.ID) -> SchemaNode { nodes[id] }

    /// Where members stand whose names the draft does not know, as JSON Pointers: `/properties/age/x-unit`.
    package var extensions: [String] {
        nodes.flatMap { node in node.extensions.keys.map { JSONPointer.appending($0, to: node.location) } }
    }
}

extension JSONSchema: Hashable {
    package static func == (left: JSONSchema, right: JSONSchema) -> Bool {
        left.draft == right.draft && left.assertsFormats == right.assertsFormats && left.limits == right.limits
            && left.document == right.document
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(draft)
        hasher.combine(document)
    }
}
