import JSON
import Tools

/// The JSON types that a tool's schema allows for its arguments, for dialects that write values as bare text.
struct ArgumentTypes {
    /// References that are followed one after the other.
    private static let longestChain = 8

    private let schema: JSONObject

    /// Makes the types of a tool; of one that is not declared nothing is known.
    init(of name: String, in tools: [FunctionDeclaration]) {
        schema = tools.first { $0.name == name }?.parameters ?? [:]
    }

    /// The types that an argument may have; nil when the schema does not say.
    ///
    /// Read are `type`, `enum`, `const`, `anyOf`, `oneOf`, and `$ref` into the schema's own definitions.
    func types(of argument: String) -> Set<String>? {
        guard let property = schema["properties"]?[argument] else { return nil }
        return types(of: property, links: 0)
    }

    /// The value of a bare text: what it says as JSON or as a Python literal, if that has a type which the schema
    /// allows; else the text itself.
    func value(of text: String, for argument: String) -> JSONValue {
        guard let types = types(of: argument), types != ["string"] else { return .string(text) }
        let isText = types.contains("string")
        for value in [try? JSONValue(parsing: text, limits: JSONLimits(depth: 64)), try? PythonReader.value(text)] {
            guard let value, allows(value, types) else { continue }
            // Where a text would do, "5" stays one; a null beside it must be meant.
            if !isText || value.isNull { return value }
        }
        return .string(text)
    }

    private func types(of schema: JSONValue, links: Int) -> Set<String>? {
        guard let object = schema.object, links < Self.longestChain else { return nil }
        if let reference = object["$ref"]?.string {
            return resolved(reference).flatMap { types(of: $0, links: links + 1) }
        }
        if let type = object["type"]?.string { return [type] }
        if let types = object["type"]?.array { return Set(types.compactMap(\.string)) }
        if let value = object["const"] { return [name(of: value)] }
        if let values = object["enum"]?.array { return Set(values.map(name)) }
        for key in ["anyOf", "oneOf"] {
            guard let branches = object[key]?.array else { continue }
            var union: Set<String> = []
            for branch in branches {
                guard let types = types(of: branch, links: links + 1) else { return nil }
                union.formUnion(types)
            }
            return union
        }
        return nil
    }

    private func resolved(_ reference: String) -> JSONValue? {
        let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.first == "#" else { return nil }
        var value: JSONValue? = .object(schema)
        for part in parts.dropFirst() {
            value = value?[String(part.replacing("~1", with: "/").replacing("~0", with: "~"))]
        }
        return value
    }

    private func allows(_ value: JSONValue, _ types: Set<String>) -> Bool {
        types.contains(name(of: value)) || types.contains("number") && value.number != nil
            || types.contains("integer") && value.integer != nil
    }

    private func name(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
