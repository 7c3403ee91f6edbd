internal import FlowDocuments
internal import JSON
internal import Screens

/// What a recorder wrote above a step; see `FlowStep.note`.
struct StepNote {
    private let object: JSONObject

    /// Empty when there is no note, or none that can be read.
    init(_ command: FlowCommand) {
        let value = command.note.flatMap { try? JSONValue(parsing: Array($0.utf8)) }
        object = value?.object ?? JSONObject()
    }

    var memory: ElementMemory? { object["element"].flatMap(ElementMemory.init) }

    /// The rest of the recorded chain.
    var alternatives: [Selector] { (object["alternatives"]?.array ?? []).compactMap(Selector.init(json:)) }

    /// A window of the command's own, in milliseconds.
    var timeout: Duration? { object["timeout"]?.integer.map { .milliseconds(max($0, 0)) } }
}

extension Selector {
    /// Reads what `json` gives; nil for anything else, such as a point.
    init?(json: JSONValue) {
        guard let object = json.object, json["point"] == nil, !object.isEmpty else { return nil }
        self.init()
        text = json["text"]?.string.map { SelectorPattern($0) }
        id = json["id"]?.string.map { SelectorPattern($0) }
        enabled = json["enabled"]?.bool
        checked = json["checked"]?.bool
        focused = json["focused"]?.bool
        selected = json["selected"]?.bool
        index = json["index"]?.integer.map(Int.init)
        for kind in Relation.Kind.allCases where kind != .containsDescendant {
            if let anchor = json[kind.rawValue].flatMap(Selector.init(json:)) { relations.append(.init(kind, anchor)) }
        }
        for anchor in json["containsDescendants"]?.array ?? [] {
            if let anchor = Selector(json: anchor) { relations.append(.init(.containsDescendant, anchor)) }
        }
    }
}
