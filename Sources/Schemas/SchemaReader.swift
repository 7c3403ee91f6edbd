import JSON
import Patterns

/// Reads a document into nodes: first every subschema where it stands, then what the references refer to.
struct SchemaReader {
    let document: JSONValue
    let draft: SchemaDraft
    let assertsFormats: Bool
    let limits: SchemaLimits

    var nodes: [SchemaNode] = []
    /// The resource that each node belongs to.
    var resourceOfNode: [Int] = []
    var index: SchemaIndex
    var references: [PendingReference] = []
    private var patterns: [ExactString: Pattern] = [:]
    /// What the patterns took so far, in states.
    private var patternStates = 0

    init(document: JSONValue, draft: SchemaDraft, assertsFormats: Bool, limits: SchemaLimits) {
        self.document = document
        self.draft = draft
        self.assertsFormats = assertsFormats
        self.limits = limits
        index = SchemaIndex()
    }

    /// The draft that the document's `$schema` names; nil where it names none.
    static func draft(of document: JSONValue) throws(SchemaError) -> SchemaDraft? {
        guard let value = document["$schema"] else { return nil }
        guard let dialect = value.string else {
            throw SchemaError(
                .malformed, "$schema must be a text, not \(value.kind)", at: "/$schema", keyword: "$schema")
        }
        guard let draft = SchemaDraft(dialect: dialect) else {
            let message = "$schema names a dialect that is not supported: \(Wording.quoted(dialect))"
            throw SchemaError(.unsupported, message, at: "/$schema", keyword: "$schema")
        }
        return draft
    }

    mutating func readDocument() throws(SchemaError) {
        _ = try read(document, at: "", in: index.addResource(uri: "", root: 0), depth: 0)
        try resolveReferences()
        try refuseEndlessReferences()
    }

    /// Reads a subschema and all that stands below it.
    ///
    /// - Parameters:
    ///   - value: the subschema.
    ///   - location: where it stands.
    ///   - resource: what relative references in it start from.
    ///   - depth: how many subschemas it stands in.
    /// - Throws: what is wrong with it, and where.
    /// - Returns: its node.
    mutating func read(
        _ value: JSONValue, at location: String, in resource: Int, depth: Int
    ) throws(SchemaError) -> SchemaNode.ID {
        let id = nodes.count
        guard id < limits.nodes else {
            throw SchemaError(.tooLarge, "there are more than \(limits.nodes) subschemas", at: location)
        }
        guard depth < limits.depth else {
            throw SchemaError(.tooLarge, "subschemas stand deeper than \(limits.depth) levels", at: location)
        }
        nodes.append(SchemaNode())
        resourceOfNode.append(resource)
        var node = SchemaNode()
        node.location = location
        switch value {
        case .bool(let always): node.always = always
        case .object(let object):
            var place = Place(id: id, object: object, location: location, resource: resource, depth: depth)
            try readIdentifiers(&place)
            resourceOfNode[id] = place.resource
            // Before 2019-09 a reference is all that its schema says; definitions beside it may still be referred to.
            let isReference = draft < .draft2019 && object["$ref"]?.string != nil
            var strangers: [JSONObject.Member] = []
            for (name, value) in object.members {
                guard let keyword = SchemaKeyword(rawValue: name), keyword.isKnown(in: draft) else {
                    strangers.append((name, value))
                    continue
                }
                if isReference, ![.ref, .definitions, .defs].contains(keyword) { continue }
                try read(keyword, value, into: &node, at: place)
            }
            if !strangers.isEmpty { node.extensions = JSONObject(strangers) }
        default:
            throw SchemaError(.malformed, "a schema is an object, true or false, not \(value.kind)", at: location)
        }
        nodes[id] = node
        return id
    }

    /// Compiles a pattern, once for all places where it stands.
    mutating func pattern(
        _ source: String, at location: String, keyword: SchemaKeyword
    ) throws(SchemaError) -> SchemaPattern {
        if let known = patterns[ExactString(source)] { return SchemaPattern(source: source, pattern: known) }
        guard patterns.count < limits.patterns else {
            let message = "there are more than \(limits.patterns) patterns"
            throw SchemaError(.tooLarge, message, at: location, keyword: keyword.rawValue)
        }
        let pattern: Pattern
        do {
            pattern = try Pattern(source, limits: limits.pattern)
        } catch {
            let code: SchemaError.Code =
                switch error.code {
                case .unsupported: .unsupported
                case .tooLarge: .tooLarge
                default: .malformed
                }
            throw SchemaError(code, error.message, at: location, keyword: keyword.rawValue)
        }
        patternStates += pattern.statesBuilt
        guard patternStates <= limits.patternStates else {
            let message = "the patterns take more than \(limits.patternStates) states together"
            throw SchemaError(.tooLarge, message, at: location, keyword: keyword.rawValue)
        }
        patterns[ExactString(source)] = pattern
        return SchemaPattern(source: source, pattern: pattern)
    }
}

extension SchemaReader {
    /// The subschema whose keywords are being read.
    struct Place {
        let id: SchemaNode.ID
        let object: JSONObject
        let location: String
        var resource: Int
        let depth: Int

        func location(of keyword: SchemaKeyword) -> String { "\(location)/\(keyword.rawValue)" }

        func malformed(_ keyword: SchemaKeyword, _ need: String, not value: JSONValue) -> SchemaError {
            SchemaError(
                .malformed, "\(keyword.rawValue) must be \(need), not \(value.phrase)", at: location(of: keyword),
                keyword: keyword.rawValue)
        }

        func unsupported(_ keyword: SchemaKeyword, _ message: String) -> SchemaError {
            SchemaError(.unsupported, message, at: location(of: keyword), keyword: keyword.rawValue)
        }
    }

    /// A reference whose target is sought once all subschemas are read.
    struct PendingReference {
        var node: SchemaNode.ID
        var keyword: SchemaKeyword
        var text: String
        /// Where the reference stands.
        var location: String
    }
}
