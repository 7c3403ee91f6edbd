import ArgumentParser
import FlowDocuments
import JSON
import Screens

/// `thimble check`: reads flows and says what is wrong with them, without a device.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read flow files and say what is wrong with them.",
        discussion: """
            Takes Maestro's flow files, and folders of them with their config.yaml. The flows, scripts and media that \
            they name are looked for, too. Exits with 65 when a flow is faulty, with 66 when a path does not exist.

            Example: thimble check flows/
            """)

    @Argument(help: ArgumentHelp("Flow files and folders of them.", valueName: "flow"), completion: .file())
    var paths: [String] = []

    @Option(
        help: ArgumentHelp("A workspace configuration instead of the folder's own.", valueName: "file"),
        completion: .file())
    var config: String?

    @Flag(help: "Print one JSON array with an object for each flow.")
    var json = false

    @Flag(help: "Print the JSON Schema of flow files, for editors, and check nothing.")
    var schema = false

    func validate() throws {
        if schema != paths.isEmpty {
            throw ValidationError(schema ? "--schema takes no flows" : "Missing expected argument '<flow> ...'")
        }
    }

    func run() throws {
        if schema { return print(FlowSchema.json.print(.pretty)) }
        let files = FolderFiles()
        let search: FlowSearch
        do throws(FlowError) {
            search = try FlowSearch(paths, config: config, in: files)
        } catch {
            throw FlowCommandError(error)
        }
        let findings = search.paths.map { Finding(path: $0, error: Self.fault(of: $0, in: files)) }
        let faulty = findings.count { $0.error != nil }
        if json {
            print(JSONValue.array(findings.map(\.json)).print(.pretty))
        } else {
            for error in findings.compactMap(\.error) {
                // A flow's own text moves no cursor.
                for line in "\(error)".split(separator: "\n", omittingEmptySubsequences: false) {
                    print(TerminalText.plain(String(line), limit: 4000))
                }
            }
            print("\(findings.count == 1 ? "1 flow" : "\(findings.count) flows"), \(faulty) faulty")
        }
        if faulty > 0 { throw ExitCode(65) }
    }

    private static func fault(of path: String, in files: FolderFiles) -> FlowError? {
        do throws(FlowError) {
            try FlowReferences(files).check(FlowDocument(reading: files.read(path), file: path))
            return nil
        } catch {
            return error
        }
    }

    private struct Finding {
        var path: String
        var error: FlowError?

        /// `file`, `valid`, and of a fault `code`, `title`, `message`, `in` (the file it stands in), `line`, `column`.
        var json: JSONValue {
            var object: JSONObject = ["file": .string(path), "valid": .bool(error == nil)]
            guard let error else { return .object(object) }
            object["code"] = .string(error.code.rawValue)
            object["title"] = .string(error.title)
            object["message"] = .string(error.message)
            if let place = error.place {
                object["in"] = .string(place.file)
                object["line"] = .integer(Int64(place.line))
                object["column"] = .integer(Int64(place.column))
            }
            return .object(object)
        }
    }
}
