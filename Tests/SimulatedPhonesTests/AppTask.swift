import Foundation

@testable import SimulatedPhones

extension AppTask {
    private static let folder = SampleApps.folder.appending(path: "../tasks").standardized

    /// The apps that have tasks, by their files' names without extension, sorted.
    static let apps: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    /// The tasks of an app, every key of them checked.
    static func all(of app: String) throws -> [AppTask] {
        let file = folder.appending(path: "\(app).yaml")
        return try TaskFile(yaml: [UInt8](Data(contentsOf: file)), file: "\(app).yaml").tasks
    }
}
