import Hierarchies
import Testing

@Suite("Encodings")
struct EncodingTests {
    enum Encoding: CaseIterable { case littleEndian, bigEndian }

    static func utf16(_ text: String, _ encoding: Encoding, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return encoding == .bigEndian ? [high, low] : [low, high]
        }
    }

    /// Characters beyond the basic plane as two surrogates of three bytes each.
    static func cesu8(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar -> [UInt8] in
            guard scalar.value > 0xFFFF else { return Array(String(Character(scalar)).utf8) }
            return String(Character(scalar)).utf16.flatMap { unit in
                [0xE0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 0x3F), 0x80 | UInt8(unit & 0x3F)]
            }
        }
    }

    @Test(
        "UTF-16 of either order, with and without a mark, reads as UTF-8 does", arguments: Fixture.allCases,
        Encoding.allCases)
    func utf16(fixture: Fixture, encoding: Encoding) throws {
        let original = try fixture.hierarchy()
        for mark in [true, false] {
            let hierarchy = try Hierarchy(
                reading: Self.utf16(fixture.text(), encoding, mark: mark), file: "dump")
            #expect(hierarchy.placedFacts == original.placedFacts)
            #expect(hierarchy.repairs == [.transcoded] + original.repairs)
        }
    }

    @Test("Surrogate pairs in three bytes each become the character they meant")
    func cesu8() throws {
        let text = SmallDump.xml.replacing("&#128512;", with: "😀")
        let hierarchy = try Hierarchy(reading: Self.cesu8(text), file: "dump")
        #expect(try hierarchy.placedFacts == Hierarchy(reading: text).placedFacts)
        #expect(hierarchy.node(text: "€ 4 😀 🍋") != nil)
        #expect(hierarchy.repairs == [.invalidUTF8])
        #expect(hierarchy.warnings[0].message.hasPrefix("2 byte sequences"))
    }

    @Test(
        "Bytes that are not UTF-8 become U+FFFD, and the rest of the dump is as it was",
        arguments: [
            ([0xE9], "\u{FFFD}"), ([0xE9, 0x20, 0xFC], "\u{FFFD} \u{FFFD}"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
            ([0xED, 0xA0, 0xBD], "\u{FFFD}"), ([0xF0, 0x9F, 0x98], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF5, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0x80], "\u{FFFD}"),
        ] as [([UInt8], String)])
    func notUTF8(bytes: [UInt8], expected: String) throws {
        let parts = SmallDump.xml.split(separator: "Order", maxSplits: 1).map { Array($0.utf8) }
        let hierarchy = try Hierarchy(reading: parts[0] + bytes + parts[1], file: "dump")
        #expect(hierarchy.nodes.map(\.text) == ["", "Café & Bar", "€ 4 😀 🍋", expected])
        #expect(hierarchy.repairs == [.invalidUTF8])
    }

    @Test(
        "References to what XML forbids become U+FFFD, pairs of surrogates the character they meant",
        arguments: [
            ("&#0;", "\u{FFFD}"), ("&#x0;", "\u{FFFD}"), ("a&#1;b", "a\u{FFFD}b"), ("&#55357;&#56832;", "😀"),
            ("&#xD83D;&#xDE00;", "😀"), ("&#55357;", "\u{FFFD}"), ("&#56832;&#55357;", "\u{FFFD}\u{FFFD}"),
            ("&#55357; &#56832;", "\u{FFFD} \u{FFFD}"), ("&#xFFFE;&#xFFFF;", "\u{FFFD}\u{FFFD}"),
            ("&#1114112;", "\u{FFFD}"), ("&#99999999999999999999;", "\u{FFFD}"),
        ])
    func forbiddenReferences(reference: String, expected: String) throws {
        let hierarchy = try Hierarchy(reading: SmallDump.xml.replacing("Order", with: reference))
        #expect(hierarchy.nodes.map(\.text) == ["", "Café & Bar", "€ 4 😀 🍋", expected])
        #expect(hierarchy.repairs == [.characterReference])
    }

    @Test(
        "Allowed references are resolved without a word",
        arguments: [
            ("&#10;", "\n"), ("&#9;&#13;", "\t\r"), ("&#x1F34B;", "🍋"), ("&#128512;", "😀"), ("&amp;#0;", "&#0;"),
        ])
    func allowedReferences(reference: String, expected: String) throws {
        let hierarchy = try Hierarchy(reading: SmallDump.xml.replacing("Order", with: reference))
        #expect(hierarchy.nodes.last?.text == expected)
        #expect(hierarchy.warnings.isEmpty)
    }

    @Test(
        "Raw control characters become U+FFFD in both syntaxes",
        arguments: [SmallDump.xml, SmallDump.trees[0].text], [0x00, 0x01, 0x0B, 0x1F] as [UInt8])
    func controls(text: String, control: UInt8) throws {
        let parts = text.split(separator: "Order", maxSplits: 1).map { Array($0.utf8) }
        let hierarchy = try Hierarchy(reading: parts[0] + [control] + parts[1], file: "dump")
        #expect(hierarchy.nodes.last?.text == "\u{FFFD}")
        #expect(hierarchy.repairs == [.illegalCharacter])
    }

    @Test(
        "JSON escapes that stand for no character become U+FFFD",
        arguments: [
            ("\\uD83D", "\u{FFFD}"), ("\\uDE00", "\u{FFFD}"), ("a\\uD83Db", "a\u{FFFD}b"),
            ("\\uDE00\\uD83D", "\u{FFFD}\u{FFFD}"), ("\\uD83D\\uD83D\\uDE00", "\u{FFFD}😀"),
        ])
    func loneSurrogates(escape: String, expected: String) throws {
        let text = SmallDump.trees[0].text.replacing("Order", with: escape)
        let hierarchy = try Hierarchy(reading: text)
        #expect(hierarchy.nodes.last?.text == expected)
        #expect(hierarchy.repairs == [.characterReference])
    }

    @Test(
        "JSON escapes of characters, and escaped backslashes before a u, are no fault",
        arguments: [("\\uD83D\\uDE00", "😀"), ("\\\\uD83D", "\\uD83D"), ("\\u00e9", "é"), ("\\n", "\n")])
    func escapes(escape: String, expected: String) throws {
        let hierarchy = try Hierarchy(reading: SmallDump.trees[0].text.replacing("Order", with: escape))
        #expect(hierarchy.nodes.last?.text == expected)
        #expect(hierarchy.warnings.isEmpty)
    }

    @Test("An escaped U+0000 in JSON is replaced, as the warning says")
    func escapedNUL() throws {
        let hierarchy = try Hierarchy(reading: SmallDump.trees[0].text.replacing("Order", with: "a\\u0000b"))
        #expect(hierarchy.nodes.last?.text == "a\u{FFFD}b")
        #expect(hierarchy.repairs == [.characterReference])
    }

    @Test("What looks like a reference in JSON is text")
    func referenceInJSON() throws {
        let hierarchy = try Hierarchy(reading: SmallDump.trees[0].text.replacing("Order", with: "&#0;"))
        #expect(hierarchy.nodes.last?.text == "&#0;")
        #expect(hierarchy.warnings.isEmpty)
    }
}
