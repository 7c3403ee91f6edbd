import Foundation
import JSON
import Schemas
import TestSupport

/// The JSON-Schema-Test-Suite, which `tools/peers/schema-suite` fetches; `THIMBLE_PEERS` names another folder for it.
enum SchemaSuite {
    static let folder = ADBPeer.folder.appending(path: "schema-suite/tests")

    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    /// One file of groups, each a schema with values.
    struct File: Sendable, CustomStringConvertible {
        var draft: SchemaDraft
        /// Below the folder of its draft.
        var path: String

        var description: String { "\(draft.rawValue) \(path)" }

        /// Files on single formats take them as rules, all others as remarks.
        var assertsFormats: Bool { path.hasPrefix("optional/format/") }

        func groups() throws -> [Group] {
            let folder = SchemaSuite.folder.appending(path: SchemaSuite.folders[draft] ?? "")
            let json = try JSONValue(parsing: [UInt8](Data(contentsOf: folder.appending(path: path))))
            return try (json.array ?? []).map { try Group($0) }
        }
    }

    struct Group {
        var description: String
        var schema: JSONValue
        var tests: [(description: String, value: JSONValue, isValid: Bool)]

        init(_ json: JSONValue) throws {
            guard let description = json["description"]?.string, let schema = json["schema"],
                let tests = json["tests"]?.array
            else { throw CocoaError(.fileReadCorruptFile) }
            self.description = description
            self.schema = schema
            self.tests = try tests.map { test in
                guard let description = test["description"]?.string, let value = test["data"],
                    let isValid = test["valid"]?.bool
                else { throw CocoaError(.fileReadCorruptFile) }
                return (description, value, isValid)
            }
        }
    }

    static let folders: [SchemaDraft: String] = [
        .draft2020: "draft2020-12", .draft2019: "draft2019-09", .draft7: "draft7", .draft6: "draft6",
        .draft4: "draft4",
    ]

    /// Draft 7 lets a validator judge what a text encodes, and draft 4 take 1.0 for no integer; later drafts do not.
    private static let leftOut = ["optional/content.json", "optional/zeroTerminatedFloats.json"]

    /// Every file of a draft, those below `optional` too; none where the suite is not there.
    static func files(of draft: SchemaDraft) -> [File] {
        let folder = SchemaSuite.folder.appending(path: folders[draft] ?? "")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".json") && !leftOut.contains($0) }.sorted().map {
            File(draft: draft, path: $0)
        }
    }
}
