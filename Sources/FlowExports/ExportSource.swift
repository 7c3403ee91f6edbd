internal import FlowDocuments

/// What scripts are written from.
struct ExportSource {
    var flow: FlowDocument
    var target: FlowExportTarget
    var environment: [FlowVariable]
    var files: (any FlowFiles)?

    /// The flow's commands, where its own variables and those from outside stay variables.
    var block: ExportBlock {
        let scope = ExportScope(
            target: target, app: flow.config.appID ?? flow.config.url, variables: [:], path: [flow.file], files: files)
        return ExportBlock(flow, in: scope)
    }

    /// The variables with values, those from outside first; a later one may use an earlier one.
    func variables() throws(FlowExportError) -> [(name: String, value: ExportText)] {
        let step = ExportStep(FlowCommand(.back, place: flow.config.place), name: "env", in: block.scope)
        let own = flow.config.environment
        // The flow's own value counts, as in Maestro.
        let outer = environment.filter { given in !own.contains { $0.name == given.name } }
        var variables = outer.map { (name: $0.name, value: ExportText($0.value)) }
        for variable in own { variables.append((variable.name, try step.text(variable.value))) }
        for (name, _) in variables where !ExportText.isVariable(name) {
            throw step.refusal(.expression, "\(name) is no name that \(target.title) takes for a variable")
        }
        return variables
    }
}

/// Commands with what holds for them.
struct ExportBlock {
    var start: [FlowCommand] = []
    var commands: [FlowCommand]
    var complete: [FlowCommand] = []
    var scope: ExportScope

    init(_ commands: [FlowCommand], in scope: ExportScope) {
        self.commands = commands
        self.scope = scope
    }

    init(_ flow: FlowDocument, in scope: ExportScope) {
        start = flow.config.onFlowStart ?? []
        commands = flow.commands
        complete = flow.config.onFlowComplete ?? []
        self.scope = scope
    }
}

/// What holds for a list of commands: a flow within a flow has an app and variables of its own.
struct ExportScope {
    let target: FlowExportTarget
    var app: String?
    /// Those of flows within the flow, whose values are known.
    var variables: [String: ExportText]
    /// The files that run each other, the flow's own first.
    var path: [String]
    let files: (any FlowFiles)?
}
