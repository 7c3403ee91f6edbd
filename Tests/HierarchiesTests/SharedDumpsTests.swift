import Foundation
import Hierarchies
import TestSupport
import Testing

@Suite(
    "Real dumps",
    .enabled(
        if: !SharedData.files(below: "dumps").isEmpty,
        "no real dumps here; THIMBLE_SHARED names the folder that has data/dumps"))
struct SharedDumpsTests {
    static let files = SharedData.files(below: "dumps")

    @Test("Every real dump is read, or refused with its place", arguments: files)
    func readOrRefused(file: String) throws {
        let bytes = try SharedData.bytes(file)
        do throws(HierarchyError) {
            let hierarchy = try Hierarchy(reading: bytes, file: file)
            #expect(arenaFault(in: hierarchy) == nil)
            #expect(!hierarchy.nodes.isEmpty || hierarchy.repairs.contains(.emptyHierarchy))
            #expect(Self.formats(in: file).contains(hierarchy.format))
            let again = try Hierarchy(reading: bytes, file: file)
            #expect(again.placedFacts == hierarchy.placedFacts)
        } catch {
            #expect(error.description.hasPrefix("\(file):\(error.line):\(error.column): "))
            #expect(file.contains("_events_"), "only event logs hold no screen: \(error)")
        }
    }

    @Test(
        "As many nodes are read from well-formed XML as it has start tags",
        arguments: files.filter { $0.hasSuffix(".xml") })
    func nodeCounts(file: String) throws {
        let bytes = try SharedData.bytes(file)
        let hierarchy = try Hierarchy(reading: bytes, file: file)
        let altering: Set<RepairWarning.Repair> = [.malformed, .truncated, .severalDocuments, .escapedSource]
        guard altering.isDisjoint(with: hierarchy.repairs) else { return }
        #expect(hierarchy.nodes.count == Self.startTags(in: bytes))
    }

    private static func formats(in file: String) -> [DumpFormat] {
        switch file.split(separator: "/").dropFirst().first {
        case "uiautomator": [.uiautomator]
        case "appium": [.appium, .uiautomator]
        case "xcuitest": [.xcuitest]
        default: [.droidbot, .rico, .maestro, .mobilerun]
        }
    }

    /// Start tags other than the wrappers', counted without a parser: `<` and a name are never in an attribute.
    private static func startTags(in bytes: [UInt8]) -> Int {
        let text = String(decoding: bytes, as: UTF8.self)
        let tags = text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1)
        return tags.count { tag in
            guard let first = tag.first, first.isLetter || first == "_" else { return false }
            let name = tag.prefix { $0.isLetter || $0.isNumber || "._-$".contains($0) }
            return name != "hierarchy" && name != "AppiumAUT"
        }
    }
}
