internal import Hierarchies
internal import JSON
internal import Screens

/// Ids run from 1, no node is offered twice, and a screen does not differ from itself.
func check(_ screen: Screen, of hierarchy: Hierarchy) {
    var taken: Set<Int> = []
    for (index, element) in screen.elements.enumerated() {
        require(element.id == index + 1, "ids are 1…n")
        require(hierarchy.nodes.indices.contains(element.node), "an element's node is one of the dump's")
        require(element.mergedNodes.contains(element.node), "an element is made of its own node")
        for node in element.mergedNodes { require(taken.insert(node).inserted, "no node is in two elements") }
        if !element.states.contains(.offscreen), !element.bounds.isEmpty {
            require(element.bounds.contains(element.tapPoint), "a finger goes to a place inside the element")
        }
    }
    require(ScreenFingerprint(screen.fingerprint.description) == screen.fingerprint, "fingerprints read back")
    let diff = ScreenDiff(from: screen, to: screen)
    require(diff.isEmpty && diff.description == "no change", "a screen does not differ from itself")
    _ = diff.json.print(.compact)
}

/// The JSON output holds the values it was made from.
func checkJSON(_ text: String, of screen: Screen) {
    let expected = JSONValue.object(JSONRendering(text: TextRendering()).value(screen))
    require((try? JSONValue(parsing: text)) == expected, "the JSON rendering parses back")
}

/// What the JSON parser took, it takes again from its own print.
func checkJSON(_ bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes) else { return }
    for style in JSONStyle.allCases {
        let again = try? JSONValue(parsing: value.print(style))
        require(again?.print(.canonical) == value.print(.canonical), "printed JSON parses back")
    }
}
