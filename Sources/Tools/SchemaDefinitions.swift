import JSON
import Schemas

/// The `$defs` of a document into which the schemas of arguments are written.
///
/// Each argument's schema is a document of its own, whose references begin at its root. Written into another document,
/// its definitions move to that document's root, renamed where two differ, and its references follow them.
struct SchemaDefinitions {
    /// What stands under `$defs`.
    private(set) var members: JSONObject = [:]
    /// The new names of definitions that are there already, by the object that held them.
    private var names: [JSONObject: [String: String]] = [:]

    /// The schema as it stands in the other document; `name` is for a definition of the schema as a whole.
    mutating func embed(_ schema: JSONSchema, named name: String) -> JSONObject {
        guard var object = schema.document.object else { return schema.document == false ? ["not": [:]] : [:] }
        object["$schema"] = nil
        let references = Self.references(in: .object(object))
        let definitions = object["$defs"]?.object ?? [:]
        if references.allSatisfy({ Self.definition(of: $0).map { definitions[$0] != nil } ?? false }) {
            object["$defs"] = nil
            if references.isEmpty { return object }
            let names = add(definitions)
            return Self.rewriting(object) { reference in
                let name = Self.definition(of: reference) ?? ""
                return "#/$defs/\(names[name] ?? name)" + reference.dropFirst("#/$defs/\(name)".count)
            }
        }
        // It refers to itself, or to a place within itself.
        let key = freeName(name)
        members[key] = .object(Self.rewriting(object) { "#/$defs/\(key)" + $0.dropFirst() })
        return ["$ref": .string("#/$defs/\(key)")]
    }

    private mutating func add(_ definitions: JSONObject) -> [String: String] {
        if let known = names[definitions] { return known }
        var added: [String: String] = [:]
        for name in definitions.keys {
            added[name] = freeName(name)
            // The name is taken before its schema is there.
            members[added[name] ?? name] = true
        }
        for (name, schema) in definitions.members {
            members[added[name] ?? name] = Self.rewriting(schema) { reference in
                guard let target = Self.definition(of: reference) else { return reference }
                return "#/$defs/\(added[target] ?? target)" + reference.dropFirst("#/$defs/\(target)".count)
            }
        }
        names[definitions] = added
        return added
    }

    private func freeName(_ name: String) -> String {
        if members[name] == nil { return name }
        var number = 2
        while members["\(name)_\(number)"] != nil { number += 1 }
        return "\(name)_\(number)"
    }

    /// The name in `#/$defs/NAME…`, where it needs no escapes; nil for any other reference.
    private static func definition(of reference: String) -> String? {
        guard reference.hasPrefix("#/$defs/") else { return nil }
        let name = reference.dropFirst("#/$defs/".count).prefix { $0 != "/" }
        return name.utf8.allSatisfy { $0 != UInt8(ascii: "~") && $0 != UInt8(ascii: "%") } ? String(name) : nil
    }

    /// The keyword of a document that would mean something else inside another one, or nil.
    static func foreignKeyword(in document: JSONValue) -> String? {
        let keywords = ["$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveAnchor", "$recursiveRef"]
        var found: String?
        SchemaWalk.visit(document) { schema in
            found = found ?? keywords.first { schema[$0] != nil }
            if let reference = schema["$ref"]?.string, reference != "#", !reference.hasPrefix("#/") {
                found = found ?? "$ref"
            }
        }
        return found
    }

    static func references(in document: JSONValue) -> [String] {
        var references: [String] = []
        SchemaWalk.visit(document) { schema in
            if let reference = schema["$ref"]?.string { references.append(reference) }
        }
        return references
    }

    private static func rewriting(_ object: JSONObject, _ change: (String) -> String) -> JSONObject {
        rewriting(.object(object), change).object ?? object
    }

    private static func rewriting(_ schema: JSONValue, _ change: (String) -> String) -> JSONValue {
        SchemaWalk.map(schema) { schema in
            guard let reference = schema["$ref"]?.string else { return }
            schema["$ref"] = .string(change(reference))
        }
    }
}
