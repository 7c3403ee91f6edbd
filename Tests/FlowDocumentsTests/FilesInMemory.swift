import FlowDocuments
import Foundation
import TestSupport

/// Flow files that exist nowhere else.
struct FilesInMemory: FlowFiles {
    var texts: [String: String]

    init(_ texts: [String: String]) { self.texts = texts }

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        guard let text = texts[path] else { throw FlowError(.missingFile, "No File", path) }
        return Array(text.utf8)
    }

    func kind(_ path: String) -> FlowFileKind? {
        if texts[path] != nil { return .file }
        return texts.keys.contains { $0.hasPrefix(path + "/") } ? .folder : nil
    }

    func files(below folder: String) throws(FlowError) -> [String] {
        texts.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
    }
}

/// The flows of the shared data, by their paths there.
struct SharedFlowFiles: FlowFiles {
    static var isThere: Bool { SharedFlowFiles().kind("workspace-cases.json") == .file }

    private var root: URL { SharedData.folder.appending(path: "maestro") }

    func read(_ path: String) throws(FlowError) -> [UInt8] {
        guard let data = try? Data(contentsOf: root.appending(path: path)) else {
            throw FlowError(.missingFile, "No File", path)
        }
        return [UInt8](data)
    }

    func kind(_ path: String) -> FlowFileKind? {
        var isFolder: ObjCBool = false
        let path = root.appending(path: path).path
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
        return isFolder.boolValue ? .folder : .file
    }

    func files(below folder: String) throws(FlowError) -> [String] {
        let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (found?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }.filter { kind($0) == .file }
            .sorted()
    }
}
