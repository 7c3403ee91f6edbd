internal import FlowDocuments
internal import JSON

/// What was read, in the words of Maestro's own classes, as far as its cases of reading use them.
enum MaestroForm {
    struct Unmapped: Error { var command: FlowCommand }

    static func config(_ config: FlowConfig) throws(Unmapped) -> JSONValue {
        var fields = JSONObject()
        fields["appId"] = config.appID.map(JSONValue.string)
        fields["name"] = config.name.map(JSONValue.string)
        if !config.extensions.isEmpty { fields["ext"] = .object(config.extensions) }
        if !config.properties.isEmpty {
            let texts = config.properties.map { (key: $0, value: JSONValue.string($1)) }
            fields["properties"] = .object(JSONObject(texts))
        }
        for (key, hook) in [("onFlowStart", config.onFlowStart), ("onFlowComplete", config.onFlowComplete)] {
            guard let hook else { continue }
            let commands = try hook.map { (command) throws(Unmapped) in try self.command(command, app: config.appID) }
            fields[key] = .object(JSONObject([(key: "commands", value: .array(commands))]))
        }
        return .object(
            JSONObject([(key: "type", value: "ApplyConfigurationCommand"), (key: "config", value: .object(fields))]))
    }

    static func environment(_ variables: [FlowVariable]) -> JSONValue {
        typed("DefineVariablesCommand", [("env", JSONValue(variables))])
    }

    static func command(_ command: FlowCommand, app: String?) throws(Unmapped) -> JSONValue {
        let app = app.map(JSONValue.string)
        switch command.operation {
        case .back: return typed("BackPressCommand", [])
        case .scroll: return typed("ScrollCommand", [])
        case .launchApp(let launch):
            return typed("LaunchAppCommand", [("appId", launch.appID.map(JSONValue.string) ?? app)])
        case .killApp(let id): return typed("KillAppCommand", [("appId", id.map(JSONValue.string) ?? app)])
        case .setPermissions(let id, let permissions):
            return typed(
                "SetPermissionsCommand",
                [("appId", id.map(JSONValue.string) ?? app), ("permissions", JSONValue(permissions))])
        case .setOrientation(let orientation):
            return typed("SetOrientationCommand", [("orientation", .string(orientation))])
        case .scrollUntilVisible(let scroll):
            return typed(
                "ScrollUntilVisibleCommand",
                [
                    ("selector", selector(scroll.element)),
                    ("direction", .string((scroll.direction ?? .down).rawValue)),
                    ("waitToSettleTimeoutMs", integer(scroll.waitToSettle)),
                    ("centerElement", .bool(scroll.centerElement ?? false)),
                    ("visibilityPercentage", integer(scroll.visibilityPercentage.flatMap(Int.init) ?? 100)),
                ])
        case .swipe(let swipe): return self.swipe(swipe)
        default: throw Unmapped(command: command)
        }
    }

    private static func swipe(_ swipe: FlowOperation.Swipe) -> JSONValue {
        let settle = ("waitToSettleTimeoutMs", integer(swipe.waitToSettle))
        let duration = ("duration", integer(swipe.duration ?? 400))
        switch swipe.way {
        case .direction(let direction):
            return typed("SwipeCommand", [("direction", .string(direction.rawValue)), duration, settle])
        case .from(let element, _, let direction):
            return typed(
                "SwipeCommand",
                [("direction", .string(direction.rawValue)), duration, ("elementSelector", selector(element)), settle])
        case .points(let start, let end) where start.contains("%"):
            // Its case leaves the duration out here.
            return typed("SwipeCommand", [("startRelative", .string(start)), ("endRelative", .string(end)), settle])
        case .points(let start, let end):
            return typed(
                "SwipeCommand",
                [
                    ("startPoint", JSONValue(maestroPoint: start)), ("endPoint", JSONValue(maestroPoint: end)), settle,
                    duration,
                ])
        }
    }

    /// A property of a command by Maestro's path to it; nil for what it writes for people.
    static func value(_ path: String, of command: FlowCommand) -> String? {
        switch path {
        case "label": return command.label
        case "optional": return "\(command.isOptional)"
        default: break
        }
        switch command.operation {
        case .tap(let tap):
            let isDouble = tap.press == .double
            switch path {
            case "relativePoint", "point": return tap.point
            case "repeat.repeat": return isDouble ? "2" : tap.repetitions
            case "repeat": return isDouble ? "2" : tap.repetitions
            case "repeat.delay": return tap.delay ?? "100"
            case "retryIfNoChange": return "\(tap.retryIfNoChange ?? false)"
            case "waitUntilVisible": return "\(tap.waitUntilVisible ?? false)"
            case "longPress": return "\(tap.press == .long)"
            default: return tap.selector.flatMap { selected(path.split(separator: ".").last.map(String.init), $0) }
            }
        case .swipe(let swipe):
            guard case .from(let element, let point, let direction) = swipe.way else { return nil }
            switch path {
            case "direction": return direction.rawValue
            case "relativePoint": return point
            default: return selected(path.split(separator: ".").last.map(String.init), element)
            }
        default: return nil
        }
    }

    private static func selected(_ name: String?, _ selector: FlowSelector) -> String? {
        switch name {
        case "textRegex": selector.text
        case "idRegex": selector.id
        case "css": selector.css
        case "index": selector.index
        case "width": selector.width.map { "\($0)" }
        case "height": selector.height.map { "\($0)" }
        case "enabled": selector.enabled.map { "\($0)" }
        default: nil
        }
    }

    private static func typed(_ type: String, _ fields: [(String, JSONValue?)]) -> JSONValue {
        .object(
            JSONObject(
                [(key: "type", value: .string(type))]
                    + fields.compactMap { key, value in value.map { (key: key, value: $0) } }))
    }

    private static func selector(_ selector: FlowSelector) -> JSONValue {
        .object(
            JSONObject(
                [("textRegex", selector.text), ("idRegex", selector.id)].compactMap { key, text in
                    text.map { (key: key, value: .string($0)) }
                }))
    }

    private static func integer(_ number: Int?) -> JSONValue? { number.map { .integer(Int64($0)) } }
}
