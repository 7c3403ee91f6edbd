package import JSON

extension Selector {
    /// The selector as JSON, with the keys that flow files use.
    package var json: JSONValue {
        var object = JSONObject(omittingNil: [
            "text": text.map { .string($0.source) }, "id": id.map { .string($0.source) },
        ])
        for (name, value) in states { object[name] = .bool(value) }
        object["width"] = size?.width.map { .integer(Int64($0)) }
        object["height"] = size?.height.map { .integer(Int64($0)) }
        object["tolerance"] = size?.tolerance.map { .integer(Int64($0)) }
        if !traits.isEmpty {
            object["traits"] = .string(Trait.allCases.filter(traits.contains).map(\.rawValue).joined(separator: " "))
        }
        for kind in Relation.Kind.allCases {
            let anchors = anchors(kind).map(\.json)
            guard let first = anchors.first else { continue }
            if kind == .containsDescendant {
                object["containsDescendants"] = .array(anchors)
            } else {
                object[kind.rawValue] = first
            }
        }
        object["index"] = index.map { .integer(Int64($0)) }
        return .object(object)
    }
}
