import ArgumentParser
import Glibc
import Lessons
import SimulatedPhones

/// Which apps are meant, by whether a model may learn from them.
enum Split: String, CaseIterable, ExpressibleByArgument { case train, unseen, all }

/// The apps and what can be asked of them, as `fixtures` has both.
struct CourseFolder {
    let courses: [AppCourse]
    let pools: TextPools

    /// - Parameters:
    ///   - folder: the apps; what can be asked of them lies in `tasks` beside it.
    ///   - split: which of the apps.
    ///   - names: apps by their files' names; all when there is none.
    /// - Throws: for a file that cannot be read or is not what it should be, and for a name that no app has.
    init(_ folder: AppFolder, split: Split, names: [String]) throws {
        let tasks = folder.path + "/../tasks"
        let unseen = try UnseenApps(yaml: Self.read("\(tasks)/lessons/unseen.yaml"), file: "unseen.yaml")
        var apps = try folder.apps()
        if access(folder.path + "/training", R_OK | X_OK) == 0 {
            apps += try AppFolder(folder.path + "/training").apps()
        }
        apps = apps.filter { split == .all || unseen.names.contains($0.name) == (split == .unseen) }
        if let odd = names.first(where: { name in !apps.contains { $0.name == name } }) {
            let known = apps.map(\.name).joined(separator: ", ")
            throw UsageError(description: "no app of this split is called \"\(odd)\"; there are \(known)")
        }
        courses = try apps.filter { names.isEmpty || names.contains($0.name) }.map { name, app in
            let files: [String] = ["\(tasks)/\(name).yaml", "\(tasks)/lessons/\(name).yaml"]
                .filter { access($0, R_OK) == 0 }
            return AppCourse(name, app, try files.map { try TaskFile(yaml: Self.read($0), file: $0) })
        }
        pools = try TextPools(yaml: Self.read("\(tasks)/lessons/pools.yaml"), file: "pools.yaml")
    }

    private static func read(_ path: String) throws(InputError) -> [UInt8] {
        try InputFile.read(path, limit: 4 << 20)
    }
}
