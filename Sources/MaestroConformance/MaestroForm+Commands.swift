internal import FlowDocuments
internal import JSON

extension MaestroForm {
    typealias Fields = KeyValuePairs<String, JSONValue?>

    /// The class of a command and what it was given.
    func parts(_ command: FlowCommand, app: String?) throws(FlowError) -> (String, Fields) {
        func id(_ own: String?) -> JSONValue? { Self.text(own ?? app) }
        switch command.operation {
        case .launchApp(let launch):
            return (
                "LaunchAppCommand",
                [
                    "appId": id(launch.appID), "clearState": Self.flag(launch.clearState),
                    "clearKeychain": Self.flag(launch.clearKeychain), "stopApp": Self.flag(launch.stopApp),
                    "permissions": launch.permissions.map { JSONValue($0) },
                    "launchArguments": launch.arguments.map(JSONValue.object),
                ]
            )
        case .stopApp(let own): return ("StopAppCommand", ["appId": id(own)])
        case .killApp(let own): return ("KillAppCommand", ["appId": id(own)])
        case .clearState(let own): return ("ClearStateCommand", ["appId": id(own)])
        case .setPermissions(let own, let permissions):
            return ("SetPermissionsCommand", ["appId": id(own), "permissions": JSONValue(permissions)])
        case .runFlow(let body, let condition, let variables):
            let (commands, config, file) = try self.body(body, variables, of: command, app: app)
            return (
                "RunFlowCommand",
                [
                    "commands": commands, "condition": Self.condition(condition), "sourceDescription": file,
                    "config": config,
                ]
            )
        case .retry(let body, let times, let variables):
            let (commands, config, file) = try self.body(body, variables, of: command, app: app)
            return (
                "RetryCommand",
                [
                    "maxRetries": .string(times ?? "1"), "commands": commands, "sourceDescription": file,
                    "config": config,
                ]
            )
        case .repetition(let times, let condition, let commands):
            return (
                "RepeatCommand",
                [
                    "times": Self.text(times), "condition": Self.condition(condition),
                    "commands": .array(try list(commands, app: app)),
                ]
            )
        case .runScript(let file, let condition, let variables):
            let environment: JSONValue? = variables.isEmpty ? nil : JSONValue(variables)
            return (
                "RunScriptCommand",
                ["env": environment, "sourceDescription": .string(file), "condition": Self.condition(condition)]
            )
        default: return Self.plainParts(command.operation)
        }
    }

    /// Of commands that hold no others and name no app.
    private static func plainParts(_ operation: FlowOperation) -> (String, Fields) {
        switch operation {
        case .tap(let tap): self.tap(tap)
        case .swipe(let swipe): self.swipe(swipe)
        case .scrollUntilVisible(let scroll): self.scroll(scroll)
        case .copyTextFrom(let element): ("CopyTextFromCommand", ["selector": selector(element)])
        case .evalScript(let script): ("EvalScriptCommand", ["scriptString": text(script)])
        case .setClipboard(let written): ("SetClipboardCommand", ["text": text(written)])
        case .inputText(let written): ("InputTextCommand", ["text": text(written)])
        case .inputRandom(let input):
            ("InputRandomCommand", ["inputType": .string(input.kind.rawValue), "length": integer(input.length ?? 8)])
        case .eraseText(let count): ("EraseTextCommand", ["charactersToErase": integer(count)])
        case .pressKey(let key): ("PressKeyCommand", ["code": .string(KeyConstant.name(of: key))])
        case .assert(let wanted, let timeout):
            ("AssertConditionCommand", ["condition": condition(wanted), "timeout": text(timeout)])
        case .assertScreenshot(let picture, let threshold):
            (
                "AssertScreenshotCommand",
                [
                    "path": text(picture.path), "thresholdPercentage": .string(threshold ?? "95"),
                    "cropOn": picture.cropOn.map(selector),
                ]
            )
        case .takeScreenshot(let picture):
            ("TakeScreenshotCommand", ["path": text(picture.path), "cropOn": picture.cropOn.map(selector)])
        case .waitForAnimationToEnd(let timeout): ("WaitForAnimationToEndCommand", ["timeout": text(timeout)])
        case .ai(.assertion(let assertion)): ("AssertWithAICommand", ["assertion": text(assertion)])
        case .ai(.extraction(let query, let variable)):
            ("ExtractTextWithAICommand", ["query": text(query), "outputVariable": text(variable)])
        case .openLink(let open):
            (
                "OpenLinkCommand",
                ["link": text(open.link), "autoVerify": flag(open.autoVerify), "browser": flag(open.browser)]
            )
        case .setLocation(let latitude, let longitude):
            ("SetLocationCommand", ["latitude": text(latitude), "longitude": text(longitude)])
        case .travel(let points, let speed):
            ("TravelCommand", ["points": .array(points.map(place)), "speedMPS": text(speed)])
        case .setOrientation(let orientation): ("SetOrientationCommand", ["orientation": text(orientation)])
        case .setAirplaneMode(let value): ("SetAirplaneModeCommand", ["value": text(switching(value))])
        case .setDarkMode(let value): ("SetDarkModeCommand", ["value": text(switching(value))])
        case .addMedia(let paths): ("AddMediaCommand", ["mediaPaths": .array(paths.map(JSONValue.string))])
        case .startRecording(let path): ("StartRecordingCommand", ["path": text(path)])
        default: (nameOfPlain(operation) ?? "a command without a form here", [:])
        }
    }

    /// Of those that take nothing.
    private static func nameOfPlain(_ operation: FlowOperation) -> String? {
        switch operation {
        case .back: "BackPressCommand"
        case .scroll: "ScrollCommand"
        case .hideKeyboard: "HideKeyboardCommand"
        case .pasteText: "PasteTextCommand"
        case .clearKeychain: "ClearKeychainCommand"
        case .toggleAirplaneMode: "ToggleAirplaneModeCommand"
        case .toggleDarkMode: "ToggleDarkModeCommand"
        case .stopRecording: "StopRecordingCommand"
        case .assertDarkMode(let isDark): isDark ? "AssertDarkModeCommand" : "AssertLightModeCommand"
        case .ai(.noDefects): "AssertNoDefectsWithAICommand"
        default: nil
        }
    }

    private static func tap(_ tap: FlowOperation.Tap) -> (String, Fields) {
        let count = tap.press == .double ? "2" : tap.repetitions
        let times = count.map { count -> JSONValue in
            ["repeat": integer(Int(count)) ?? .string(count), "delay": integer(Int(tap.delay ?? "")) ?? 100]
        }
        let (retries, waits) = (flag(tap.retryIfNoChange ?? false), flag(tap.waitUntilVisible ?? false))
        let (isLong, settling) = (JSONValue.bool(tap.press == .long), integer(tap.waitToSettle))
        guard let element = tap.selector else {
            return (
                "TapOnPointV2Command",
                [
                    "point": text(tap.point), "retryIfNoChange": retries, "longPress": isLong, "repeat": times,
                    "waitToSettleTimeoutMs": settling,
                ]
            )
        }
        return (
            "TapOnElementCommand",
            [
                "selector": selector(element), "retryIfNoChange": retries, "waitUntilVisible": waits,
                "longPress": isLong, "repeat": times, "waitToSettleTimeoutMs": settling,
                "relativePoint": text(tap.point),
            ]
        )
    }

    private static func swipe(_ swipe: FlowOperation.Swipe) -> (String, Fields) {
        let (time, settling) = (integer(swipe.duration ?? 400), integer(swipe.waitToSettle))
        return switch swipe.way {
        case .direction(let direction):
            (
                "SwipeCommand",
                ["direction": .string(direction.rawValue), "duration": time, "waitToSettleTimeoutMs": settling]
            )
        case .from(let element, let point, let direction):
            (
                "SwipeCommand",
                [
                    "direction": .string(direction.rawValue), "elementSelector": selector(element),
                    "relativePoint": text(point), "duration": time, "waitToSettleTimeoutMs": settling,
                ]
            )
        case .points(let start, let end) where start.contains("%"):
            (
                "SwipeCommand",
                [
                    "startRelative": text(start), "endRelative": text(end), "duration": time,
                    "waitToSettleTimeoutMs": settling,
                ]
            )
        case .points(let start, let end):
            (
                "SwipeCommand",
                [
                    "startPoint": JSONValue(maestroPoint: start), "endPoint": JSONValue(maestroPoint: end),
                    "duration": time,
                    "waitToSettleTimeoutMs": settling,
                ]
            )
        }
    }

    private static func scroll(_ scroll: FlowOperation.ScrollUntilVisible) -> (String, Fields) {
        let share = scroll.visibilityPercentage.map { integer(Int($0)) ?? .string($0) }
        return (
            "ScrollUntilVisibleCommand",
            [
                "selector": selector(scroll.element), "direction": .string((scroll.direction ?? .down).rawValue),
                "scrollDuration": .string(scroll.speed ?? "40"), "timeout": .string(scroll.timeout ?? "20000"),
                "waitToSettleTimeoutMs": integer(scroll.waitToSettle), "visibilityPercentage": share ?? 100,
                "centerElement": flag(scroll.centerElement ?? false),
                "originalSpeedValue": .string(scroll.speed ?? "40"),
            ]
        )
    }

    private static func place(_ point: String) -> JSONValue {
        let numbers = point.split(separator: ",").map { $0.filter { $0 != " " } }
        let texts = numbers.map { Double($0).map { "\($0)" } ?? String($0) }
        return texts.count == 2 ? ["latitude": .string(texts[0]), "longitude": .string(texts[1])] : .string(point)
    }

    private static func switching(_ value: String) -> String {
        switch value.lowercased() {
        case "enabled": "Enable"
        case "disabled": "Disable"
        default: value
        }
    }
}
