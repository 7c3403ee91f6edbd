import Testing

@testable import Hierarchies

@Suite("Bounds")
struct BoundsTests {
    private static let largest = 1 << 24

    @Test(
        "Four numbers, however they are set apart",
        arguments: [
            ("[0,0][1080,2400]", [0, 0, 1080, 2400]), ("0, 66, 1080, 147", [0, 66, 1080, 147]),
            ("[-42,-7][12,9]", [-42, -7, 12, 9]), ("[0.5,10.9][20.25,30.0]", [0, 10, 20, 30]),
            ("[-0.9,0][1,1]", [0, 0, 1, 1]), ("1 2 3 4", [1, 2, 3, 4]), ("[100,200][50,80]", [100, 200, 50, 80]),
            ("[0,0][99999999999999999999,1]", [0, 0, largest, 1]),
            ("[-99999999999999999999,0][1,1]", [-largest, 0, 1, 1]), ("[007,0][1,1]", [7, 0, 1, 1]),
        ])
    func readable(text: String, edges: [Int]) {
        let rect = Array(text.utf8).withUnsafeBufferPointer { BoundsText.rect($0) }
        #expect(rect == Rect(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]))
    }

    @Test(
        "Anything else is no rectangle",
        arguments: [
            "", "[]", "[0,0]", "[0,0][1080]", "[0,0][1080,2400][1,1]", "1,2,3", "1,2,3,4,5", "[a,b][c,d]",
            "[--1,0][1,1]",
            "[0,0][1080,-]", "[+1,0][1,1]", "[1e3,0][1,1]", "[0,0][1080,2400]px", "Rect(0, 0 - 1080, 2400)",
            "[.5,0][1,1]",
            "٠,٠,١,١",
        ])
    func unreadable(text: String) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { BoundsText.rect($0) } == nil)
    }

    @Test(
        "A whole text that is one number",
        arguments: [
            ("12", 12), ("-3", -3), ("4.9", 4), ("-4.9", -4), ("007", 7), ("99999999999", largest), ("", nil),
            ("-", nil),
            ("1 ", nil), (" 1", nil), ("1,2", nil), ("0x10", nil), ("true", nil),
        ] as [(String, Int?)])
    func integers(text: String, value: Int?) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { BoundsText.integer($0) } == value)
    }

    @Test(
        "JSON writes bounds in any of the ways seen, in any range",
        arguments: [
            ("[1,2,3,4]", [1, 2, 3, 4]), ("[[1,2],[3,4]]", [1, 2, 3, 4]), ("\"[1,2][3,4]\"", [1, 2, 3, 4]),
            ("\"1, 2, 3, 4\"", [1, 2, 3, 4]), ("{\"left\":1,\"top\":2,\"right\":3,\"bottom\":4}", [1, 2, 3, 4]),
            ("{\"x\":1,\"y\":2,\"width\":3,\"height\":4}", [1, 2, 4, 6]), ("[1.5,2.5,3.5,4.5]", [1, 2, 3, 4]),
            (
                "{\"x\":9223372036854775807,\"y\":9e18,\"width\":9223372036854775807,\"height\":9e18}",
                [largest, largest, 2 * largest, 2 * largest]
            ),
            (
                "[-9223372036854775808,-9223372036854775808,9223372036854775807,9223372036854775807]",
                [-largest, -largest, largest, largest]
            ),
        ])
    func json(bounds: String, edges: [Int]) throws {
        let hierarchy = try Hierarchy(reading: "{\"class\":\"V\",\"bounds\":\(bounds)}")
        #expect(
            hierarchy.nodes[0].bounds == Rect(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]))
        #expect(hierarchy.nodes[0].stated.contains(.bounds))
        #expect(hierarchy.warnings.isEmpty)
        #expect(hierarchy.nodes[0].bounds.area > 0)
    }

    @Test("JSON frames of any size do not overflow")
    func jsonFrames() throws {
        let text =
            """
            {"type":"Button","rect":null,"x":9223372036854775807,"y":1,"width":9223372036854775807,"height":2}
            """
        #expect(
            try Hierarchy(reading: text).nodes[0].bounds
                == Rect(left: Self.largest, top: 1, right: 2 * Self.largest, bottom: 3))
    }

    @Test(
        "Odd bounds in any syntax are counted, and the first node that has them is named",
        arguments: [
            ("[300,400][100,200]", "1 inverted ", [100, 200, 300, 400]),
            ("[8,8][8,40]", "1 empty ", [8, 8, 8, 40]),
            ("[8,nine][10,11]", "1 unreadable ", [0, 0, 0, 0]),
            ("somewhere", "1 unreadable ", [0, 0, 0, 0]),
        ])
    func odd(bounds: String, message: String, edges: [Int]) throws {
        for text in [SmallDump.xml, SmallDump.trees[0].text] {
            let hierarchy = try Hierarchy(reading: text.replacing("[8,168][200,232]", with: bounds))
            #expect(hierarchy.repairs == [.bounds])
            #expect(hierarchy.warnings[0].message.hasPrefix(message))
            #expect(hierarchy.warnings[0].message.hasSuffix("first at node 3"))
            #expect(
                hierarchy.nodes[3].bounds == Rect(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3]))
        }
    }

    @Test("A node without an area is said, even where it says nothing itself")
    func emptyContainer() throws {
        let text = SmallDump.xml.replacing(
            "text=\"Order\" bounds=\"[8,168][200,232]\"", with: "text=\"\" bounds=\"[0,0][0,0]\"")
        #expect(try Hierarchy(reading: text).repairs == [.bounds])
    }

    @Test(
        "A rotation is quarter turns; degrees become them, nonsense is none",
        arguments: [
            ("0", 0, false), ("1", 1, false), ("2", 2, false), ("3", 3, false), ("90", 1, true), ("180", 2, true),
            ("270", 3, true), ("360", nil, true), ("-90", nil, true), ("-1", nil, true), ("4", nil, true),
            ("sideways", nil, true), ("", nil, true), ("99999999999999999999", nil, true),
        ] as [(String, Int?, Bool)])
    func rotation(text: String, turns: Int?, warns: Bool) throws {
        let dump = SmallDump.xml.replacing("rotation=\"0\"", with: "rotation=\"\(text)\"")
        let hierarchy = try Hierarchy(reading: dump)
        #expect(hierarchy.rotation == turns)
        #expect(hierarchy.repairs == (warns ? [.rotation] : []))
    }

    @Test("Without a rotation there is none")
    func noRotation() throws {
        let hierarchy = try Hierarchy(reading: SmallDump.xml.replacing(" rotation=\"0\"", with: ""))
        #expect(hierarchy.rotation == nil && hierarchy.warnings.isEmpty)
    }
}
