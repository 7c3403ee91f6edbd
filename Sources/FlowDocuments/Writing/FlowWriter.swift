internal import JSON
internal import YAML

extension FlowDocument {
    /// The flow's file in one layout, with a line end: reading it gives the same flow, at other places.
    package func print() -> String { config.print() + "---\n" + commands.print() }
}

extension FlowConfig {
    /// The lines above the dashes.
    package func print() -> String {
        var members = WrittenMembers()
        members.add("appId", appID)
        members.add("url", url)
        members.add("name", name)
        if !tags.isEmpty { members.add("tags", .list(tags.map(YAMLNode.text))) }
        if !environment.isEmpty { members.add("env", environment) }
        members.add("onFlowStart", onFlowStart.map(CommandWriter.list))
        members.add("onFlowComplete", onFlowComplete.map(CommandWriter.list))
        if !properties.isEmpty {
            let sorted = properties.sorted { $0.key < $1.key }
            members.add("properties", .mapping(sorted.map { ($0.key, .text($0.value)) }))
        }
        for member in extensions.members { members.add(member.key, WrittenMembers.node(member.value)) }
        return members.node.lines().joined(separator: "\n") + "\n"
    }
}

extension [FlowCommand] {
    /// The commands as the items of a list, each with its note above it, or an empty list.
    package func print() -> String { CommandWriter.list(self).lines().joined(separator: "\n") + "\n" }
}

extension FlowCommand {
    /// The lines of the command as an item of a list, its note first.
    package func lines() -> [String] { CommandWriter(self).item.itemLines() }

    /// What a note's line begins with.
    package static let noteMark = "# thimble: "
}
