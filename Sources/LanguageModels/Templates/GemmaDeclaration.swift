import JSON
import Tools

/// Writes tools as Gemma's templates declare them: `declaration:f{description:…,parameters:{…}}`, types in capitals,
/// properties sorted by name.
///
/// Of a schema they print descriptions, types, the values of enumerated strings, nested properties, elements of arrays
/// and what is required. A property that is named like one of those keywords is printed too, which FunctionGemma's own
/// template forgets.
struct GemmaDeclaration {
    let values: EscapedWriter
    /// Whether a property without a description gets an empty one, as with FunctionGemma.
    let hasEmptyDescriptions: Bool

    /// Writes a tool, without the tokens around it.
    func write(_ tool: FunctionDeclaration, to writer: inout TemplateWriter) {
        writer.text("declaration:\(tool.name){description:")
        values.write(tool.description, to: &writer)
        if !tool.parameters.isEmpty {
            writer.text(",parameters:{")
            if let properties = tool.parameters["properties"]?.object, !properties.isEmpty {
                write(properties, to: &writer)
                writer.text(",")
            }
            if writeRequired(of: tool.parameters, to: &writer) { writer.text(",") }
            writeType("object", to: &writer)
            writer.text("}")
        }
        writer.text("}")
    }

    private func write(_ properties: JSONObject, to writer: inout TemplateWriter) {
        writer.text("properties:{")
        for (index, member) in properties.sortedByKey.enumerated() {
            writer.text((index > 0 ? "," : "") + member.key + ":{")
            writeProperty(member.value.object ?? [:], to: &writer)
            writer.text("}")
        }
        writer.text("}")
    }

    private func writeProperty(_ schema: JSONObject, to writer: inout TemplateWriter) {
        let description = schema["description"]?.string ?? ""
        if !description.isEmpty || hasEmptyDescriptions {
            writer.text("description:")
            values.write(description, to: &writer)
            writer.text(",")
        }
        let type = type(of: schema)
        if type == "string", let choices = schema["enum"]?.array, !choices.isEmpty {
            writer.text("enum:")
            values.write(.array(choices), to: &writer)
            writer.text(",")
        }
        if type == "array", let items = schema["items"]?.object, !items.isEmpty {
            writer.text("items:{")
            writeItems(items, to: &writer)
            writer.text("},")
        }
        if !hasEmptyDescriptions, isNullable(schema) { writer.text("nullable:true,") }
        if type == "object" {
            write(schema["properties"]?.object ?? [:], to: &writer)
            writer.text(",")
            if writeRequired(of: schema, to: &writer) { writer.text(",") }
        }
        writeType(type, to: &writer)
    }

    private func writeItems(_ items: JSONObject, to writer: inout TemplateWriter) {
        for (index, member) in items.sortedByKey.filter({ !$0.value.isNull }).enumerated() {
            if index > 0 { writer.text(",") }
            switch member.key {
            case "properties": write(member.value.object ?? [:], to: &writer)
            case "required": writeRequired(of: items, to: &writer)
            case "type": writeType(type(of: items), to: &writer)
            default:
                writer.text(member.key + ":")
                EscapedWriter(quote: values.quote, quotesKeys: true).write(member.value, to: &writer)
            }
        }
    }

    @discardableResult
    private func writeRequired(of schema: JSONObject, to writer: inout TemplateWriter) -> Bool {
        guard let names = schema["required"]?.array, !names.isEmpty else { return false }
        writer.text("required:")
        values.write(.array(names), to: &writer)
        return true
    }

    private func writeType(_ type: String, to writer: inout TemplateWriter) {
        writer.text("type:")
        values.write(type.uppercased(), to: &writer)
    }

    /// The first type that the schema names, null aside; empty when it names none.
    private func type(of schema: JSONObject) -> String {
        if let type = schema["type"]?.string { return type }
        if let types = schema["type"]?.array { return types.compactMap(\.string).first { $0 != "null" } ?? "" }
        let branches = (schema["anyOf"] ?? schema["oneOf"])?.array ?? []
        return branches.lazy.map { type(of: $0.object ?? [:]) }.first { !$0.isEmpty && $0 != "null" } ?? ""
    }

    private func isNullable(_ schema: JSONObject) -> Bool {
        schema["nullable"]?.bool == true || schema["type"]?.array?.contains("null") == true
    }
}
