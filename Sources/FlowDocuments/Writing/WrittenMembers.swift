internal import JSON
internal import YAML

/// The members of a mapping, where what is nil is left out.
struct WrittenMembers {
    private(set) var members: [(key: String, value: YAMLNode)] = []

    var isEmpty: Bool { members.isEmpty }
    var node: YAMLNode { .mapping(members) }

    mutating func add(_ key: String, _ value: YAMLNode?) {
        if let value { members.append((key, value)) }
    }

    mutating func add(_ key: String, _ text: String?) { add(key, text.map(YAMLNode.text)) }

    mutating func add(_ key: String, _ number: Int?) { add(key, number.map { .bare(String($0)) }) }

    mutating func add(_ key: String, _ truth: Bool?) { add(key, truth.map { .bare(String($0)) }) }

    mutating func add(_ key: String, _ selector: FlowSelector?) { add(key, selector.map(\.node)) }

    mutating func add(_ key: String, _ condition: FlowCondition?) { add(key, condition.map(\.node)) }

    mutating func add(_ key: String, _ variables: [FlowVariable]?) {
        add(key, variables.map { .mapping($0.map { ($0.name, .text($0.value)) }) })
    }

    /// A number that may be an expression instead.
    mutating func add(_ key: String, number text: String?) {
        add(key, text.map { Self.isNumber($0) ? .bare($0) : .text($0) })
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    static func node(_ value: JSONValue) -> YAMLNode {
        switch value {
        case .string(let text): .text(text)
        case .array(let elements): .list(elements.map(node))
        case .object(let object): .mapping(object.members.map { ($0.key, node($0.value)) })
        case .null, .bool, .integer, .number: .bare(value.print())
        }
    }
}
