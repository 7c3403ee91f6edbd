internal import YAML

extension CommandFields {
    func structure() throws(FlowError) -> FlowOperation {
        switch name {
        case .runFlow:
            if let text = value?.text { return .runFlow(.file(text), when: nil, environment: []) }
            let fields = try fields("file", "commands", "when", "env")
            return .runFlow(
                try body(fields), when: try condition(fields, "when"), environment: try fields.variables("env") ?? [])
        case .repeat:
            let fields = try fields("times", "while", "commands")
            guard let commands = fields["commands"] else { throw fields.missing("commands") }
            return .repetition(
                times: try fields.text("times"), while: try condition(fields, "while"), try reader.commands(commands))
        case .retry:
            let fields = try fields("maxRetries", "file", "commands", "env")
            return .retry(
                try body(fields), maxRetries: try fields.text("maxRetries"),
                environment: try fields.variables("env") ?? [])
        case .runScript:
            if let text = value?.text { return .runScript(file: text, when: nil, environment: []) }
            let fields = try fields("file", "env", "when")
            return .runScript(
                file: try fields.neededText("file"), when: try condition(fields, "when"),
                environment: try fields.variables("env") ?? [])
        default: return .evalScript(try text("script"))
        }
    }

    private func body(_ fields: FieldReader) throws(FlowError) -> FlowBody {
        switch (try fields.text("file"), fields["commands"]) {
        case (let file?, nil): return .file(file)
        case (nil, let commands?): return .commands(try reader.commands(commands))
        case (nil, nil): throw fields.missing("file or commands")
        case (.some, .some):
            throw source.error(
                .invalidValue, "Invalid Command Format: \(name.rawValue)",
                "\(name.rawValue) takes file or commands, not both", at: source.place(fields.tree))
        }
    }
}
