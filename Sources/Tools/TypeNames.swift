import JSON

/// JSON Schema's names for the types that Python's are used for, as in the Berkeley Function Calling Leaderboard.
enum TypeNames {
    private static let standard = [
        "dict": "object", "float": "number", "double": "number", "str": "string", "int": "integer", "bool": "boolean",
        "list": "array", "tuple": "array",
    ]

    /// The schema with standard names throughout; `any` becomes no type at all.
    static func standardized(_ schema: JSONValue) -> JSONValue {
        SchemaWalk.map(schema) { schema in
            switch schema["type"] {
            case "any": schema["type"] = nil
            case .string(let name): schema["type"] = .string(standard[name] ?? name)
            case .array(let names):
                if names.contains("any") {
                    schema["type"] = nil
                } else {
                    schema["type"] = .array(names.map { $0.string.map { .string(standard[$0] ?? $0) } ?? $0 })
                }
            default: break
            }
        }
    }
}
