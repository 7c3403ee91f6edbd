internal import JSON
internal import YAML

/// The fields of one mapping of a flow's file.
struct FieldReader {
    let source: FlowSource
    let tree: YAMLTree
    private let fields: [String: YAMLTree]

    /// - Throws: for a key that is not allowed.
    init(
        _ tree: YAMLTree, _ source: FlowSource, of name: String, allowed: [String]
    ) throws(FlowError) {
        self.tree = tree
        self.source = source
        guard let members = tree.members else {
            throw source.error(
                .invalidValue, "Invalid Command Format: \(name)",
                "\(name) takes a mapping of \(allowed.joined(separator: ", "))",
                at: source.place(tree))
        }
        var fields: [String: YAMLTree] = [:]
        for member in members {
            let key = member.key.text ?? ""
            guard allowed.contains(key) else {
                throw source.error(
                    .unknownProperty, "Unknown Property: \(key)",
                    "\(name) has no \(key)\(Suggestion.clause(for: key, among: allowed))", at: source.place(member.key))
            }
            fields[key] = member.value
        }
        self.fields = fields
    }

    /// A field that is there and not null.
    subscript(_ key: String) -> YAMLTree? { fields[key].flatMap { $0.isNull ? nil : $0 } }

    func text(_ key: String) throws(FlowError) -> String? {
        guard let tree = self[key] else { return nil }
        guard let text = tree.text else { throw invalid(key, "takes a text", tree) }
        return text
    }

    func neededText(_ key: String) throws(FlowError) -> String {
        guard let text = try text(key) else { throw missing(key) }
        return text
    }

    /// Digits, which `_` may part.
    func integer(_ key: String) throws(FlowError) -> Int? {
        guard let text = try text(key), let tree = self[key] else { return nil }
        guard let number = Int(text.filter { $0 != "_" }) else { throw invalid(key, "takes a whole number", tree) }
        return number
    }

    func truth(_ key: String) throws(FlowError) -> Bool? {
        guard let text = try text(key), let tree = self[key] else { return nil }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default: throw invalid(key, "is true or false", tree)
        }
    }

    func texts(_ key: String) throws(FlowError) -> [String]? {
        try self[key].map { tree throws(FlowError) in try Self.texts(tree, of: key, source) }
    }

    /// A list of texts, or one text for a list of one.
    static func texts(_ tree: YAMLTree, of key: String, _ source: FlowSource) throws(FlowError) -> [String] {
        if let text = tree.text { return [text] }
        var texts: [String] = []
        for element in tree.elements ?? [tree] {
            guard let text = element.text, !element.isNull else {
                throw source.error(
                    .invalidValue, "Incorrect Format: \(key)", "\(key) takes a list of texts", at: source.place(element)
                )
            }
            texts.append(text)
        }
        return texts
    }

    /// Names and their values, in order.
    func variables(_ key: String) throws(FlowError) -> [FlowVariable]? {
        guard let tree = self[key] else { return nil }
        guard let members = tree.members else { throw invalid(key, "takes names and their values", tree) }
        var variables: [FlowVariable] = []
        for member in members {
            guard let name = member.key.text, !name.isEmpty else { throw invalid(key, "takes names", member.key) }
            guard let value = member.value.text, !member.value.isNull else {
                let message = "\(key) has no value for \(name); write \"\" for an empty one"
                let title = key == "env" ? "Environment variable has no value: \(name)" : "Incorrect Format: \(key)"
                throw source.error(.invalidValue, title, message, at: source.place(member.key))
            }
            variables.append(FlowVariable(name, value))
        }
        return variables
    }

    func missing(_ key: String) -> FlowError {
        source.error(
            .missingValue, "Missing Required Property: \(key)", "\(key) is needed here", at: source.place(tree))
    }

    func invalid(_ key: String, _ what: String, _ tree: YAMLTree) -> FlowError {
        source.error(.invalidValue, "Incorrect Format: \(key)", "\(key) \(what)", at: source.place(tree))
    }
}

extension YAMLTree {
    /// A plain scalar that YAML reads as nothing.
    var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(text) }

    /// As JSON, with plain scalars as YAML 1.2 types them.
    var json: JSONValue {
        switch content {
        case .scalar(let text, let isPlain):
            guard isPlain else { return .string(text) }
            if isNull { return .null }
            if let integer = Int64(text) { return .integer(integer) }
            switch text {
            case "true", "True", "TRUE": return .bool(true)
            case "false", "False", "FALSE": return .bool(false)
            default: break
            }
            let isNumeric = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
            if isNumeric, let number = Double(text), number.isFinite { return .number(number) }
            return .string(text)
        case .sequence(let elements): return .array(elements.map(\.json))
        case .mapping(let members):
            var object = JSONObject()
            for member in members { object[member.key.text ?? ""] = member.value.json }
            return .object(object)
        }
    }
}
