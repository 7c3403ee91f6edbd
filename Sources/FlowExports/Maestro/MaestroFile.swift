internal import FlowDocuments
internal import JSON
internal import YAML

/// A flow's file in one layout: reading it gives the same flow, at other places.
struct MaestroFile {
    private let flow: FlowDocument

    init(_ flow: FlowDocument) { self.flow = flow }

    func print() throws(FlowExportError) -> String {
        let lines = try config().lines() + ["---"] + Self.commands(flow.commands).lines()
        return lines.joined(separator: "\n") + "\n"
    }

    private func config() throws(FlowExportError) -> YAMLNode {
        let config = flow.config
        var members = MaestroMembers()
        members.add("appId", config.appID)
        members.add("url", config.url)
        members.add("name", config.name)
        if !config.tags.isEmpty { members.add("tags", .list(config.tags.map(YAMLNode.text))) }
        if !config.environment.isEmpty { members.add("env", MaestroMembers.names(config.environment)) }
        if let commands = config.onFlowStart { members.add("onFlowStart", try Self.commands(commands)) }
        if let commands = config.onFlowComplete { members.add("onFlowComplete", try Self.commands(commands)) }
        if !config.properties.isEmpty {
            let sorted = config.properties.sorted { $0.key < $1.key }
            members.add("properties", .mapping(sorted.map { ($0.key, .text($0.value)) }))
        }
        for member in config.extensions.members { members.add(member.key, Self.value(member.value)) }
        return members.node
    }

    static func commands(_ commands: [FlowCommand]) throws(FlowExportError) -> YAMLNode {
        var items: [YAMLNode] = []
        for command in commands {
            let node = try MaestroCommand(command).node()
            items.append(command.note.map { .commented("thimble: \($0)", node) } ?? node)
        }
        return .list(items)
    }

    static func value(_ value: JSONValue) -> YAMLNode {
        switch value {
        case .string(let text): .text(text)
        case .array(let elements): .list(elements.map(Self.value))
        case .object(let object): .mapping(object.members.map { ($0.key, Self.value($0.value)) })
        case .null, .bool, .integer, .number: .bare(value.print())
        }
    }
}

/// The members of a mapping, where what is nil is left out.
struct MaestroMembers {
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

    mutating func add(_ key: String, _ variables: [FlowVariable]?) { add(key, variables.map(Self.names)) }

    static func names(_ variables: [FlowVariable]) -> YAMLNode {
        .mapping(variables.map { ($0.name, .text($0.value)) })
    }
}
