import JSON

/// JSON Schema's names for types that go by Python's or Java's, as in the Berkeley Function Calling Leaderboard.
enum TypeNames {
    /// By the other name in lower case.
    private static let standard = [
        "dict": "object", "hashmap": "object", "object": "object", "float": "number", "double": "number",
        "number": "number", "int": "integer", "long": "integer", "integer": "integer", "bool": "boolean",
        "boolean": "boolean", "str": "string", "char": "string", "string": "string", "list": "array", "tuple": "array",
        "arraylist": "array", "array": "array",
    ]

    /// The schema with standard names throughout; `any` becomes no type at all.
    static func standardized(_ schema: JSONValue) -> JSONValue {
        SchemaWalk.map(schema) { schema in
            switch schema["type"] {
            case "any": schema["type"] = nil
            case .string(let name): schema["type"] = .string(Self.name(name))
            case .array(let names):
                if names.contains("any") {
                    schema["type"] = nil
                } else {
                    schema["type"] = .array(names.map { $0.string.map { .string(Self.name($0)) } ?? $0 })
                }
            default: break
            }
        }
    }

    private static func name(_ name: String) -> String { standard[name.lowercased()] ?? name }
}
