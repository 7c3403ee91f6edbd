internal import Devices
internal import FlowDocuments

extension ShellScript {
    /// The lines of a command that holds no others; each fails by its status.
    mutating func simple(_ step: ExportStep) throws(FlowExportError) -> [String] {
        switch step.command.operation {
        case .tap(let tap): return try self.tap(tap, step)
        case .swipe(let swipe): return try self.swipe(swipe, step)
        case .scroll: return ["box=$(screen)", "swipe \"$box\" 50% 50% 50% 10% 400"]
        case .scrollUntilVisible(let scroll): return try scrollUntilVisible(scroll, step)
        case .waitForAnimationToEnd(let timeout):
            return ["wait_for_still \(try seconds(timeout ?? "15000", "timeout", step))"]
        case .assert(let condition, let timeout): return try assertion(condition, timeout, step)
        case .inputText(let text): return ["type_text \(try typable(text, step))"]
        case .eraseText(let characters): return ["erase \(max(characters ?? 50, 0))"]
        case .pressKey(let name): return [Self.press(try step.key(name))]
        case .back: return [Self.press(KeyCode("BACK"))]
        case .hideKeyboard: return ["hide_keyboard"]
        case .pasteText:
            noteCopy()
            return ["type_text \"$COPIED\""]
        case .setClipboard(let text):
            noteCopy()
            return ["COPIED=\(word(try step.text(text)))"]
        case .copyTextFrom: throw step.unsupported("it finds where an element is, and does not read it")
        case .inputRandom: throw step.unsupported("it makes up no texts; write one by inputText")
        default: return try device(step)
        }
    }

    private mutating func device(_ step: ExportStep) throws(FlowExportError) -> [String] {
        switch step.command.operation {
        case .launchApp(let launch): return try self.launch(launch, step)
        case .stopApp(let id): return ["stop_app \(word(try step.app(id)))"]
        case .killApp(let id): return ["kill_app \(word(try step.app(id)))"]
        case .clearState(let id): return ["clear_app \(word(try step.app(id)))"]
        case .setPermissions(let id, let variables):
            return try permissions(variables, word(try step.app(id)), step)
        case .openLink(let link): return ["open_link \(word(try step.text(link.link)))"]
        case .setLocation(let latitude, let longitude):
            // Emulators alone take a place, the longitude first.
            let place = "\(word(try step.text(longitude))) \(word(try step.text(latitude)))"
            return ["adb -s \"$SERIAL\" emu geo fix \(place)"]
        case .setOrientation(let orientation): return ["rotate \(try step.turns(orientation))"]
        case .setAirplaneMode(let mode): return ["set_airplane_mode \(try step.isEnabled(mode) ? "enable" : "disable")"]
        case .toggleAirplaneMode: return ["toggle_airplane_mode"]
        case .setDarkMode(let mode): return ["set_dark \(try step.isEnabled(mode) ? "yes" : "no")"]
        case .toggleDarkMode: return ["toggle_dark"]
        case .assertDarkMode(let isDark): return [isDark ? "is_dark" : "if is_dark; then false; fi"]
        case .takeScreenshot(let shot): return ["save_screenshot \(word(try step.text("\(shot.path).png")))"]
        case .addMedia: throw step.unsupported("push the files with adb before the flow")
        case .startRecording, .stopRecording: throw step.unsupported("record with screenrecord on the phone")
        default: throw step.unsupported("no command of the device's shell does it")
        }
    }

    private static func press(_ key: KeyCode) -> String { "device 'input keyevent \(key.name)'" }

    /// A text that the device's shell can type, as far as it is known.
    private mutating func typable(_ written: String, _ step: ExportStep) throws(FlowExportError) -> String {
        let text = try step.text(written)
        guard InputTextArguments(text.literals) != nil else {
            throw step.refusal(
                .untypableText,
                "the device's shell types printable ASCII only; export to uiautomator2 or Appium, which type any text")
        }
        return word(text)
    }

    private mutating func launch(
        _ launch: FlowOperation.LaunchApp, _ step: ExportStep
    ) throws(FlowExportError) -> [String] {
        let app = word(try step.app(launch.appID))
        var lines: [String] = []
        if launch.clearState == true { lines.append("clear_app \(app)") }
        lines += try permissions(launch.permissions ?? [FlowVariable("all", "allow")], app, step)
        if launch.stopApp ?? true { lines.append("stop_app \(app)") }
        var words = ["launch_app", app]
        for extra in try step.extras(launch.arguments) { words.append(word(extra)) }
        return lines + [words.joined(separator: " ")]
    }

    private func permissions(
        _ variables: [FlowVariable], _ app: String, _ step: ExportStep
    ) throws(FlowExportError) -> [String] {
        try step.permissions(variables).map { action, names in
            names.isEmpty
                ? "set_all_permissions \(app) \(action)"
                : (["set_permissions \(app) \(action)"] + names.map(ShellQuoting.quoted)).joined(separator: " ")
        }
    }

    private mutating func assertion(
        _ condition: FlowCondition, _ timeout: String?, _ step: ExportStep
    ) throws(FlowExportError) -> [String] {
        let limit = try seconds(timeout ?? "17000", "timeout", step)
        var lines: [String] = []
        if let expression = condition.expression { lines.append("holds \(word(try step.text(expression)))") }
        if let element = condition.visible { lines.append("seek \(try selector(element, step)) \(limit) >/dev/null") }
        if let element = condition.notVisible { lines.append("gone \(try selector(element, step)) \(limit)") }
        return lines
    }
}
