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
        SchemaValidator.faults(in: value, by: self, limit: max(1, limit)) ?? []
    }

    /// Whether a value is valid; as `faults(in:)`, but done with the first fault.
    package func accepts(_ value: JSONValue) -> Bool {
        SchemaValidator.faults(in: value, by: self, limit: 0) == nil
    }
}
