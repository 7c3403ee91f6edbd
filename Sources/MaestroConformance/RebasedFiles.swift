package import FlowDocuments

/// The files of a folder, by their paths within it.
package struct RebasedFiles: FlowFiles {
    private let files: any FlowFiles
    private let folder: String

    package init(_ files: any FlowFiles, below folder: String) {
        self.files = files
        self.folder = folder
    }

    package func read(_ path: String) throws(FlowError) -> [UInt8] { try files.read("\(folder)/\(path)") }
    package func kind(_ path: String) -> FlowFileKind? { files.kind("\(folder)/\(path)") }

    package func files(below path: String) throws(FlowError) -> [String] {
        try files.files(below: "\(folder)/\(path)").map { String($0.dropFirst(folder.count + 1)) }
    }
}
