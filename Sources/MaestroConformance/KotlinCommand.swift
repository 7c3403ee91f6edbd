internal import FlowDocuments

/// Maestro's command objects as ours.
struct KotlinCommand {
    private let name: String
    private let arguments: [KotlinExpression.Argument]
    private static let place = SourcePlace("case", line: 1, column: 1)

    /// Takes the command out of `MaestroCommand(…Command(…))`.
    init(_ expression: KotlinExpression) throws(KotlinError) {
        guard case .call("MaestroCommand", let outer) = expression,
            case .call(let name, let arguments)? = outer.first?.value
        else { throw KotlinError() }
        (self.name, self.arguments) = (name, arguments)
    }

    /// What only Maestro's older flows could say, which no flow file can any more; none ever had a swipe with a direction
    /// and two points.
    var isLegacy: Bool {
        ["TapOnPointCommand", "AssertCommand"].contains(name)
            || name == "SwipeCommand" && constant("direction", 0) != nil && (try? point("startPoint", 1)) != nil
    }

    /// The configuration, where that is the command.
    var config: FlowConfig? {
        get throws(KotlinError) {
            guard name == "ApplyConfigurationCommand", case .call(_, let fields)? = value("config", 0) else {
                return nil
            }
            var config = FlowConfig(place: Self.place)
            let call = KotlinCommand(name: name, arguments: fields)
            config.appID = call.text("appId", 0)
            config.name = call.text("name", 1)
            return config
        }
    }

    private init(name: String, arguments: [KotlinExpression.Argument]) {
        (self.name, self.arguments) = (name, arguments)
    }

    func command() throws(KotlinError) -> FlowCommand {
        FlowCommand(
            try operation(), label: text("label", nil), isOptional: flag("optional") ?? false, place: Self.place)
    }

    private func operation() throws(KotlinError) -> FlowOperation {
        switch name {
        case "TapOnElementCommand":
            var tap = FlowOperation.Tap(
                flag("longPress") == true ? .long : .short, selector: try selector("selector", 0))
            tap.retryIfNoChange = flag("retryIfNoChange")
            tap.waitUntilVisible = flag("waitUntilVisible")
            return .tap(tap)
        case "TapOnPointV2Command":
            var tap = FlowOperation.Tap(flag("longPress") == true ? .long : .short, point: text("point", 0))
            tap.retryIfNoChange = flag("retryIfNoChange")
            return .tap(tap)
        case "SwipeCommand": return .swipe(try swipe())
        case "ScrollCommand": return .scroll
        case "BackPressCommand": return .back
        case "HideKeyboardCommand": return .hideKeyboard
        case "PasteTextCommand": return .pasteText
        case "CopyTextFromCommand": return .copyTextFrom(try required(selector("selector", 0)))
        case "InputTextCommand": return .inputText(text("text", 0) ?? "")
        case "InputRandomCommand":
            guard let kind = constant("inputType", 0).flatMap(FlowOperation.RandomInput.Kind.init) else {
                throw KotlinError()
            }
            return .inputRandom(.init(kind, length: integer("length", 1)))
        case "EraseTextCommand": return .eraseText(characters: integer("charactersToErase", 0))
        case "PressKeyCommand": return .pressKey(KeyConstant.description(of: try required(constant("code", 0))))
        case "LaunchAppCommand": return .launchApp(launch())
        case "StopAppCommand": return .stopApp(text("appId", 0))
        case "KillAppCommand": return .killApp(text("appId", 0))
        case "ClearStateCommand": return .clearState(text("appId", 0))
        case "ClearKeychainCommand": return .clearKeychain
        case "SetPermissionsCommand": return .setPermissions(app: text("appId", 0), variables("permissions", 1) ?? [])
        case "OpenLinkCommand":
            var open = FlowOperation.OpenLink(text("link", 0) ?? "")
            open.autoVerify = flag("autoVerify")
            open.browser = flag("browser")
            return .openLink(open)
        case "TakeScreenshotCommand": return .takeScreenshot(.init(text("path", 0) ?? ""))
        case "WaitForAnimationToEndCommand": return .waitForAnimationToEnd(timeout: text("timeout", 0))
        case "SetOrientationCommand": return .setOrientation(try required(constant("orientation", 0)))
        case "AssertConditionCommand": return .assert(try condition(), timeout: text("timeout", 1))
        default: throw KotlinError()
        }
    }

    private func swipe() throws(KotlinError) -> FlowOperation.Swipe {
        let direction = constant("direction", 0).flatMap(FlowOperation.SwipeDirection.init)
        var swipe: FlowOperation.Swipe
        if let element = try selector("elementSelector", nil) {
            swipe = .init(.from(element, point: nil, direction ?? .up))
        } else if let direction {
            swipe = .init(.direction(direction))
        } else if let start = text("startRelative", nil), let end = text("endRelative", nil) {
            swipe = .init(.points(start: start, end: end))
        } else {
            swipe = .init(.points(start: try point("startPoint", 1), end: try point("endPoint", 2)))
        }
        swipe.duration = integer("duration", nil)
        return swipe
    }

    private func launch() -> FlowOperation.LaunchApp {
        var launch = FlowOperation.LaunchApp(appID: text("appId", 0))
        launch.clearState = flag("clearState")
        launch.clearKeychain = flag("clearKeychain")
        launch.stopApp = flag("stopApp")
        launch.permissions = variables("permissions", nil)
        return launch
    }

    private func condition() throws(KotlinError) -> FlowCondition {
        guard case .call(_, let fields)? = value("condition", 0) else { throw KotlinError() }
        let call = KotlinCommand(name: "Condition", arguments: fields)
        var condition = FlowCondition()
        condition.visible = try call.selector("visible", 1)
        condition.notVisible = try call.selector("notVisible", 2)
        condition.expression = call.text("scriptCondition", 3)
        return condition
    }

    // MARK: Arguments, by name or by place

    private func value(_ label: String, _ place: Int?) -> KotlinExpression? {
        if let named = arguments.first(where: { $0.label == label }) { return named.value }
        guard let place, arguments.indices.contains(place), arguments[place].label == nil else { return nil }
        return arguments[place].value
    }

    private func required<Value>(_ value: Value?) throws(KotlinError) -> Value {
        guard let value else { throw KotlinError() }
        return value
    }

    private func text(_ label: String, _ place: Int?) -> String? {
        switch value(label, place) {
        case .text(let text)?: text
        case .number(let number)?: String(Int(number))
        default: nil
        }
    }

    private func integer(_ label: String, _ place: Int?) -> Int? {
        if case .number(let number)? = value(label, place) { Int(number) } else { nil }
    }

    private func flag(_ label: String) -> Bool? {
        if case .name(let word)? = value(label, nil) {
            word == "true" ? true : word == "false" ? false : nil
        } else {
            nil
        }
    }

    /// `KeyCode.ENTER` is `ENTER`.
    private func constant(_ label: String, _ place: Int?) -> String? {
        guard case .name(let name)? = value(label, place) else { return nil }
        return name.split(separator: ".").last.map(String.init)
    }

    private func selector(_ label: String, _ place: Int?) throws(KotlinError) -> FlowSelector? {
        guard case .call("ElementSelector", let fields)? = value(label, place) else { return nil }
        let call = KotlinCommand(name: "ElementSelector", arguments: fields)
        return FlowSelector(text: call.text("textRegex", 0), id: call.text("idRegex", 1), place: Self.place)
    }

    private func point(_ label: String, _ place: Int) throws(KotlinError) -> String {
        guard case .call("Point", let fields)? = value(label, place) else { throw KotlinError() }
        let call = KotlinCommand(name: "Point", arguments: fields)
        guard let x = call.integer("x", 0), let y = call.integer("y", 1) else { throw KotlinError() }
        return "\(x),\(y)"
    }

    /// `mapOf("a" to "b")`.
    private func variables(_ label: String, _ place: Int?) -> [FlowVariable]? {
        guard case .call("mapOf", let pairs)? = value(label, place) else { return nil }
        return pairs.compactMap { pair in
            guard case .call("Pair", let parts) = pair.value, parts.count == 2, case .text(let name) = parts[0].value,
                case .text(let text) = parts[1].value
            else { return nil }
            return FlowVariable(name, text)
        }
    }
}
