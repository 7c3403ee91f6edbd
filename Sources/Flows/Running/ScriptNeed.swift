internal import FlowDocuments

/// Whether a flow computes anything that needs a script engine: more than names of variables and plain values.
///
/// Files that it names are looked at when their turn comes.
struct ScriptNeed {
    private(set) var isThere = false

    init(of flow: FlowDocument) async {
        for text in [flow.config.appID, flow.config.url] + flow.config.environment.map(\.value) { look(at: text) }
        await look(at: (flow.config.onFlowStart ?? []) + flow.commands + (flow.config.onFlowComplete ?? []))
    }

    private mutating func look(at commands: [FlowCommand]) async {
        for command in commands where !isThere {
            look(at: command.label)
            for text in await FlowTexts(of: command.operation).texts { look(at: text) }
            switch command.operation {
            case .runScript: isThere = true
            case .runFlow(.commands(let commands), _, _), .retry(.commands(let commands), _, _),
                .repetition(_, _, let commands):
                await look(at: commands)
            default: continue
            }
        }
    }

    private mutating func look(at text: String?) {
        guard let text, !Interpolation.isPlain(text) else { return }
        for case .expression(let expression) in Interpolation(text).pieces where !PlainExpression.isPlain(expression) {
            isThere = true
        }
    }
}
