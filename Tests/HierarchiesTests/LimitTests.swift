import Testing

@testable import Hierarchies

/// What a hostile dump asks for is refused; the cost is held by counting what is read, not by the clock.
@Suite("Limits")
struct LimitTests {
    private static func limits(
        bytes: Int = 1 << 20, depth: Int = 200, nodes: Int = 20_000, attributes: Int = 2_000
    ) -> DumpLimits {
        var limits = DumpLimits()
        limits.bytes = bytes
        limits.depth = depth
        limits.nodes = nodes
        limits.attributes = attributes
        return limits
    }

    private static func nestedXML(_ depth: Int) -> String {
        "<hierarchy>" + String(repeating: "<node bounds=\"[0,0][9,9]\">", count: depth)
            + String(repeating: "</node>", count: depth) + "</hierarchy>"
    }

    private static func nestedJSON(_ depth: Int) -> String {
        String(repeating: "{\"bounds\":[0,0,9,9],\"children\":[", count: depth) + String(repeating: "]}", count: depth)
    }

    private static func flatJSON(_ views: Int) -> String {
        let rows = (0..<views).map { "{\"bounds\":[0,0,9,9],\"parent\":\($0 - 1)}" }
        return "{\"views\":[\(rows.joined(separator: ","))]}"
    }

    @Test("Bytes: as many as the limit are read, one more is not looked at")
    func bytes() throws {
        let bytes = Array(SmallDump.xml.utf8)
        #expect(refusal(bytes, limits: Self.limits(bytes: bytes.count)) == nil)
        #expect(refusal(bytes, limits: Self.limits(bytes: bytes.count - 1))?.code == .tooLarge)
        #expect(refusal([UInt8](repeating: 0xFF, count: 9), limits: Self.limits(bytes: 8))?.code == .tooLarge)
    }

    @Test(
        "Depth: as deep as the limit is read, one level more is not", arguments: [1, 7, 200],
        [Self.nestedXML, Self.nestedJSON, Self.flatJSON])
    func depth(limit: Int, make: @Sendable (Int) -> String) throws {
        let hierarchy = try Hierarchy(reading: make(limit), limits: Self.limits(depth: limit))
        #expect(hierarchy.nodes.count == limit)
        #expect(refusal(make(limit + 1), limits: Self.limits(depth: limit))?.code == .tooDeep)
    }

    @Test("A hundred thousand levels are refused", arguments: [Self.nestedXML, Self.nestedJSON, Self.flatJSON])
    func abyss(make: @Sendable (Int) -> String) throws {
        // The flat list has too many objects besides, which shows before its depth does.
        let code = try #require(refusal(make(100_000))).code
        #expect(code == .tooDeep || code == .tooLarge)
    }

    @Test("A hundred thousand opening brackets or tags without an end are refused")
    func openAbyss() throws {
        #expect(refusal(String(repeating: "[", count: 100_000))?.code == .tooDeep)
        #expect(refusal(String(repeating: "{\"children\":[", count: 100_000))?.code == .tooDeep)
        #expect(refusal(String(repeating: "<node>", count: 100_000))?.code == .tooDeep)
        #expect(refusal(String(repeating: "<hierarchy>", count: 100_000)) != nil)
    }

    @Test("Nodes: as many as the limit are read, one more is not")
    func nodes() throws {
        let row = "<node bounds=\"[0,0][9,9]\"/>"
        let view = "{\"bounds\":[0,0,9,9],\"parent\":-1}"
        for count in [50, 51] {
            let dumps = [
                "<hierarchy>" + String(repeating: row, count: count) + "</hierarchy>",
                "{\"views\":[" + Array(repeating: view, count: count).joined(separator: ",") + "]}",
                "[" + Array(repeating: view, count: count).joined(separator: ",") + "]",
            ]
            for dump in dumps {
                #expect(refusal(dump, limits: Self.limits(nodes: 50))?.code == (count > 50 ? .tooManyNodes : nil))
            }
        }
        #expect(refusal(String(repeating: row, count: 51), limits: Self.limits(nodes: 50)) != nil)
    }

    @Test("Attributes: an element with more than the limit is refused where it stands")
    func attributes() throws {
        func dump(_ count: Int) -> String {
            let names = (0..<count).map { "a\($0)=\"\"" }.joined(separator: " ")
            return "<hierarchy>\n<node \(names)/></hierarchy>"
        }
        #expect(refusal(dump(2_000)) == nil)
        let error = try #require(refusal(dump(2_001)))
        #expect(error.code == .tooLarge && error.line == 2 && error.column == 1)
        #expect(refusal(dump(100_000))?.code == .tooLarge)
    }

    @Test("Equals signs in a text are no attributes", arguments: ["=", "a=b ", "= "])
    func equalsSigns(piece: String) throws {
        let text = String(repeating: piece, count: 12_000)
        let hierarchy = try Hierarchy(reading: "<hierarchy><node text=\"\(text)\" bounds=\"[0,0][9,9]\"/></hierarchy>")
        #expect(hierarchy.nodes[0].text == text)
        #expect(hierarchy.warnings.isEmpty)
    }

    @Test(
        "Entities are refused before any is expanded",
        arguments: [
            """
            <!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><hierarchy><node text="&c;"/></hierarchy>
            """,
            "<!DOCTYPE h [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><hierarchy><node text=\"&x;\"/></hierarchy>",
            "<!DOCTYPE h SYSTEM \"http://127.0.0.1:9/h.dtd\"><hierarchy><node/></hierarchy>",
            "<?xml version='1.0'?><!DOCTYPE h [<!ENTITY % p SYSTEM \"file:///dev/zero\"> %p;]><hierarchy/>",
        ])
    func entities(text: String) throws {
        #expect(refusal(text)?.code == .forbidden)
    }

    @Test("An undeclared entity is a fault that is read past, not a file that is opened")
    func undeclared() throws {
        let hierarchy = try Hierarchy(reading: "<hierarchy><node text=\"a&x;b\" bounds=\"[0,0][9,9]\"/></hierarchy>")
        #expect(hierarchy.nodes.count == 1)
        #expect(hierarchy.repairs == [.malformed])
    }

    @Test("A dump behind a refused document type does not make up for it, one before it does")
    func beforeForbidden() throws {
        let bomb = "<!DOCTYPE h [<!ENTITY x \"y\">]><hierarchy><node/></hierarchy>"
        #expect(refusal(bomb + SmallDump.xml)?.code == .forbidden)
        let hierarchy = try Hierarchy(reading: SmallDump.xml + bomb)
        #expect(try hierarchy.placedFacts == Hierarchy(reading: SmallDump.xml).placedFacts)
    }

    @Test("A refused dump costs no more nodes than its limit allows")
    func cost() {
        func piece(_ text: String, _ limits: DumpLimits) -> XMLPiece {
            Array(text.utf8).withUnsafeBufferPointer { XMLPiece($0, limits: limits) }
        }
        let deep = piece(Self.nestedXML(100_000), Self.limits())
        #expect(deep.builder.nodes.count == 200 && deep.limit != nil)
        let wide = "<hierarchy>" + String(repeating: "<node/>", count: 100_000) + "</hierarchy>"
        #expect(piece(wide, Self.limits(nodes: 50)).builder.nodes.count == 50)
        let bomb = piece("<!DOCTYPE h [<!ENTITY a \"b\">]><hierarchy><node text=\"&a;\"/></hierarchy>", Self.limits())
        #expect(bomb.isForbidden && bomb.builder.nodes.isEmpty && bomb.rootName.isEmpty)
    }
}
