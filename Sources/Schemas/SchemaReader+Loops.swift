extension SchemaNode {
    /// The subschemas that judge the same value as this one.
    var inPlace: [ID] {
        var ids = allOf
        if let ref { ids.append(ref) }
        ids += anyOf ?? []
        ids += oneOf ?? []
        ids += [not, `if`, then, `else`].compactMap(\.self)
        ids += dependentSchemas.map(\.schema)
        return ids
    }
}

extension SchemaReader {
    /// Refuses references that lead back to where they began with the same value in hand, and chains of subschemas for
    /// one value beyond the limit on depth.
    func refuseEndlessReferences() throws(SchemaError) {
        // Without references the document's own depth is the longest chain.
        guard !references.isEmpty else { return }
        enum State { case unseen, open, done }
        var state = [State](repeating: .unseen, count: nodes.count)
        // The most subschemas in a row from a node on.
        var length = [Int](repeating: 1, count: nodes.count)
        for start in nodes.indices where state[start] == .unseen {
            var path: [(id: SchemaNode.ID, rest: [SchemaNode.ID])] = [(start, nodes[start].inPlace)]
            state[start] = .open
            while let (id, rest) = path.last {
                guard let next = rest.last else {
                    state[id] = .done
                    path.removeLast()
                    if let parent = path.last?.id { length[parent] = max(length[parent], length[id] + 1) }
                    guard length[id] <= limits.depth else {
                        let message = "more than \(limits.depth) subschemas apply to one value in a row"
                        throw SchemaError(.tooLarge, message, at: nodes[id].location)
                    }
                    continue
                }
                path[path.count - 1].rest.removeLast()
                switch state[next] {
                case .unseen:
                    state[next] = .open
                    path.append((next, nodes[next].inPlace))
                case .done: length[id] = max(length[id], length[next] + 1)
                case .open: throw endless(path.map(\.id).drop { $0 != next })
                }
            }
        }
    }

    /// The error of subschemas that lead to one another in a circle: one of them refers.
    private func endless(_ circle: some Sequence<SchemaNode.ID>) -> SchemaError {
        let circle = Set(circle)
        let reference = references.last { circle.contains($0.node) }
        return SchemaError(
            .endless, "the references lead back to where they began without a step into the value",
            at: reference?.location ?? "", keyword: reference?.keyword.rawValue ?? "")
    }
}
