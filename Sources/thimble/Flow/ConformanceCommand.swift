import ArgumentParser
import FlowDocuments
import JSON
import MaestroConformance
import Screens

/// `thimble conformance`: holds the program against the cases of those it is compatible with.
struct ConformanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Run the cases of other tools that this one is compatible with.",
        subcommands: [MaestroConformanceCommand.self])
}

struct MaestroConformanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "maestro",
        abstract: "Run Maestro's own cases.",
        discussion: """
            The folder holds integration-cases.json, parse-cases.json, workspace-cases.json, command-json-cases.json \
            and selector-vectors.json, as far as they are there, and the flows that they name. Ends with \
            "N passed, M failed, K skipped"; exits with 1 when a case failed.

            Example: thimble conformance maestro ../shared/data/maestro --list-failures
            """)

    @Argument(help: ArgumentHelp("The folder of the cases.", valueName: "dir"), completion: .directory)
    var folder: String

    @Flag(help: "Print each case that failed, and why.")
    var listFailures = false

    @Flag(help: "Print each case that was skipped, and why.")
    var listSkipped = false

    @Flag(help: "Print one JSON array with an object for each case.")
    var json = false

    func run() async throws {
        let files = FolderFiles()
        let outcomes: [CaseOutcome]
        do throws(FlowError) {
            guard files.kind(folder) == .folder else {
                throw FlowError(.missingFile, "No Folder", "there is no folder \(folder)")
            }
            outcomes = try await MaestroSuite(RebasedFiles(files, below: folder), engine: FlowEngines.make).run()
        } catch {
            throw FlowCommandError(error)
        }
        if json {
            print(JSONValue.array(outcomes.map(\.json)).print(.pretty))
        } else {
            for outcome in outcomes { printLine(outcome) }
            for suite in CaseOutcome.Suite.allCases {
                let own = outcomes.filter { $0.suite == suite }
                if !own.isEmpty { print("\(suite.rawValue): \(counts(own))") }
            }
            print(counts(outcomes))
        }
        if outcomes.contains(where: { $0.word == "failed" }) { throw ExitCode(1) }
    }

    private func printLine(_ outcome: CaseOutcome) {
        guard let reason = outcome.reason, outcome.word == "failed" ? listFailures : listSkipped else { return }
        print(TerminalText.plain("\(outcome.word): \(outcome.suite.rawValue): \(outcome.id): \(reason)", limit: 1000))
    }

    private func counts(_ outcomes: [CaseOutcome]) -> String {
        ["passed", "failed", "skipped"].map { word in "\(outcomes.count { $0.word == word }) \(word)" }
            .joined(separator: ", ")
    }
}

extension CaseOutcome {
    fileprivate var word: String {
        switch verdict {
        case .passed: "passed"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }

    fileprivate var reason: String? {
        switch verdict {
        case .passed: nil
        case .failed(let reason), .skipped(let reason): reason
        }
    }

    fileprivate var json: JSONValue {
        .object(
            JSONObject(omittingNil: [
                "suite": .string(suite.rawValue), "id": .string(id), "verdict": .string(word),
                "reason": reason.map { .string($0) },
            ]))
    }
}
