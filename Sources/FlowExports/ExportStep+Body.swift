internal import FlowDocuments

extension ExportStep {
    /// The commands within a command, read from their file where they stand in one.
    /// - Throws: for a file that is not there, is faulty, or runs itself.
    func block(_ body: FlowBody, _ environment: [FlowVariable]) throws(FlowExportError) -> ExportBlock {
        var inner = scope
        try define(environment, in: &inner)
        guard case .file(let written) = body else {
            guard case .commands(let commands) = body else { return ExportBlock([], in: inner) }
            return ExportBlock(commands, in: inner)
        }
        let flow = try read(try literal(written, "file"))
        inner.path.append(flow.file)
        inner.app = flow.config.appID ?? flow.config.url
        let config = ExportStep(FlowCommand(.back, place: flow.config.place), name: "env", in: inner)
        try config.define(flow.config.environment, in: &inner)
        return ExportBlock(flow, in: inner)
    }

    private func define(_ variables: [FlowVariable], in scope: inout ExportScope) throws(FlowExportError) {
        for variable in variables {
            let step = ExportStep(command, name: name, in: scope)
            scope.variables[variable.name] = try step.text(variable.value)
        }
    }

    private func read(_ name: String) throws(FlowExportError) -> FlowDocument {
        let file = FlowReferences.path(name, from: command.place.file)
        guard !scope.path.contains(file) else {
            throw refusal(.cycle, "the flow runs itself: " + (scope.path + [file]).joined(separator: " runs "))
        }
        guard let files = scope.files, files.kind(file) == .file else {
            throw refusal(.missingFile, "there is no file \(file); names are relative to the flow's own file")
        }
        do throws(FlowError) {
            return try FlowDocument(reading: files.read(file), file: file)
        } catch {
            let place = error.place.map { "\($0): " } ?? ""
            throw refusal(.invalidFile, "\(place)\(error.title): \(error.message)")
        }
    }

    /// Whether a condition can hold on Android at all.
    static func isForAndroid(_ condition: FlowCondition?) -> Bool {
        condition?.platform.map { $0.lowercased() == "android" } ?? true
    }
}

/// How much a script may hold: flows that run others several times grow by powers.
struct ExportBudget {
    /// Steps.
    static var limit: Int { 5_000 }
    /// Blocks within blocks; Python takes twenty.
    static var depth: Int { 15 }

    private var steps = 0

    /// - Throws: when the step is one too many.
    mutating func spend(_ step: ExportStep, depth: Int) throws(FlowExportError) {
        steps += 1
        guard steps <= Self.limit else {
            throw step.refusal(.tooLarge, "with the flows that it runs, the flow has more than \(Self.limit) steps")
        }
        guard depth <= Self.depth else {
            throw step.refusal(.tooLarge, "commands lie more than \(Self.depth) deep in each other")
        }
    }
}
