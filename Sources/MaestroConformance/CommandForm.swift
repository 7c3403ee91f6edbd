internal import FlowDocuments
internal import JSON

/// A command as Maestro's reports write it: its class names the key, defaults spelled out, nothing that is not set.
enum CommandForm {
    private static let form = MaestroForm(files: nil)

    static func json(_ config: FlowConfig) throws(FlowError) -> JSONValue {
        var fields: JSONObject = ["tags": .array([]), "ext": .object([:]), "properties": .object([:])]
        for member in try form.config(config)["config"]?.object?.members ?? [] { fields[member.key] = member.value }
        return ["applyConfigurationCommand": ["config": .object(fields), "optional": false]]
    }

    static func json(_ command: FlowCommand) throws(FlowError) -> JSONValue {
        var fields = JSONObject()
        var type = ""
        for (key, value) in try form.command(command, app: nil).object?.members ?? [] {
            if key == "type" { type = value.string ?? "" } else { fields[key] = withChoice(value, under: key) }
        }
        return .object([name(of: type): .object(fields)])
    }

    /// `MaestroCommand` names its fields after their classes, but for a few.
    private static func name(of type: String) -> String {
        let shorter = ["TapOnElementCommand", "TapOnPointCommand", "ScrollUntilVisibleCommand"].contains(type)
        let others = ["InputRandomCommand": "inputRandomTextCommand", "CopyTextFromCommand": "copyTextCommand"]
        let name = type.prefix(1).lowercased() + type.dropFirst()
        return others[type] ?? (shorter ? String(name.dropLast("Command".count)) : name)
    }

    /// Every selector says in reports whether it is optional.
    private static func withChoice(_ value: JSONValue, under key: String) -> JSONValue {
        guard case .object(let object) = value else { return value }
        var changed = JSONObject()
        for (key, value) in object.members { changed[key] = withChoice(value, under: key) }
        if ["selector", "elementSelector", "visible", "notVisible", "cropOn"].contains(key) {
            changed["optional"] = false
        }
        return .object(changed)
    }
}
