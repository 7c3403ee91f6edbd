import Foundation
import SimulatedPhones

@testable import Lessons

/// The declared apps with everything that is asked of them, read once.
enum Courses {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../fixtures").standardized

    static let all: Result<[AppCourse], any Error> = Result {
        try ["apps", "apps/training"].flatMap { folder in
            try files(in: folder).map { name in
                let app = try AppDeclaration(yaml: read("\(folder)/\(name).yaml"), file: "\(name).yaml")
                let tasks = ["tasks/\(name).yaml", "tasks/lessons/\(name).yaml"].filter(exists)
                return AppCourse(name, app, try tasks.map { try TaskFile(yaml: read($0), file: $0) })
            }
        }
    }

    static let names: [String] = ((try? all.get()) ?? []).map(\.name)

    static func course(_ name: String) throws -> AppCourse {
        guard let course = try all.get().first(where: { $0.name == name }) else { throw CocoaError(.fileNoSuchFile) }
        return course
    }

    static let pools = Result { try TextPools(yaml: read("tasks/lessons/pools.yaml"), file: "pools.yaml") }
    static let synonyms = Result { try SynonymLists(yaml: read("tasks/lessons/synonyms.yaml"), file: "synonyms.yaml") }
    static let unseen = Result { try UnseenApps(yaml: read("tasks/lessons/unseen.yaml"), file: "unseen.yaml") }

    /// One walk of each of a course's first tasks, and some taps.
    static func curriculum(_ courses: [AppCourse], seed: UInt64 = 7) throws -> Curriculum {
        var curriculum = Curriculum(courses: courses, pools: try pools.get(), synonyms: try synonyms.get())
        curriculum.perTask = 1
        curriculum.tapsPerApp = 2
        curriculum.seed = seed
        return curriculum
    }

    private static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: fixtures.appending(path: folder).path)
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    private static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: fixtures.appending(path: path).path)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: fixtures.appending(path: path)))
    }
}
