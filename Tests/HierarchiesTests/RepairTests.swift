import Hierarchies
import Testing

/// What pipes, logs and writers do to a dump: named in a warning, and the nodes are as if nothing had happened.
@Suite("Repairs")
struct RepairTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var fixture: Fixture
        var repairs: [RepairWarning.Repair]
        var spoil: @Sendable (String) -> String

        init(
            _ name: String, _ fixture: Fixture, _ repairs: RepairWarning.Repair...,
            spoil: @escaping @Sendable (String) -> String
        ) {
            testDescription = name
            self.fixture = fixture
            self.repairs = repairs
            self.spoil = spoil
        }
    }

    static let cases: [Case] = [
        Case("dump to a terminal", .settings, .trailingNoise) { $0 + "UI hierchary dumped to: /dev/tty\n" },
        Case("killed by another UiAutomation", .settings, .trailingNoise) { $0 + "\nKilled\n" },
        Case("linker warning", .settings, .leadingNoise) {
            "WARNING: linker: /system/lib/libhoudini.so has text relocations\n" + $0
        },
        Case("log prefix in brackets", .settings, .leadingNoise) { "[main] INFO dump: done <in 1203 ms>\n" + $0 },
        Case("log prefix in braces", .settings, .leadingNoise) { "{main} dumping\n" + $0 },
        Case("log on both sides", .inbox, .leadingNoise, .trailingNoise) { "> source\n" + $0 + "\n> quit\n" },
        Case("XCUITest source after a log line", .healthXML, .leadingNoise) { "Printing source:\n" + $0 },
        Case("JSON after a banner", .form, .leadingNoise) { "Running on emulator-5554\n\n" + $0 },
        Case("JSON after a log line in brackets", .form, .leadingNoise) { "[INFO] Running on emulator-5554\n" + $0 },
        Case("JSON after a log line in braces", .shop, .leadingNoise) { "{thread 3} state written\n" + $0 },
        Case("JSON before a prompt", .shop, .trailingNoise) { $0 + "\n$ exit\n" },
        Case("JSON before a log line in brackets", .shop, .trailingNoise) { $0 + "\n[INFO] bye\n" },
        Case("terminal colours round XML", .settings, .illegalCharacter) { "\u{1B}[0m" + $0 + "\u{1B}[39;49m" },
        Case("terminal colours round JSON", .chat, .illegalCharacter) { "\u{1B}[32m" + $0 + "\u{1B}[0m\n" },
        Case("colours on a log line", .settings, .illegalCharacter, .leadingNoise) {
            "\u{1B}[1;34mINFO\u{1B}[0m dump\n" + $0
        },
        Case("byte order mark of UTF-8", .settings) { "\u{FEFF}" + $0 },
        Case("no declaration", .settings) { String($0.drop { $0 != ">" }.dropFirst()) },
        Case("white space around", .settings) { "\n\n  " + $0 + "\r\n\n" },
        Case("cut out of C-like source", .healthXML, .escapedSource) {
            $0.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        },
        Case("an older dump before it", .settings, .severalDocuments) {
            "<?xml version='1.0'?><hierarchy rotation=\"3\"><node text=\"old\" bounds=\"[0,0][1,1]\"/></hierarchy>\n"
                + $0
        },
        Case("an empty dump after it", .settings, .severalDocuments) { $0 + "<hierarchy rotation=\"0\" />" },
        Case("a cut dump after it", .settings, .severalDocuments) { $0 + "\n" + $0.prefix(5_000) },
        Case("a cut dump before it", .settings, .severalDocuments) { $0.prefix(5_000) + "\n" + $0 },
        Case("a cut dump without a declaration before it", .settings, .severalDocuments) {
            $0.drop { $0 != ">" }.dropFirst().prefix(5_000) + "\n" + $0
        },
        Case("JSON lines", .shop, .severalDocuments) { "{\"views\":[{\"bounds\":[[0,0],[1,1]]}]}\n" + $0 },
        Case("a cut JSON line after it", .form, .truncated, .severalDocuments) { $0 + $0.prefix(3_000) },
    ]

    @Test("A spoilt dump gives the fixture's nodes, and its repair by name", arguments: cases)
    func repaired(of example: Case) throws {
        let original = try example.fixture.hierarchy()
        let hierarchy = try Hierarchy(reading: example.spoil(example.fixture.text()))
        #expect(hierarchy.placedFacts == original.placedFacts)
        #expect(hierarchy.rotation == original.rotation)
        #expect(hierarchy.format == original.format)
        #expect(hierarchy.repairs.filter { !original.repairs.contains($0) } == example.repairs)
    }

    @Test("A log of more dumps than are looked at gives the newest")
    func longLog() throws {
        let old =
            "<?xml version='1.0'?><hierarchy rotation=\"0\"><node text=\"old\" bounds=\"[0,0][1,1]\"/></hierarchy>\n"
        let new = old.replacing("old", with: "new")
        let hierarchy = try Hierarchy(reading: String(repeating: old, count: 200) + new)
        #expect(hierarchy.nodes.map(\.text) == ["new"])
        #expect(hierarchy.repairs == [.severalDocuments])
    }

    @Test("The number of documents counts a cut one once")
    func documentCount() throws {
        let whole = try Fixture.settings.text()
        let hierarchy = try Hierarchy(reading: whole.prefix(5_000) + "\n" + whole)
        let warning = try #require(hierarchy.warnings.first { $0.repair == .severalDocuments })
        #expect(warning.message.hasPrefix("2 documents"))
    }

    @Test("Bare roots in a row are windows of one screen")
    func bareRoots() throws {
        let text = try Fixture.login.text()
        let bare = text.split(separator: "\n").dropFirst(2).dropLast().joined(separator: "\n")
        let hierarchy = try Hierarchy(reading: bare)
        #expect(try hierarchy.placedFacts == Fixture.login.hierarchy().placedFacts)
        #expect(hierarchy.repairs.contains(.severalRoots) && !hierarchy.repairs.contains(.severalDocuments))
        #expect(hierarchy.format == .uiautomator)
    }

    @Test(
        "A hierarchy without nodes is one, and says so",
        arguments: [
            ("<?xml version='1.0' encoding='UTF-8'?><hierarchy rotation=\"0\" />", DumpFormat.uiautomator),
            ("<hierarchy rotation=\"0\"></hierarchy>UI hierchary dumped to: /dev/tty", .uiautomator),
            ("{\"views\": []}", .droidbot),
            ("{\"activity_name\":\"a/b\",\"activity\":{\"root\":null}}", .rico),
        ])
    func empty(text: String, format: DumpFormat) throws {
        let hierarchy = try Hierarchy(reading: text)
        #expect(hierarchy.nodes.isEmpty && hierarchy.roots.isEmpty)
        #expect(hierarchy.format == format)
        #expect(hierarchy.repairs.contains(.emptyHierarchy))
    }

    @Test("Malformed XML is read past, with the place of the first fault")
    func malformed() throws {
        let text = try Fixture.settings.text().replacing("text=\"VPN\"", with: "text=\"VPN\" text=\"Proxy\"")
        let hierarchy = try Hierarchy(reading: text)
        #expect(hierarchy.repairs == [.malformed])
        #expect(hierarchy.nodes.count == 64)
        let raw = try Fixture.settings.text().replacing("Carries calls, texts &amp; data", with: "texts & data")
        #expect(try Hierarchy(reading: raw).repairs == [.malformed])
        #expect(try Hierarchy(reading: raw).nodes.count == 64)
    }

    @Test("Every repair that exists is made here or in the suites beside this one")
    func complete() {
        let elsewhere: Set<RepairWarning.Repair> = [
            .severalRoots, .transcoded, .invalidUTF8, .characterReference, .malformed, .bounds, .rotation,
            .emptyHierarchy,
        ]
        let here = Set(Self.cases.flatMap(\.repairs))
        #expect(here.union(elsewhere) == Set(RepairWarning.Repair.allCases))
        #expect(here.isDisjoint(with: elsewhere))
    }
}
