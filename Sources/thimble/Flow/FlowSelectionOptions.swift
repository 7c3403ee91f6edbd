import ArgumentParser
import FlowDocuments

/// Which flows of files and folders are meant, and with which variables.
struct FlowSelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only flows with one of these tags, separated by commas.", valueName: "tags"))
    var includeTags: [String] = []

    @Option(help: ArgumentHelp("No flows with one of these tags.", valueName: "tags"))
    var excludeTags: [String] = []

    @Option(
        help: ArgumentHelp("A workspace configuration instead of the folder's own.", valueName: "file"),
        completion: .file())
    var config: String?

    @Option(name: [.short, .long], help: ArgumentHelp("A variable for the flows.", valueName: "name=value"))
    var env: [VariableOption] = []

    func plan(_ paths: [String], in files: some FlowFiles) throws -> WorkspacePlan {
        func tags(_ lists: [String]) -> [String] {
            lists.flatMap { $0.split(separator: ",").map { String($0.filter { $0 != " " }) } }
        }
        do throws(FlowError) {
            return try WorkspacePlan(
                paths, config: config,
                choice: .init(includeTags: tags(includeTags), excludeTags: tags(excludeTags)), in: files)
        } catch {
            throw FlowCommandError(error)
        }
    }
}
