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
        "Escaped source that ends in a backslash is unescaped once for each level",
        arguments: [(#"<node text=\"#, 1), (#"<node text=\\"#, 2), (#"<node text=\"a\"/>\"#, 1)])
    func lastBackslash(_ dump: String, levels: Int) throws {
        let hierarchy = try Hierarchy(reading: Array(dump.utf8), file: "-")
        #expect(hierarchy.warnings.count { $0.repair == .escapedSource } == levels)
    }
}
