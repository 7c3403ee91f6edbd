package import Foundation

/// Real inputs, written by others and not part of this repository.
///
/// `THIMBLE_SHARED` names the folder that holds `data/`; without it the folder `shared` beside the package is taken.
package enum SharedData {
    package static let folder: URL = {
        let shared = ProcessInfo.processInfo.environment["THIMBLE_SHARED"].map { URL(filePath: $0) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        return (shared ?? package.appending(path: "../shared")).standardized.appending(path: "data")
    }()

    /// Paths of the XML and JSON files below a folder of the data, in order; empty where the data is absent.
    package static func files(below path: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder.appending(path: path).path(percentEncoded: false))
        return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".xml") || $0.hasSuffix(".json") }
            .sorted().map { "\(path)/\($0)" }
    }

    package static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: path)))
    }
}
