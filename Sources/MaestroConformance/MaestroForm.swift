internal import FlowDocuments
internal import JSON

/// What was read, in the words of Maestro's own classes: `type`, and what each was given beside its defaults.
struct MaestroForm {
    /// Where the flows lie that commands run.
    let files: (any FlowFiles)?

    /// A file's commands; Maestro's lists begin with the configuration and the variables.
    func commands(of flow: FlowDocument) throws(FlowError) -> [JSONValue] {
        var commands = [try config(flow.config)]
        if !flow.config.environment.isEmpty { commands.append(Self.environment(flow.config.environment)) }
        for command in flow.commands { commands.append(try self.command(command, app: flow.config.appID)) }
        return commands
    }

    func command(_ command: FlowCommand, app: String?) throws(FlowError) -> JSONValue {
        let (type, fields) = try parts(command, app: app)
        var object = Self.typed(type, fields)
        object["label"] = command.label.map(JSONValue.string)
        object["optional"] = .bool(command.isOptional)
        return .object(object)
    }

    func config(_ config: FlowConfig) throws(FlowError) -> JSONValue {
        var fields = JSONObject()
        fields["appId"] = config.appID.map(JSONValue.string)
        fields["url"] = config.url.map(JSONValue.string)
        fields["name"] = config.name.map(JSONValue.string)
        fields["tags"] = config.tags.isEmpty ? nil : .array(config.tags.map(JSONValue.string))
        if !config.extensions.isEmpty { fields["ext"] = .object(config.extensions) }
        if !config.properties.isEmpty {
            let texts = config.properties.map { (key: $0, value: JSONValue.string($1)) }
            fields["properties"] = .object(JSONObject(texts))
        }
        for (key, hook) in [("onFlowStart", config.onFlowStart), ("onFlowComplete", config.onFlowComplete)] {
            guard let hook else { continue }
            fields[key] = .object(["commands": .array(try list(hook, app: config.appID))])
        }
        return .object(Self.typed("ApplyConfigurationCommand", ["config": .object(fields)]))
    }

    static func environment(_ variables: [FlowVariable]) -> JSONValue {
        .object(typed("DefineVariablesCommand", ["env": JSONValue(variables)]))
    }

    static func typed(_ type: String, _ fields: KeyValuePairs<String, JSONValue?>) -> JSONObject {
        var object: JSONObject = ["type": .string(type)]
        for (key, value) in fields { if let value { object[key] = value } }
        return object
    }

    // MARK: Commands within commands

    func list(_ commands: [FlowCommand], app: String?) throws(FlowError) -> [JSONValue] {
        var forms: [JSONValue] = []
        for command in commands { forms.append(try self.command(command, app: app)) }
        return forms
    }

    /// Those of another file begin with the variables that they are given; each one written there has them before it.
    func body(
        _ body: FlowBody, _ variables: [FlowVariable], of command: FlowCommand, app: String?
    ) throws(FlowError) -> (commands: JSONValue, config: JSONValue?, file: JSONValue?) {
        let defined = variables.isEmpty ? [] : [Self.environment(variables)]
        switch body {
        case .commands(let commands):
            return (.array(try list(commands, app: app).flatMap { defined + [$0] }), nil, nil)
        case .file(let name):
            let path = FlowReferences.path(name, from: command.place.file)
            guard let files else { throw FlowError(.missingFile, "No Files", "\(path) is not at hand") }
            let flow = try FlowDocument(reading: files.read(path), file: path)
            return (.array(defined + (try commands(of: flow))), try config(flow.config)["config"], .string(name))
        }
    }

    // MARK: Values

    static func text(_ text: String?) -> JSONValue? { text.map(JSONValue.string) }
    static func integer(_ number: Int?) -> JSONValue? { number.map { .integer(Int64($0)) } }
    static func flag(_ value: Bool?) -> JSONValue? { value.map(JSONValue.bool) }

    static func selector(_ selector: FlowSelector) -> JSONValue {
        var form = JSONObject(omittingNil: [
            "textRegex": text(selector.text), "idRegex": text(selector.id), "index": text(selector.index),
            "enabled": flag(selector.enabled), "selected": flag(selector.selected), "checked": flag(selector.checked),
            "focused": flag(selector.focused), "css": text(selector.css),
        ])
        if selector.width != nil || selector.height != nil {
            form["size"] = .object(
                JSONObject(omittingNil: [
                    "width": integer(selector.width), "height": integer(selector.height),
                    "tolerance": integer(selector.tolerance),
                ]))
        }
        if !selector.traits.isEmpty {
            form["traits"] = .array(selector.traits.map { .string($0.uppercased().replacing("-", with: "_")) })
        }
        for relation in selector.relations {
            let key = relation.kind.rawValue
            let anchor = self.selector(relation.anchor)
            form[key] = relation.kind == .containsDescendants ? .array((form[key]?.array ?? []) + [anchor]) : anchor
        }
        return .object(form)
    }

    static func condition(_ condition: FlowCondition?) -> JSONValue? {
        condition.map { condition in
            .object(
                JSONObject(omittingNil: [
                    "platform": text(condition.platform?.uppercased()), "visible": condition.visible.map(selector),
                    "notVisible": condition.notVisible.map(selector), "scriptCondition": text(condition.expression),
                    "label": text(condition.label),
                ]))
        }
    }
}
