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
        let times = press == .double ? "2" : repetitions
        let verb =
            switch (press, times) {
            case (.long, _): "Long press"
            case (_, nil), (_, "1"): "Tap"
            case (_, "2"): "Double tap"
            case (_, let times?): "Tap x\(times)"
            }
        guard let selector else { return "\(verb) on point (\(point ?? ""))" }
        return "\(verb) on \(selector)" + (point.map { " at \($0)" } ?? "")
    }
}

extension FlowOperation.Swipe {
    fileprivate var title: String {
        let time = "in \(duration ?? 400) ms"
        return switch way {
        case .direction(let direction): "Swiping in \(direction.rawValue) direction \(time)"
        case .points(let start, let end): "Swipe from (\(start)) to (\(end)) \(time)"
        case .from(let selector, let point, let direction):
            "Swiping in \(direction.rawValue) direction on \(selector)" + (point.map { " at \($0)" } ?? "")
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
    /// The selector in a few words, as reports and errors say it; Maestro's, in its order.
    package var description: String {
        var parts: [String] = []
        if let text { parts.append("\"\(text)\"") }
        if let id { parts.append("id: \(id)") }
        if let enabled { parts.append(enabled ? "enabled" : "disabled") }
        parts += relations.filter { $0.kind != .childOf && $0.kind != .containsDescendants }.map(\.words)
        let descendants = relations.filter { $0.kind == .containsDescendants }.map(\.anchor.description)
        if !descendants.isEmpty { parts.append("Contains descendants: [\(descendants.joined(separator: ", "))]") }
        if width != nil || height != nil {
            let size = [width, height].map { $0.map(String.init) ?? "any" }.joined(separator: "x")
            parts.append("Size: \(size)" + (tolerance.map { "(tolerance: \($0))" } ?? ""))
        }
        if !traits.isEmpty { parts.append("Has traits: \(traits.joined(separator: ", "))") }
        if let index { parts.append("Index: \(index)") }
        for (name, value) in [("selected", selected), ("focused", focused), ("checked", checked)] {
            if let value { parts.append(value ? name : "not \(name)") }
        }
        parts += relations.filter { $0.kind == .childOf }.map(\.words)
        if let css { parts.append("CSS: \(css)") }
        return parts.isEmpty ? "any element" : parts.joined(separator: ", ")
    }
}

extension FlowSelector.Relation {
    fileprivate var words: String {
        let verb =
            switch kind {
            case .below: "Below"
            case .above: "Above"
            case .leftOf: "Left of"
            case .rightOf: "Right of"
            case .containsChild: "Contains child:"
            case .containsDescendants: "Contains descendant:"
            case .childOf: "Child of:"
            }
        return "\(verb) \(anchor)"
    }
}

extension FlowCondition: CustomStringConvertible {
    package var description: String {
        if let label { return label }
        var parts: [String] = []
        if let platform { parts.append("Platform is \(platform)") }
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
