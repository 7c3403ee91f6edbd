import Foundation
import Hierarchies
import Testing

/// Real dumps, written by others and not part of this repository; `THIMBLE_SHARED` says where they are.
enum SharedDumps {
    static let folder: URL = {
        let shared = ProcessInfo.processInfo.environment["THIMBLE_SHARED"]
        return (shared.map { URL(filePath: $0) } ?? Fixture.package.appending(path: "../shared"))
            .appending(path: "data/dumps")
    }()

    /// Paths below the folder, in order; empty when the folder is absent.
    static let files: [String] = {
        let found = FileManager.default.enumerator(atPath: folder.path(percentEncoded: false))
        return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".xml") || $0.hasSuffix(".json") }
            .sorted()
    }()

    static func bytes(_ file: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: file)))
    }
}

@Suite(
    "Real dumps",
    .enabled(if: !SharedDumps.files.isEmpty, "no real dumps here; THIMBLE_SHARED names the folder that has data/dumps"))
struct SharedDumpsTests {
    @Test("Every real dump is read, or refused with its place", arguments: SharedDumps.files)
    func readOrRefused(file: String) throws {
        let bytes = try SharedDumps.bytes(file)
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
        arguments: SharedDumps.files.filter { $0.hasSuffix(".xml") })
    func nodeCounts(file: String) throws {
        let bytes = try SharedDumps.bytes(file)
        let hierarchy = try Hierarchy(reading: bytes, file: file)
        let altering: Set<RepairWarning.Repair> = [.malformed, .truncated, .severalDocuments, .escapedSource]
        guard altering.isDisjoint(with: hierarchy.repairs) else { return }
        #expect(hierarchy.nodes.count == Self.startTags(in: bytes))
    }

    private static func formats(in file: String) -> [DumpFormat] {
        switch file.split(separator: "/").first {
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
