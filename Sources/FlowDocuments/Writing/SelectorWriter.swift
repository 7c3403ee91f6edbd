internal import YAML

extension FlowSelector {
    /// A text alone is just that text.
    var node: YAMLNode {
        let isText = members.members.count == 1 && text != nil
        return isText ? .text(text ?? "") : members.node
    }

    var members: WrittenMembers {
        var members = WrittenMembers()
        members.add("id", id)
        members.add("text", text)
        members.add("width", width)
        members.add("height", height)
        members.add("tolerance", tolerance)
        members.add("enabled", enabled)
        members.add("checked", checked)
        members.add("focused", focused)
        members.add("selected", selected)
        if !traits.isEmpty { members.add("traits", traits.joined(separator: " ")) }
        members.add("index", number: index)
        members.add("css", css)
        for kind in Relation.Kind.allCases {
            let anchors = relations.filter { $0.kind == kind }.map(\.anchor)
            if kind == .containsDescendants {
                if !anchors.isEmpty { members.add(kind.rawValue, .list(anchors.map(\.node))) }
            } else {
                members.add(kind.rawValue, anchors.first)
            }
        }
        return members
    }
}

extension FlowCondition {
    var node: YAMLNode {
        var members = WrittenMembers()
        members.add("platform", platform)
        members.add("true", expression)
        members.add("visible", visible)
        members.add("notVisible", notVisible)
        members.add("label", label)
        return members.node
    }
}
