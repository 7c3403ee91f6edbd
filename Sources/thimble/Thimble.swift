import ArgumentParser

@main
struct Thimble: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thimble",
        abstract: "Reads a phone's screen, plans the next step on it, and writes the step down.",
        subcommands: [DescribeCommand.self, ToolsCommand.self])
}
