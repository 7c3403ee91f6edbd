import ArgumentParser

/// `thimble model`: the embedded model, and what it is made from.
struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Look at, judge and time the embedded model.",
        subcommands: [
            ModelInfoCommand.self, ModelEvalCommand.self, ModelBenchCommand.self, ModelLessonsCommand.self,
        ])
}
