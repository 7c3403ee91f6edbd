import Hierarchies
import Testing

/// A dump cut at every byte: never a crash, never fewer nodes for more bytes, and what lies before the cut is kept.
///
/// The last node read may be one in the making. XML says all of a node before its children, JSON may say more behind
/// them, so there only nodes that ended before the cut are whole.
private func lostFacts(of original: Hierarchy, in cut: Hierarchy) -> [Int] {
    let isXML = original.format == .uiautomator || original.format == .appium
    return cut.nodes.indices.dropLast().filter { index in
        let (node, whole) = (cut.nodes[index], original.nodes[index])
        if node.parent != whole.parent { return true }
        return (isXML || whole.end < cut.nodes.count) && Facts(node) != Facts(whole)
    }
}

@Suite("Truncation")
struct TruncationTests {
    private static func check(_ whole: [UInt8]) throws {
        let original = try Hierarchy(reading: whole, file: "dump")
        var most = 0
        for length in 0..<whole.count {
            let cut: Hierarchy
            do throws(HierarchyError) {
                cut = try Hierarchy(reading: Array(whole[..<length]), file: "dump")
            } catch {
                #expect(most == 0, "refused at \(length) after nodes had been read: \(error)")
                continue
            }
            let count = cut.nodes.count
            #expect(count >= most, "\(count) nodes at \(length), \(most) before")
            most = count
            #expect(arenaFault(in: cut) == nil, "at \(length)")
            #expect(lostFacts(of: original, in: cut) == [], "at \(length)")
        }
        #expect(most == original.nodes.count)
    }

    @Test("XML cut at every byte")
    func xml() throws {
        try Self.check(Array(SmallDump.xml.utf8))
    }

    @Test("JSON cut at every byte", arguments: SmallDump.trees)
    func json(name: String, text: String) throws {
        try Self.check(Array(text.utf8))
    }

    @Test("A cut in the middle says where, and is no fault besides", arguments: Fixture.allCases)
    func half(fixture: Fixture) throws {
        let bytes = try fixture.bytes()
        let original = try fixture.hierarchy()
        let hierarchy = try Hierarchy(reading: Array(bytes.prefix(bytes.count / 2)), file: "dump")
        let count = hierarchy.nodes.count
        #expect(hierarchy.repairs.contains(.truncated))
        #expect(!hierarchy.repairs.contains(.malformed))
        #expect(count > original.nodes.count / 4 && count < original.nodes.count)
        #expect(lostFacts(of: original, in: hierarchy) == [])
        let warning = try #require(hierarchy.warnings.first { $0.repair == .truncated })
        let line = bytes.prefix(bytes.count / 2).count { $0 == 0x0A } + 1
        #expect(warning.message.hasPrefix("cut off at \(line):"))
    }

    @Test("A dump without its end tags keeps every node", arguments: [Fixture.settings, .login, .healthXML])
    func unclosed(fixture: Fixture) throws {
        let text = try fixture.text()
        let end = try #require(
            text.ranges(of: "</").first {
                !text[$0.lowerBound...].contains("<node") && !text[$0.lowerBound...].contains("<XCUI")
            })
        let hierarchy = try Hierarchy(reading: String(text[..<end.lowerBound]))
        #expect(try hierarchy.facts == fixture.hierarchy().facts)
        #expect(hierarchy.repairs.contains(.truncated))
    }

    @Test("A cut tree whose members come in another order keeps its nodes too", arguments: ["bounds", "rect"])
    func boundsLast(name: String) throws {
        let leaf = "{\"type\":\"Button\",\"children\":[],\"\(name)\":[0,0,9,9]}"
        let hierarchy = try Hierarchy(reading: "{\"type\":\"Window\",\"children\":[\(leaf),\(leaf)")
        #expect(hierarchy.nodes.map(\.className) == ["Window", "Button", "Button"])
        #expect(hierarchy.repairs == [.truncated])
    }
}
