extension FlowCommand {
    /// What the command does, in a few words: its label, or Maestro's sentence for it.
    package var title: String { label ?? operation.title }
}

extension FlowOperation {
    /// What it does, in Maestro's words.
    package var title: String {
        switch self {
        case .tap(let tap): tap.title
        case .swipe(let swipe): swipe.title
        case .scroll: "Scroll vertically"
        case .scrollUntilVisible(let scroll):
            "Scrolling \((scroll.direction ?? .down).rawValue) until \(scroll.element) is visible."
        case .inputText(let text): "Input text \(text)"
        case .inputRandom(let input): "Input text random \(input.kind.rawValue)"
        case .eraseText(let count): count.map { "Erase \($0) characters" } ?? "Erase text"
        case .pressKey(let key): "Press \(key.capitalizedWords) key"
        case .back: "Press back"
        case .hideKeyboard: "Hide Keyboard"
        case .copyTextFrom(let selector): "Copy text from element with \(selector)"
        case .pasteText: "Paste text"
        case .setClipboard(let text): "Set Maestro clipboard to \(text)"
        case .assert(let condition, _): "Assert that \(condition)"
        case .assertScreenshot(let picture, _): "Assert that the screen looks like \(picture.path)"
        case .assertDarkMode(let isDark): "Assert \(isDark ? "dark" : "light") mode"
        case .waitForAnimationToEnd: "Wait for animation to end"
        case .ai(.assertion(let text)): "Assert with AI: \(text)"
        case .ai(.noDefects): "Assert no defects with AI"
        case .ai(.extraction(let query, _)): "Extract text with AI: \(query)"
        case .launchApp(let launch): launch.title
        case .stopApp(let app): "Stop \(app ?? "the app")"
        case .killApp(let app): "Kill \(app ?? "the app")"
        case .clearState(let app): "Clear state of \(app ?? "the app")"
        case .clearKeychain: "Clear keychain"
        case .setPermissions(let app, _): "Set permissions of \(app ?? "the app")"
        case .openLink(let open): "Open \(open.link)\(open.browser == true ? " in browser" : "")"
        case .setLocation(let latitude, let longitude): "Set location (\(latitude), \(longitude))"
        case .travel(let points, _): "Travel path \(points.map { "(\($0))" }.joined(separator: ", "))"
        case .setOrientation(let orientation): "Set orientation \(orientation)"
        case .setAirplaneMode(let value): "Set airplane mode: \(value)"
        case .toggleAirplaneMode: "Toggle airplane mode"
        case .setDarkMode(let value): "Set dark mode: \(value)"
        case .toggleDarkMode: "Toggle dark mode"
        case .addMedia(let files): "Add \(files.count == 1 ? "1 media file" : "\(files.count) media files")"
        case .takeScreenshot(let picture): "Take screenshot \(picture.path)"
        case .startRecording(let path): "Start recording \(path)"
        case .stopRecording: "Stop recording"
        case .runFlow(let body, let condition, _): Self.title("Run", body, condition)
        case .repetition(let times, let condition, _):
            "Repeat" + (condition.map { " while \($0)" } ?? "") + (times.map { " \($0) times" } ?? "")
        case .retry(let body, let times, _): Self.title("Retry \(times ?? "1") times:", body, nil)
        case .runScript(let file, let condition, _): "Run \(file)" + (condition.map { " when \($0)" } ?? "")
        case .evalScript(let script): "Run \(script)"
        }
    }

    private static func title(_ verb: String, _ body: FlowBody, _ condition: FlowCondition?) -> String {
        let name =
            switch body {
            case .file(let file): file
            case .commands(let commands): commands.count == 1 ? "1 command" : "\(commands.count) commands"
            }
        return "\(verb) \(name)" + (condition.map { " when \($0)" } ?? "")
    }
}

extension FlowOperation.Tap {
    fileprivate var title: String {
        let verb =
            switch press {
            case .short: "Tap"
            case .long: "Long press"
            case .double: "Double tap"
            }
        let times = repetitions.map { " x\($0)" } ?? ""
        guard let selector else { return "\(verb)\(times) on point (\(point ?? ""))" }
        return "\(verb)\(times) on \(selector)" + (point.map { " at \($0)" } ?? "")
    }
}

extension FlowOperation.Swipe {
    fileprivate var title: String {
        let time = "in \(duration ?? 400) ms"
        return switch way {
        case .direction(let direction): "Swiping in \(direction.rawValue) direction \(time)"
        case .points(let start, let end): "Swipe from (\(start)) to (\(end)) \(time)"
        case .from(let selector, _, let direction):
            "Swiping in \(direction.rawValue) direction on \(selector) \(time)"
        }
    }
}

extension FlowOperation.LaunchApp {
    fileprivate var title: String {
        var title = "Launch app" + (appID.map { " \"\($0)\"" } ?? "")
        if clearState == true { title += " with clear state" }
        if clearKeychain == true { title += " and clear keychain" }
        if stopApp == false { title += " without stopping app" }
        return title
    }
}

extension FlowSelector: CustomStringConvertible {
    /// The selector in a few words, as reports and errors say it.
    package var description: String {
        var parts: [String] = []
        if let text { parts.append("\"\(text)\"") }
        if let id { parts.append("id: \(id)") }
        for (name, value) in [("width", width), ("height", height)] {
            if let value { parts.append("\(name): \(value)") }
        }
        for (name, value) in [
            ("enabled", enabled), ("checked", checked), ("focused", focused), ("selected", selected),
        ] {
            if let value { parts.append(value ? name : "not \(name)") }
        }
        if !traits.isEmpty { parts.append("has \(traits.joined(separator: ", "))") }
        if let css { parts.append("css: \(css)") }
        for relation in relations { parts.append("\(relation.kind.words) \(relation.anchor)") }
        if let index { parts.append("index: \(index)") }
        return parts.isEmpty ? "any element" : parts.joined(separator: ", ")
    }
}

extension FlowSelector.Relation.Kind {
    fileprivate var words: String {
        switch self {
        case .below: "below"
        case .above: "above"
        case .leftOf: "left of"
        case .rightOf: "right of"
        case .containsChild: "with child"
        case .containsDescendants: "with descendant"
        case .childOf: "inside"
        }
    }
}

extension FlowCondition: CustomStringConvertible {
    package var description: String {
        if let label { return label }
        var parts: [String] = []
        if let platform { parts.append("platform is \(platform)") }
        if let visible { parts.append("\(visible) is visible") }
        if let notVisible { parts.append("\(notVisible) is not visible") }
        if let expression { parts.append("\(expression) is true") }
        return parts.joined(separator: " and ")
    }
}

extension String {
    fileprivate var capitalizedWords: String {
        split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
    }
}
