import JSON
import Tools

/// What prompts in Python's terms say of a function: the types of its arguments.
struct PythonSignature {
    let tool: FunctionDeclaration

    /// `f(a: str, b: List[int])`.
    var text: String {
        tool.name + "(" + arguments.map { "\($0.name): \($0.type)" }.joined(separator: ", ") + ")"
    }

    /// The arguments in the schema's order.
    var arguments: [(name: String, type: String, schema: JSONObject, isRequired: Bool)] {
        let required = (tool.parameters["required"]?.array ?? []).compactMap(\.string)
        return (tool.parameters["properties"]?.object?.members ?? []).map { name, schema in
            (name, Self.type(of: schema), schema.object ?? [:], required.contains(name))
        }
    }

    private static func type(of schema: JSONValue) -> String {
        switch schema["type"]?.string ?? schema["type"]?[0]?.string {
        case "string": "str"
        case "integer": "int"
        case "number": "float"
        case "boolean": "bool"
        case "array": schema["items"].map { "List[\(type(of: $0))]" } ?? "list"
        case "object": "dict"
        default: "Any"
        }
    }
}
