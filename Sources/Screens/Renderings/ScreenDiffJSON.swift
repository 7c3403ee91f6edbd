package import JSON

extension ScreenDiff {
    /// The diff for programs: the same facts as `description`, with elements as `Element.json` has them.
    package var json: JSONValue {
        .object([
            "package": packages.map { .change($0.from, $0.to) } ?? .null,
            "title": titles.map { .change($0.from, $0.to) } ?? .null,
            "added_windows": .array(addedWindows.map { .string($0.rawValue) }),
            "removed_windows": .array(removedWindows.map { .string($0.rawValue) }),
            "added": .array(added.map(\.json)),
            "removed": .array(removed.map(\.json)),
            "changed": .array(changed.map(\.json)),
        ])
    }
}

extension ScreenDiff.Change {
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "id": .integer(Int64(to.id)), "old_id": .integer(Int64(from.id)), "role": .string(to.role.rawValue),
        ]
        for aspect in aspects {
            switch aspect {
            case .label(let pair): object["label"] = .change(pair.from, pair.to)
            case .value(let pair): object["value"] = .change(pair.from, pair.to)
            case .states(let lost, let gained):
                object["states"] = .object([
                    "lost": .array(lost.map(JSONValue.string)), "gained": .array(gained.map(JSONValue.string)),
                ])
            case .actions(let pair):
                object["actions"] = .object([
                    "from": .array(pair.from.words.map(JSONValue.string)),
                    "to": .array(pair.to.words.map(JSONValue.string)),
                ])
            case .moved(let x, let y): object["moved"] = .integers(x, y)
            }
        }
        return .object(object)
    }
}

extension JSONValue {
    fileprivate static func change(_ from: String?, _ to: String?) -> JSONValue {
        .object(["from": from.map(JSONValue.string) ?? .null, "to": to.map(JSONValue.string) ?? .null])
    }
}
