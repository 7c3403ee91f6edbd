import JSON
import Schemas

/// A schema in a few characters, as a signature shows it: `{street: string, zip?: /^[0-9]{5}$/}`, `[number]`.
///
/// It says what matters for a first try and leaves the rest to the validator: depth, width and length are bounded.
struct SchemaSignature {
    private let schema: JSONSchema
    /// Levels of lists, objects and references that are written out.
    private static let depth = 3
    /// Members, choices or alternatives that are written out.
    private static let width = 12

    init(_ schema: JSONSchema) { self.schema = schema }

    var text: String { text(schema.root, depth: 0) }

    private func text(_ id: SchemaNode.ID, depth: Int) -> String {
        let node = schema[id]
        if let always = node.always { return always ? "any" : "never" }
        if let choices = node.enum { return Self.joined(choices.map(Self.word), "|") }
        if let const = node.const { return Self.word(const) }
        if depth > Self.depth { return "…" }
        if let target = node.ref { return text(target, depth: depth + 1) }
        if let branches = node.anyOf ?? node.oneOf {
            return Self.joined(branches.map { text($0, depth: depth + 1) }, "|")
        }
        if let types = node.type, types.rawValue.nonzeroBitCount > 1 {
            return Self.joined(
                Self.types.filter { types.contains($0.type) }.map { text(node, as: $0.type, depth) }, "|")
        }
        let parts = node.allOf.map { text($0, depth: depth + 1) }
        let own = text(node, as: node.type ?? Self.impliedType(of: node), depth)
        return own == "any" && !parts.isEmpty ? Self.joined(parts, " & ") : own
    }

    private func text(_ node: SchemaNode, as type: SchemaTypes, _ depth: Int) -> String {
        switch type {
        case .string: node.pattern.map { "/\($0.source)/" } ?? node.format ?? "string"
        case .integer, .number:
            Self.span(type == .integer ? "integer" : "number", node)
        case .array: "[\(node.items.map { text($0, depth: depth + 1) } ?? "any")]"
        case .object: object(node, depth)
        default: Self.types.first { $0.type == type }?.name ?? "any"
        }
    }

    private func object(_ node: SchemaNode, _ depth: Int) -> String {
        if node.properties.isEmpty { return "object" }
        let members = node.properties.map { property in
            "\(property.name)\(node.required.contains(property.name) ? "" : "?"): \(text(property.schema, depth: depth + 1))"
        }
        return "{\(Self.joined(members, ", "))}"
    }

    private static func span(_ name: String, _ node: SchemaNode) -> String {
        switch (node.minimum, node.maximum) {
        case (nil, nil): name
        case (let low?, nil): "\(low)…"
        case (nil, let high?): "…\(high)"
        case (let low?, let high?): "\(low)…\(high)"
        }
    }

    private static func joined(_ parts: [String], _ separator: String) -> String {
        var shown: [String] = []
        for part in parts.prefix(width) where !shown.contains(part) { shown.append(part) }
        return shown.joined(separator: separator) + (parts.count > width ? separator + "…" : "")
    }

    /// A choice as it stands, cut to 40 characters.
    private static func word(_ value: JSONValue) -> String {
        let text = value.string ?? value.print()
        return text.count > 40 ? text.prefix(40) + "…" : text
    }

    /// What a schema without `type` is about.
    private static func impliedType(of node: SchemaNode) -> SchemaTypes {
        if !node.properties.isEmpty { return .object }
        if node.items != nil { return .array }
        return node.pattern != nil ? .string : []
    }

    private static let types: [(type: SchemaTypes, name: String)] = [
        (.string, "string"), (.integer, "integer"), (.number, "number"), (.boolean, "boolean"), (.array, "list"),
        (.object, "object"), (.null, "null"),
    ]
}
