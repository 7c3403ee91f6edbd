import JSON
import Testing

@Suite("Value")
struct JSONValueTests {
    @Test(
        "Equal values are equal both ways and hash alike",
        arguments: [
            (1, 1.0), (0, -0.0), (0x1p62, .integer(1 << 62)), (["a": 1, "b": [2.0]], ["b": [2], "a": 1.0]),
            (nil, .null),
        ] as [(JSONValue, JSONValue)])
    func equals(left: JSONValue, right: JSONValue) {
        #expect(left == right && right == left)
        #expect(left.hashValue == right.hashValue)
    }

    @Test(
        "Different values are not equal",
        arguments: [
            (1, true), (0, false), (0, nil), ("1", 1), (.integer((1 << 53) + 1), 0x1p53), (.integer(.max), 0x1p63),
            ([1, 2], [2, 1]), (["a": 1], ["a": 2]), (["a": 1], ["b": 1]), (["a": nil], [:]), ("\u{E9}", "e\u{301}"),
            (["\u{E9}": 1], ["e\u{301}": 1]), (["a": 1, "b": 2], ["b": 1, "a": 2]), ([], [:]),
        ] as [(JSONValue, JSONValue)])
    func differs(left: JSONValue, right: JSONValue) {
        #expect(left != right && right != left)
    }

    @Test("Accessors answer for their own kind and nothing else")
    func accesses() {
        let value: JSONValue = [
            "s": "t", "i": 2, "n": 2.5, "w": 3.0, "b": true, "a": [1, nil], "o": ["k": "v"], "z": nil,
        ]
        #expect(value["s"]?.string == "t" && value["i"]?.string == nil)
        #expect(value["i"]?.integer == 2 && value["w"]?.integer == 3 && value["n"]?.integer == nil)
        #expect(value["i"]?.number == 2 && value["n"]?.number == 2.5 && value["b"]?.number == nil)
        #expect(value["b"]?.bool == true && value["i"]?.bool == nil)
        #expect(value["a"]?.array?.count == 2 && value["o"]?.array == nil)
        #expect(value["o"]?["k"] == "v" && value["a"]?["k"] == nil)
        #expect(value["a"]?[0] == 1 && value["a"]?[2] == nil && value["a"]?[-1] == nil && value["o"]?[0] == nil)
        #expect(value["z"]?.isNull == true && value["z"] != nil && value["missing"] == nil)
    }

    @Test("An object keeps its order, and one value per key")
    func keepsOrder() {
        var object: JSONObject = ["b": 1, "a": 2, "b": 3]
        #expect(object.keys == ["b", "a"] && object["b"] == 3)
        object["c"] = .null
        object["b"] = "x"
        #expect(object.keys == ["b", "a", "c"] && object["c"] == .null)
        object["a"] = nil
        #expect(object.keys == ["b", "c"] && object.count == 2)
        #expect(JSONObject(omittingNil: ["z": 1, "y": nil, "x": .null]).keys == ["z", "x"])
    }
}
