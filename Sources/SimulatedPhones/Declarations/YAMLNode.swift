import JSON
import Spellings
import YAML

/// A YAML node that knows its file, so that every complaint says where.
struct YAMLNode {
    let tree: YAMLTree
    let file: String

    init(_ tree: YAMLTree, in file: String) {
        self.tree = tree
        self.file = file
    }

    var line: Int { tree.line }

    func error(_ code: DeclarationError.Code, _ message: String) -> DeclarationError {
        DeclarationError(code, message, file: file, line: line)
    }

    var isMapping: Bool { tree.members != nil }
    var isSequence: Bool { tree.elements != nil }

    var elements: [YAMLNode] {
        get throws(DeclarationError) {
            guard let elements = tree.elements else { throw error(.badValue, "a list is wanted here") }
            return elements.map { YAMLNode($0, in: file) }
        }
    }

    /// The elements of a list, or the node itself as the only one.
    var elementsOrSelf: [YAMLNode] { get throws(DeclarationError) { isSequence ? try elements : [self] } }

    var members: [(key: String, value: YAMLNode)] {
        get throws(DeclarationError) {
            guard let written = tree.members else { throw error(.badValue, "keys with values are wanted here") }
            var members: [(key: String, value: YAMLNode)] = []
            for member in written {
                guard let name = member.key.text else { throw error(.badValue, "a key must be a text") }
                members.append((name, YAMLNode(member.value, in: file)))
            }
            return members
        }
    }

    var text: String {
        get throws(DeclarationError) {
            guard let text = tree.text else { throw error(.badValue, "a text is wanted here") }
            return text
        }
    }

    /// The value as YAML 1.2's core schema reads it: `yes` and `on` are texts.
    var scalar: JSONValue {
        get throws(DeclarationError) {
            let text = try text
            guard tree.isPlain else { return .string(text) }
            switch text {
            case "true", "True": return true
            case "false", "False": return false
            case "null", "~", "": return nil
            default: break
            }
            guard let first = text.utf8.first, (0x30...0x39).contains(first) || first == 0x2D else {
                return .string(text)
            }
            if text.hasPrefix("0"), text.count > 1, !text.hasPrefix("0.") { return .string(text) }
            if let integer = Int64(text) { return .integer(integer) }
            return Double(text).map { .number($0) } ?? .string(text)
        }
    }

    func integer(in range: ClosedRange<Int>) throws(DeclarationError) -> Int {
        guard let value = try scalar.integer, let integer = Int(exactly: value), range.contains(integer) else {
            throw error(.badValue, "a whole number from \(range.lowerBound) to \(range.upperBound) is wanted here")
        }
        return integer
    }

    var number: Double {
        get throws(DeclarationError) {
            guard let value = try scalar.number else { throw error(.badValue, "a number is wanted here") }
            return value
        }
    }

    var bool: Bool {
        get throws(DeclarationError) {
            guard let value = try scalar.bool else { throw error(.badValue, "true or false is wanted here") }
            return value
        }
    }

    func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) throws(DeclarationError) -> Value
    where Value.RawValue == String {
        let text = try text
        guard let value = Value(rawValue: text) else {
            let names = Value.allCases.map(\.rawValue)
            throw error(.badValue, "“\(text)” is none of \(names.joined(separator: ", "))")
        }
        return value
    }

    func json(depth: Int = 0) throws(DeclarationError) -> JSONValue {
        guard depth < 12 else { throw error(.limit, "values lie more than 12 deep") }
        if isMapping {
            var object = JSONObject()
            for (key, value) in try members { object[key] = try value.json(depth: depth + 1) }
            return .object(object)
        }
        guard isSequence else { return try scalar }
        var array: [JSONValue] = []
        for element in try elements { array.append(try element.json(depth: depth + 1)) }
        guard array.count <= 10_000 else { throw error(.limit, "a list holds at most 10,000 values") }
        return .array(array)
    }
}

/// The members of a mapping, each of which must be asked for.
struct YAMLMembers {
    let node: YAMLNode
    private let values: [String: YAMLNode]
    private var known: Set<String> = []

    init(_ node: YAMLNode) throws(DeclarationError) {
        self.node = node
        var values: [String: YAMLNode] = [:]
        for (key, value) in try node.members {
            if values.updateValue(value, forKey: key) != nil { throw value.error(.badValue, "“\(key)” comes twice") }
        }
        self.values = values
    }

    var keys: some Collection<String> { values.keys }

    subscript(key: String) -> YAMLNode? {
        mutating get {
            known.insert(key)
            return values[key]
        }
    }

    mutating func required(_ key: String) throws(DeclarationError) -> YAMLNode {
        guard let value = self[key] else { throw node.error(.missingKey, "“\(key)” is missing here") }
        return value
    }

    /// Throws for the first member that nobody asked for.
    func finish() throws(DeclarationError) {
        guard let unknown = values.filter({ !known.contains($0.key) }).min(by: { $0.value.line < $1.value.line }) else {
            return
        }
        let hint = Spelling.hint(Spelling.nearest(unknown.key, in: known))
        throw unknown.value.error(.unknownKey, "there is no key “\(unknown.key)” here\(hint)")
    }
}
