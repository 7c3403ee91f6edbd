import Hierarchies
import JSON
import Screens
import Testing

@Suite struct JSONRenderingTests {
    private let rendering = JSONRendering(text: HeadingsRendering())

    @Test("The members are the contract's, in its order, then the extra ones")
    func members() throws {
        let json = try JSONValue(parsing: rendering.render(.settings()))
        #expect(
            json.object?.keys == [
                "format", "package", "title", "size", "rotation", "elements", "text", "warnings", "fingerprint",
            ])
        #expect(
            json["elements"]?[0]?.object?.keys == [
                "id", "role", "label", "value", "states", "actions", "bounds", "resource_id", "class", "node", "tap",
                "label_source",
            ])
        #expect(json["elements"]?[23]?["window"]?.string == "status bar")
    }

    @Test("The text parses back to the value that was printed", arguments: [Screen.settings(), Screen([])])
    func roundTrip(_ screen: Screen) throws {
        #expect(try JSONValue(parsing: rendering.render(screen)) == .object(rendering.value(screen)))
    }

    @Test("The same screen gives the same bytes")
    func stable() {
        #expect(rendering.render(.settings()) == rendering.render(.settings()))
    }

    @Test("An element takes a line, and what is absent is null")
    func lines() {
        var element = Element(.switch, "A \"b\"", states: [.on, .disabled], id: "p:id/s", at: Rect(1, 2, 3, 4))
        element.partStates = [.init(part: 2, word: "checked")]
        let text = rendering.render(Screen([element], size: Size(width: 10, height: 20)))
        #expect(
            text == #"""
                {
                  "format": "uiautomator",
                  "package": "com.example.app",
                  "title": null,
                  "size": [10,20],
                  "rotation": 0,
                  "elements": [
                    {"id":1,"role":"switch","label":"A \"b\"","value":null,"states":["on","disabled"],"actions":["tap"],"bounds":[1,2,4,6],"resource_id":"p:id/s","class":"","node":0,"tap":[2,4],"label_source":"text","parts":[{"part":2,"state":"checked"}]}
                  ],
                  "text": "1 switch A \"b\"",
                  "warnings": [],
                  "fingerprint": "\#(Screen([element]).fingerprint)"
                }
                """#)
    }

    @Test("A warning is its repair's name and its message")
    func warnings() throws {
        let json = try JSONValue(parsing: rendering.render(.settings()))
        #expect(json["warnings"] == ["trailing-noise: left out 42 bytes after the document"])
    }
}
