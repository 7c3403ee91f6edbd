import ArgumentParser
import Decoding
import JSON
import Screens
import Tools

/// `thimble tools`: the calls a planner may make, on a given screen or in general.
struct ToolsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tools",
        abstract: "Print the tools a planner may call, in general or on one screen.",
        discussion: """
            With a screen only the calls that are legal on it are printed: elements by their ids, and no tool that \
            has nothing to act on.

            Example: thimble tools --screen inbox.xml --as gbnf > inbox.gbnf
            """)

    @Option(
        help: ArgumentHelp("A UI dump; - reads standard input.", valueName: "file"), completion: .file())
    var screen: String?

    @Option(
        help: ArgumentHelp(
            "More tools as function JSON: one, an array, or an array under \"tools\".", valueName: "file"),
        completion: .file())
    var tools: String?

    @Option(
        name: .customLong("as"),
        help: "json-schema and gbnf describe one call; json is the tools array of an OpenAI-compatible request.")
    var form = Form.text

    enum Form: String, CaseIterable, ExpressibleByArgument {
        case text
        case jsonSchema = "json-schema"
        case gbnf
        case json
    }

    func run() throws {
        let screen = try screen.map(loadScreen)
        print(try Self.render(CallSpace(try registry(), on: screen), as: form))
    }

    static func render(_ space: CallSpace, as form: Form) throws -> String {
        switch form {
        case .text: space.text
        case .jsonSchema: space.jsonSchema.print(.pretty)
        case .gbnf: try space.gbnf()
        case .json: space.openAITools.print(.pretty)
        }
    }

    /// The built-in tools, then those of `--tools`.
    private func registry() throws -> ToolRegistry {
        var registry = ToolRegistry.ui
        if let tools { try ToolsFile.register(tools, in: &registry) }
        return registry
    }

    private func loadScreen(_ path: String) throws -> Screen { try ScreenLoader.load(path: path) }
}
