internal import Screens
internal import YAML

extension Selector {
    /// The selector as flow files write it: a text alone is just that text.
    var yaml: YAMLNode {
        if let text, self == Selector(text: text) { return .text(MaestroText.escaped(text.source)) }
        return .mapping(yamlMembers)
    }

    /// The selector with a place inside the node that it finds.
    func yaml(touchedAt inset: SelectorChain.Inset?) -> YAMLNode {
        guard let inset else { return yaml }
        return .mapping(yamlMembers + [("point", .text(inset.description))])
    }

    private var yamlMembers: [(key: String, value: YAMLNode)] {
        var members: [(key: String, value: YAMLNode)] = []
        if let id { members.append(("id", .text(MaestroText.escaped(id.source)))) }
        if let text { members.append(("text", .text(MaestroText.escaped(text.source)))) }
        for (name, value) in states { members.append((name, .bare(value ? "true" : "false"))) }
        for (name, value) in [("width", size?.width), ("height", size?.height), ("tolerance", size?.tolerance)] {
            if let value { members.append((name, .bare(String(value)))) }
        }
        if !traits.isEmpty {
            let names = Trait.allCases.filter(traits.contains).map(\.rawValue)
            members.append(("traits", .text(names.joined(separator: " "))))
        }
        for kind in Relation.Kind.allCases {
            let anchors = anchors(kind)
            guard let first = anchors.first else { continue }
            if kind == .containsDescendant {
                members.append(("containsDescendants", .list(anchors.map { .mapping($0.yamlMembers) })))
            } else {
                members.append((kind.rawValue, .mapping(first.yamlMembers)))
            }
        }
        if let index { members.append(("index", .bare(String(index)))) }
        return members
    }
}
