package import JSON

extension JSONSchema {
    /// What is wrong with a value.
    ///
    /// Where every branch of `anyOf` or `oneOf` fails, the faults are those of the branch that came nearest.
    ///
    /// - Parameters:
    ///   - value: any value.
    ///   - limit: the most faults that are wanted, one at least.
    /// - Returns: the faults; empty when the value is valid.
    package func faults(in value: JSONValue, limit: Int = 8) -> [SchemaFault] {
        SchemaValidator.faults(in: value, by: self, at: root, limit: max(1, limit), assertsFormats: assertsFormats)
            ?? []
    }

    /// Whether a value is valid; as `faults(in:)`, but done with the first fault.
    /// - Parameters:
    ///   - value: any value.
    ///   - id: the subschema that judges it; nil for the whole schema.
    ///   - assertsFormats: whether a known `format` is a rule; nil for what the schema was read with.
    /// - Returns: whether it is.
    package func accepts(_ value: JSONValue, at id: SchemaNode.ID? = nil, assertsFormats: Bool? = nil) -> Bool {
        let asserts = assertsFormats ?? self.assertsFormats
        return SchemaValidator.faults(in: value, by: self, at: id ?? root, limit: 0, assertsFormats: asserts) == nil
    }
}
