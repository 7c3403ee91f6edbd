import Hierarchies
package import JSON

/// The screen for programs: the contract of `thimble describe --as json`, a member or an element a line.
///
/// The same screen always gives the same bytes. Members come in a fixed order, those that every screen has first.
package struct JSONRendering: ScreenRendering {
    private let text: any ScreenRendering

    /// `text` renders the member of that name.
    package init(text: any ScreenRendering) { self.text = text }

    package func render(_ screen: Screen) -> String {
        let members = value(screen).members.map { key, value in
            let lines = key == "elements" ? lines(value.array ?? []) : value.print(.compact)
            return "  \(JSONValue.string(key).print(.compact)): \(lines)"
        }
        return "{\n" + members.joined(separator: ",\n") + "\n}"
    }

    /// The document before it is printed.
    package func value(_ screen: Screen) -> JSONObject {
        [
            "format": .string(screen.format.rawValue),
            "package": .string(screen.packageName),
            "title": screen.title.map(JSONValue.string) ?? .null,
            "size": [.integer(Int64(screen.size.width)), .integer(Int64(screen.size.height))],
            "rotation": .integer(Int64(screen.rotation)),
            "elements": .array(screen.elements.map(\.json)),
            "text": .string(text.render(screen)),
            "warnings": .array(screen.warnings.map { .string($0.description) }),
            "fingerprint": .string(screen.fingerprint.description),
        ]
    }

    private func lines(_ elements: [JSONValue]) -> String {
        if elements.isEmpty { return "[]" }
        return "[\n" + elements.map { "    " + $0.print(.compact) }.joined(separator: ",\n") + "\n  ]"
    }
}

extension Element {
    /// The element as every JSON output shows it; `window` only where it is not the app's, `parts` only where parts
    /// differ in state.
    package var json: JSONValue {
        var object: JSONObject = [
            "id": .integer(Int64(id)),
            "role": .string(role.rawValue),
            "label": .string(label),
            "value": value.map(JSONValue.string) ?? .null,
            "states": .array(states.words.map(JSONValue.string)),
            "actions": .array(actions.words.map(JSONValue.string)),
            "bounds": .integers(bounds.left, bounds.top, bounds.right, bounds.bottom),
            "resource_id": .string(resourceID),
            "class": .string(className),
            "node": .integer(Int64(node)),
            "tap": .integers(tapPoint.x, tapPoint.y),
            "label_source": .string(labelSource.jsonName),
        ]
        if window != .app { object["window"] = .string(window.rawValue) }
        if !partStates.isEmpty {
            object["parts"] = .array(
                partStates.map { .object(["part": .integer(Int64($0.part)), "state": .string($0.word)]) })
        }
        return .object(object)
    }
}

extension Element.LabelSource {
    /// Snake case, as all JSON of this program.
    fileprivate var jsonName: String { self == .resourceID ? "resource_id" : rawValue }
}

extension JSONValue {
    static func integers(_ numbers: Int...) -> JSONValue { .array(numbers.map { .integer(Int64($0)) }) }
}
