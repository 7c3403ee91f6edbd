import Hierarchies
import Testing

@Suite("Formats")
struct FormatTests {
    struct Expected: Sendable {
        var fixture: Fixture
        var format: DumpFormat
        var nodes: Int
        var roots = 1
        var rotation: Int?
        var size: Size?
        var package: String?
        var repairs: [RepairWarning.Repair] = []
    }

    static let table: [Expected] = [
        Expected(fixture: .settings, format: .uiautomator, nodes: 64, rotation: 0),
        Expected(
            fixture: .login, format: .uiautomator, nodes: 67, roots: 3, rotation: 0, repairs: [.bounds, .severalRoots]),
        Expected(
            fixture: .inbox, format: .appium, nodes: 39, roots: 2, rotation: 1, size: Size(width: 2560, height: 1600),
            repairs: [.severalRoots]),
        Expected(fixture: .healthXML, format: .xcuitest, nodes: 45, package: "app.pulsewell.ios"),
        Expected(fixture: .healthJSON, format: .xcuitest, nodes: 45),
        Expected(
            fixture: .shop, format: .droidbot, nodes: 47, size: Size(width: 1080, height: 2340),
            package: "com.bakhour.shop"),
        Expected(fixture: .player, format: .rico, nodes: 45, package: "fm.tidal.lowtide", repairs: [.bounds]),
        Expected(fixture: .form, format: .maestro, nodes: 27),
        Expected(fixture: .chat, format: .mobilerun, nodes: 42),
    ]

    @Test("Every fixture has its row")
    func complete() {
        #expect(Set(Self.table.map(\.fixture)) == Set(Fixture.allCases))
        #expect(Set(Self.table.map(\.format)) == Set(DumpFormat.allCases))
    }

    @Test("A dump's format is found by its content, and every node is read", arguments: table)
    func read(expected: Expected) throws {
        let hierarchy = try expected.fixture.hierarchy()
        #expect(hierarchy.format == expected.format)
        #expect(hierarchy.nodes.count == expected.nodes)
        #expect(hierarchy.roots.count == expected.roots)
        #expect(hierarchy.rotation == expected.rotation)
        #expect(hierarchy.declaredSize == expected.size)
        #expect(hierarchy.declaredPackage == expected.package)
        #expect(hierarchy.repairs == expected.repairs)
    }

    @Test("Asking for the format that a dump has changes nothing", arguments: table)
    func forced(expected: Expected) throws {
        let asked = try Hierarchy(reading: expected.fixture.bytes(), file: "dump", as: expected.format)
        #expect(try asked.placedFacts == expected.fixture.hierarchy().placedFacts)
        #expect(asked.format == expected.format)
    }

    @Test("XML asked for as a JSON format is refused", arguments: Fixture.allCases.filter(\.isXML), DumpFormat.allCases)
    func forcedAcross(fixture: Fixture, format: DumpFormat) throws {
        let isXML = [.uiautomator, .appium, .xcuitest].contains(format)
        #expect(try refusal(fixture.bytes(), as: format)?.code == (isXML ? nil : .unknownFormat))
    }

    @Test("The same bytes give the same hierarchy each time", arguments: Fixture.allCases)
    func deterministic(fixture: Fixture) throws {
        let (first, second) = (try fixture.hierarchy(), try fixture.hierarchy())
        #expect(first.placedFacts == second.placedFacts)
        #expect(first.nodes.map(\.extras) == second.nodes.map(\.extras))
        #expect(first.warnings == second.warnings)
    }
}
