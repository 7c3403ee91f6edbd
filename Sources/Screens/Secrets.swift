internal import Hierarchies

/// Knows which texts of a dump give a password away: its field's own, and whatever repeats it inside that field.
struct Secrets {
    private let nodes: [UINode]
    /// For each node the password field that it is or lies in, -1 for none; empty when the dump has no such field.
    private var fields: [Int] = []

    init(_ nodes: [UINode]) {
        self.nodes = nodes
        guard nodes.contains(where: { $0.flags.contains(.password) }) else { return }
        fields.reserveCapacity(nodes.count)
        for index in nodes.indices {
            let parent = nodes[index].parent
            fields.append(nodes[index].flags.contains(.password) ? index : parent < 0 ? -1 : fields[parent])
        }
    }

    /// Whether showing this text of that node would show a secret or a part of one.
    func betrays(_ text: String, of index: Int) -> Bool {
        guard !fields.isEmpty, fields[index] >= 0, !text.isEmpty, let value = value(of: fields[index]) else {
            return false
        }
        return text.contains(value) || (fields[index] != index && value.contains(text))
    }

    /// What a password field holds; nil when that is nothing or only its hint.
    func value(of field: Int) -> String? {
        let text = nodes[field].text
        let showsHint = nodes[field].flags.contains(.showingHint) || text == nodes[field].hint
        return text.isEmpty || showsHint ? nil : text
    }
}
