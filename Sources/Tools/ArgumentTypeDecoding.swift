import JSON
import Screens

extension DefinitionReader {
    /// The typed case that says all that a property's schema does, or nil: the subset of JSON Schema that
    /// `ArgumentDomain` writes.
    ///
    /// `x-element` is ours: it makes an integer the id of an element that affords what it names, or `any`.
    func typedCase(_ schema: JSONObject, at path: String) throws(ToolDefinitionError) -> ArgumentType? {
        // A list of words needs no type; all else does.
        let name = schema["type"]?.string ?? (schema["type"] == nil ? schema["enum"].map { _ in "string" } : nil)
        switch name {
        case "string":
            if schema["enum"] != nil { return Self.says(schema, "enum") ? try words(schema["enum"], at: path) : nil }
            guard Self.says(schema, "minLength", "maxLength") else { return nil }
            return try counts(schema, "minLength", "maxLength", at: path) { .string(length: $0) }
        case "integer":
            if let affordance = schema["x-element"] {
                // The ids begin at 1 in any case.
                try expect(schema, only: Self.remarks + ["x-element", "minimum"], at: path)
                return .element(affording: try self.affordance(affordance, at: path + ".x-element"))
            }
            guard Self.says(schema, "minimum", "maximum") else { return nil }
            return try range(schema, "minimum", "maximum", Int64.min...Int64.max, \.integer, at: path) { .integer($0) }
        case "number":
            guard Self.says(schema, "minimum", "maximum") else { return nil }
            let all = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
            return try range(schema, "minimum", "maximum", all, \.number, at: path) { .number($0) }
        case "boolean": return Self.says(schema) ? .boolean : nil
        case "array":
            guard Self.says(schema, "items", "minItems", "maxItems"), let items = schema["items"]?.object,
                let item = try typedCase(items, at: path + ".items")
            else { return nil }
            return try counts(schema, "minItems", "maxItems", at: path) { .array(of: item, count: $0) }
        default: return nil
        }
    }

    /// Members that constrain nothing.
    private static let remarks = [
        "type", "description", "default", "title", "examples", "example", "deprecated", "$comment", "optional",
    ]

    /// Whether a schema has no rules but these.
    private static func says(_ schema: JSONObject, _ keywords: String...) -> Bool {
        schema.keys.allSatisfy { remarks.contains($0) || keywords.contains($0) }
    }

    /// A list of words; nil where there are other values among them.
    private func words(_ json: JSONValue?, at path: String) throws(ToolDefinitionError) -> ArgumentType? {
        guard let array = json?.array else { throw malformed("a list is needed here", at: path + ".enum") }
        let words = array.compactMap(\.string)
        return words.count == array.count ? .oneOf(words) : nil
    }

    private func affordance(_ json: JSONValue, at path: String) throws(ToolDefinitionError) -> ElementActions? {
        if json.string == "any" { return nil }
        let all: [ElementActions] = [.tap, .longPress, .type, .scroll]
        guard let word = json.string, let action = all.first(where: { $0.words == [word] }) else {
            let words = all.flatMap(\.words) + ["any"]
            throw malformed("must be \(Wording.choice(words))", at: path)
        }
        return action
    }

    private func counts(
        _ schema: JSONObject, _ minimum: String, _ maximum: String, at path: String,
        _ make: (ClosedRange<Int>?) -> ArgumentType
    ) throws(ToolDefinitionError) -> ArgumentType? {
        try range(schema, minimum, maximum, 0...Int.max, { $0.integer.flatMap(Int.init(exactly:)) }, at: path, make)
    }

    /// A type with the bounds that are stated; nil where one is not of the type's own kind, for `Schemas` to judge.
    private func range<Bound: Comparable>(
        _ schema: JSONObject, _ minimum: String, _ maximum: String, _ all: ClosedRange<Bound>,
        _ read: (JSONValue) -> Bound?, at path: String, _ make: (ClosedRange<Bound>?) -> ArgumentType
    ) throws(ToolDefinitionError) -> ArgumentType? {
        if schema[minimum] == nil, schema[maximum] == nil { return make(nil) }
        guard let low = schema[minimum].map(read) ?? all.lowerBound,
            let high = schema[maximum].map(read) ?? all.upperBound
        else { return nil }
        guard low <= high else {
            throw ToolDefinitionError(.emptyType, "the lower bound lies above the upper one", tool: tool, path: path)
        }
        return make(low...high)
    }
}
