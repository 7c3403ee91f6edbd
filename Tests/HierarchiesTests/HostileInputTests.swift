import Testing

@testable import Hierarchies

/// Inputs that fuzzing found: each once trapped.
@Suite struct HostileInputTests {
    @Test(
        "Numbers beyond any screen are held within what areas can be made of",
        arguments: [
            #"{"class":"a","bounds":[-9223372036854775808,0,9223372036854775807,1]}"#,
            #"{"class":"a","bounds":{"x":9223372036854775807,"y":0,"width":9223372036854775807,"height":1}}"#,
            #"{"type":"Other","rect":{"x":1e300,"y":0,"width":1e300,"height":1}}"#,
            #"<node bounds="[-9223372036854775809,0][9223372036854775808,1]"/>"#,
        ])
    func hugeNumbers(_ dump: String) throws {
        let nodes = try Hierarchy(reading: Array(dump.utf8), file: "-").nodes
        let bounds = try #require(nodes.first).bounds
        #expect(bounds.height == 1)
        #expect(bounds.width >= 1 << 24)
        #expect(!bounds.area.multipliedReportingOverflow(by: 100).overflow)
    }

    @Test(
        "Escaped source that ends in a backslash is no dump, however often it was escaped",
        arguments: [#"<node text=\"#, #"<node text=\\"#, ##"<node text=\\\"##])
    func lastBackslash(_ dump: String) {
        let error = #expect(throws: HierarchyError.self) { try Hierarchy(reading: Array(dump.utf8), file: "-") }
        #expect(error?.code == .malformed)
    }

    @Test("Latin-1 is read as the declaration says")
    func latin1() throws {
        let head = Array(#"<?xml version="1.0" encoding="ISO-8859-1"?><node class="a" text="caf"#.utf8)
        let hierarchy = try Hierarchy(reading: head + [0xE9] + Array(#""/>"#.utf8), file: "-")
        #expect(hierarchy.nodes.first?.text == "caf\u{E9}")
        #expect(hierarchy.warnings.map(\.repair) == [.transcoded])
    }

    @Test("A bare angle bracket in an attribute costs neither the node nor those behind it")
    func bareAngle() throws {
        let dump = #"noise <hierarchy><node class="a" text="1 < 2"/><node class="b" text="c"/></hierarchy>"#
        let hierarchy = try Hierarchy(reading: Array(dump.utf8), file: "-")
        #expect(hierarchy.nodes.map(\.text) == ["1 < 2", "c"])
        #expect(hierarchy.warnings.map(\.repair) == [.leadingNoise, .illegalCharacter, .severalRoots])
    }
}
