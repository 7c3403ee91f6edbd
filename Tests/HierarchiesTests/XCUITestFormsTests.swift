import Hierarchies
import JSON
import TestSupport
import Testing

@Suite("Two forms of one screen")
struct XCUITestFormsTests {
    /// XML alone has the bundle id and the long type names; JSON alone states the focus.
    @Test("WebDriverAgent's XML and JSON of one screen give the same nodes")
    func equal() throws {
        let (xml, json) = (try Fixture.healthXML.hierarchy(), try Fixture.healthJSON.hierarchy())
        try #require(xml.nodes.count == json.nodes.count)
        for (left, right) in zip(xml.nodes, json.nodes) {
            var (left, right) = (PlacedFacts(left), PlacedFacts(right))
            #expect(left.facts.strings[0].hasSuffix(right.facts.strings[0]))
            left.facts.strings[0] = right.facts.strings[0]
            left.facts.strings[1] = right.facts.strings[1]
            #expect(right.facts.stated.contains(.focused) && !left.facts.stated.contains(.focused))
            right.facts.stated.remove(.focused)
            #expect(left == right)
        }
    }

    @Test("An answer whose value is the XML source reads as that XML")
    func embedded() throws {
        let answer = JSONValue.object(["value": .string(try Fixture.healthXML.text()), "sessionId": .null])
        let hierarchy = try Hierarchy(reading: answer.print())
        #expect(try hierarchy.placedFacts == Fixture.healthXML.hierarchy().placedFacts)
        #expect(hierarchy.repairs == [.escapedSource])
        #expect(hierarchy.format == .xcuitest)
    }

    @Test(
        "JSON members in any order give the same nodes",
        arguments: [Fixture.healthJSON, .shop, .player, .form, .chat], 0..<4 as Range<UInt64>)
    func anyOrder(fixture: Fixture, seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let value = try JSONValue.parsePrefix(fixture.bytes(), from: 0, limits: JSONLimits()).value
        let shuffled = try Hierarchy(
            reading: generator.shuffled(value).print())
        let original = try fixture.hierarchy()
        #expect(shuffled.placedFacts == original.placedFacts)
        #expect(shuffled.warnings == original.warnings)
        #expect(shuffled.declaredPackage == original.declaredPackage)
        #expect(shuffled.declaredSize == original.declaredSize)
    }
}
