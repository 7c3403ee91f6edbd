internal import FlowDocuments

/// A command on its way into a script.
struct ExportStep {
    let command: FlowCommand
    let name: String
    let scope: ExportScope

    init(_ command: FlowCommand, name: String? = nil, in scope: ExportScope) {
        self.command = command
        self.name = name ?? command.operation.commandName
        self.scope = scope
    }

    /// `login.yaml:4 tapOn (the label)` on one line.
    var title: String {
        let label = command.label.map { " (\($0))" } ?? ""
        return CommentText.plain("\(command.place.file):\(command.place.line) \(name)\(label)")
    }

    func refusal(_ code: FlowExportError.Code, _ message: String, at place: SourcePlace? = nil) -> FlowExportError {
        FlowExportError(code, message, target: scope.target, step: name, place: place ?? command.place)
    }

    /// The target cannot do this command.
    func unsupported(_ why: String) -> FlowExportError {
        refusal(.unsupportedCommand, "\(scope.target.title) has no \(name): \(why)")
    }

    func unsupported(option: String, _ why: String) -> FlowExportError {
        refusal(.unsupportedOption, "\(scope.target.title) has no \(option) of \(name): \(why)")
    }

    /// - Throws: when the text holds JavaScript.
    func text(_ text: String, at place: SourcePlace? = nil) throws(FlowExportError) -> ExportText {
        do throws(ScriptFound) {
            return try ExportText(text, in: scope.variables)
        } catch {
            throw refusal(
                .expression,
                "${\(error.expression)} is JavaScript; \(scope.target.title) takes variables alone, as ${NAME}",
                at: place)
        }
    }

    /// A text that has to be known now.
    func literal(_ written: String, _ option: String) throws(FlowExportError) -> String {
        guard let literal = try text(written).literal else {
            throw unsupported(option: option, "its value is known only when the flow runs")
        }
        return literal
    }

    /// A number, or what is one when the flow runs.
    func number(_ written: String, _ option: String) throws(FlowExportError) -> ExportNumber {
        let text = try text(written)
        guard let literal = text.literal else { return .later(text) }
        guard let value = Double(literal.filter { $0 != "_" }), value.isFinite, abs(value) < 1e9 else {
            throw refusal(.invalidValue, "\(option) is no number: \(literal)")
        }
        return .known(value)
    }

    /// A point, `x,y` or `x%,y%`.
    func point(_ written: String) throws(FlowExportError) -> ExportText {
        let text = try text(written)
        guard let literal = text.literal else { return text }
        let parts = literal.filter { $0 != " " }.split(separator: ",", omittingEmptySubsequences: false)
        let isPoint = parts.count == 2 && parts.allSatisfy { Double($0.hasSuffix("%") ? $0.dropLast() : $0) != nil }
        guard isPoint else {
            throw refusal(.invalidValue, "a point is written as 10,20 or 50%,50%, not as \(literal)")
        }
        return ExportText(parts.joined(separator: ","))
    }

    /// The app that a command means.
    func app(_ id: String?) throws(FlowExportError) -> ExportText {
        guard let id = id ?? scope.app else {
            throw refusal(.missingApp, "neither the command nor the flow's configuration names an app")
        }
        return try text(id)
    }
}

/// A number of a flow.
enum ExportNumber {
    case known(Double)
    /// A variable holds it.
    case later(ExportText)
}
