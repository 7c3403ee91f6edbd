import FlowDocuments
import FlowExports
import Foundation
import TestSupport

/// The flows of `fixtures/flows`, by their paths there.
struct FlowFixtures: FlowFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../fixtures/flows").standardized

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        guard let data = try? Data(contentsOf: Self.folder.appending(path: path)) else {
            throw FlowError(.missingFile, "No File", path)
        }
        return [UInt8](data)
    }

    func kind(_ path: String) -> FlowFileKind? {
        FileManager.default.fileExists(atPath: Self.folder.appending(path: path).path) ? .file : nil
    }

    func files(below folder: String) throws(FlowError) -> [String] { [] }

    static func exported(_ name: String, to target: FlowExportTarget) throws -> String {
        let flow = try FlowDocument(reading: Self().read("\(name).yaml"), file: "\(name).yaml")
        return try FlowExporter(flow, to: target, files: Self()).print()
    }
}

/// Flows that exist nowhere else.
struct FlowTexts: FlowFiles {
    var texts: [String: String]

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        guard let text = texts[path] else { throw FlowError(.missingFile, "No File", path) }
        return Array(text.utf8)
    }

    func kind(_ path: String) -> FlowFileKind? { texts[path] == nil ? nil : .file }

    func files(below folder: String) throws(FlowError) -> [String] { [] }
}

/// The export of commands of an app.
func exported(
    _ commands: String, config: String = "appId: com.example", to target: FlowExportTarget,
    environment: [FlowVariable] = [], files: [String: String] = [:]
) throws -> String {
    let flow = try FlowDocument(reading: Array("\(config)\n---\n\(commands)\n".utf8), file: "f.yaml")
    return try FlowExporter(flow, to: target, environment: environment, files: FlowTexts(texts: files)).print()
}
