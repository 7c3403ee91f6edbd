import JSON

/// Goes through the subschemas of a schema's JSON without reading it: data in it, such as an `enum`, is no schema.
enum SchemaWalk {
    /// Keywords whose value is data.
    private static let data: Set<String> = ["enum", "const", "default", "examples", "example", "required"]
    /// Keywords whose value is an object of schemas by name.
    private static let maps: Set<String> = [
        "properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies",
    ]

    /// The schema with each subschema changed, the outer ones first.
    static func map(_ schema: JSONValue, _ change: (inout JSONObject) -> Void) -> JSONValue {
        switch schema {
        case .array(let items): return .array(items.map { map($0, change) })
        case .object(var object):
            change(&object)
            return .object(
                JSONObject(
                    object.members.map { key, value in
                        if data.contains(key) { return (key: key, value: value) }
                        guard maps.contains(key), let inner = value.object else {
                            return (key: key, value: map(value, change))
                        }
                        return (
                            key: key,
                            value: .object(
                                JSONObject(inner.members.map { (key: $0.key, value: map($0.value, change)) }))
                        )
                    }))
        default: return schema
        }
    }

    static func visit(_ schema: JSONValue, _ look: (JSONObject) -> Void) { _ = map(schema) { look($0) } }
}
