internal import FlowDocuments
internal import JSON

/// A command as Maestro's reports write it: one key that names it, defaults spelled out, nothing that is not set.
enum CommandForm {
    static func json(_ config: FlowConfig) -> JSONValue {
        let fields = JSONObject(omittingNil: [
            "appId": config.appID.map { .string($0) }, "name": config.name.map { .string($0) },
            "tags": .array(config.tags.map { .string($0) }), "ext": .object(config.extensions),
            "properties": .object(JSONObject(config.properties.map { (key: $0, value: .string($1)) })),
        ])
        return .object(["applyConfigurationCommand": .object(["config": .object(fields), "optional": .bool(false)])])
    }

    /// nil for a command that has no form here.
    static func json(_ command: FlowCommand) -> JSONValue? {
        guard let (name, fields) = parts(command.operation) else { return nil }
        var object = JSONObject(omittingNil: fields)
        object["label"] = command.label.map { .string($0) }
        object["optional"] = .bool(command.isOptional)
        return .object([name: .object(object)])
    }

    private typealias Fields = KeyValuePairs<String, JSONValue?>

    private static func parts(_ operation: FlowOperation) -> (String, Fields)? {
        switch operation {
        case .tap(let tap):
            let long = JSONValue.bool(tap.press == .long)
            let (retry, wait) = (
                JSONValue.bool(tap.retryIfNoChange ?? false), JSONValue.bool(tap.waitUntilVisible ?? false)
            )
            guard let selector = tap.selector else {
                return (
                    "tapOnPointV2Command",
                    ["point": text(tap.point), "retryIfNoChange": retry, "longPress": long]
                )
            }
            return (
                "tapOnElement",
                [
                    "selector": json(selector), "retryIfNoChange": retry, "waitUntilVisible": wait, "longPress": long,
                    "relativePoint": text(tap.point),
                ]
            )
        case .swipe(let swipe): return ("swipeCommand", fields(swipe))
        case .scroll: return ("scrollCommand", [:])
        case .back: return ("backPressCommand", [:])
        case .hideKeyboard: return ("hideKeyboardCommand", [:])
        case .pasteText: return ("pasteTextCommand", [:])
        case .copyTextFrom(let selector): return ("copyTextCommand", ["selector": json(selector)])
        case .inputText(let typed): return ("inputTextCommand", ["text": text(typed)])
        case .inputRandom(let input):
            return (
                "inputRandomTextCommand",
                ["inputType": text(input.kind.rawValue), "length": integer(input.length ?? 8)]
            )
        case .eraseText(let count): return ("eraseTextCommand", ["charactersToErase": count.map(integer)])
        case .pressKey(let key):
            return ("pressKeyCommand", ["code": text(KeyConstant.name(of: key))])
        case .launchApp(let launch):
            return (
                "launchAppCommand",
                [
                    "appId": text(launch.appID), "clearState": flag(launch.clearState),
                    "clearKeychain": flag(launch.clearKeychain), "stopApp": flag(launch.stopApp),
                    "permissions": launch.permissions.map(names),
                ]
            )
        case .stopApp(let app): return ("stopAppCommand", ["appId": text(app)])
        case .killApp(let app): return ("killAppCommand", ["appId": text(app)])
        case .clearState(let app): return ("clearStateCommand", ["appId": text(app)])
        case .clearKeychain: return ("clearKeychainCommand", [:])
        case .setPermissions(let app, let permissions):
            return ("setPermissionsCommand", ["appId": text(app), "permissions": names(permissions)])
        case .openLink(let open):
            return (
                "openLinkCommand",
                ["link": text(open.link), "autoVerify": flag(open.autoVerify), "browser": flag(open.browser)]
            )
        case .takeScreenshot(let picture): return ("takeScreenshotCommand", ["path": text(picture.path)])
        case .waitForAnimationToEnd(let timeout): return ("waitForAnimationToEndCommand", ["timeout": text(timeout)])
        case .setOrientation(let orientation): return ("setOrientationCommand", ["orientation": text(orientation)])
        case .assert(let condition, let timeout):
            let fields = JSONObject(omittingNil: [
                "visible": condition.visible.map(json), "notVisible": condition.notVisible.map(json),
                "scriptCondition": text(condition.expression),
            ])
            return ("assertConditionCommand", ["condition": .object(fields), "timeout": text(timeout)])
        default: return nil
        }
    }

    private static func fields(_ swipe: FlowOperation.Swipe) -> Fields {
        let time = integer(swipe.duration ?? 400)
        return switch swipe.way {
        case .direction(let direction): ["direction": text(direction.rawValue), "duration": time]
        case .from(let element, _, let direction):
            ["direction": text(direction.rawValue), "elementSelector": json(element), "duration": time]
        case .points(let start, let end) where start.contains("%"):
            ["startRelative": text(start), "endRelative": text(end), "duration": time]
        case .points(let start, let end): ["startPoint": point(start), "endPoint": point(end), "duration": time]
        }
    }

    private static func json(_ selector: FlowSelector) -> JSONValue {
        .object(
            JSONObject(omittingNil: [
                "textRegex": text(selector.text), "idRegex": text(selector.id), "optional": .bool(false),
            ]))
    }

    private static func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }
    private static func flag(_ flag: Bool?) -> JSONValue? { flag.map { .bool($0) } }
    private static func integer(_ number: Int) -> JSONValue { .integer(Int64(number)) }

    private static func names(_ variables: [FlowVariable]) -> JSONValue {
        .object(JSONObject(variables.map { (key: $0.name, value: .string($0.value)) }))
    }

    private static func point(_ text: String) -> JSONValue {
        let numbers = text.split(separator: ",").map { Int64($0.filter { $0 != " " }) ?? 0 }
        return .object(["x": .integer(numbers[0]), "y": .integer(numbers[1])])
    }
}
