internal import JSON

extension FlowOperation {
    /// The operation with its texts changed, as far as they are the operation's own: what lies within other commands,
    /// and what decides whether they run, is computed when its turn comes.
    package func mapTexts<Failure: Error>(
        _ change: (String) async throws(Failure) -> String
    ) async throws(Failure) -> FlowOperation {
        func each(_ text: String?) async throws(Failure) -> String? {
            if let text { try await change(text) } else { nil }
        }
        switch self {
        case .tap(var tap):
            tap.selector = try await tap.selector.mapped(change)
            tap.point = try await each(tap.point)
            tap.repetitions = try await each(tap.repetitions)
            tap.delay = try await each(tap.delay)
            return .tap(tap)
        case .swipe(var swipe):
            swipe.way =
                switch swipe.way {
                case .direction: swipe.way
                case .points(let start, let end): .points(start: try await change(start), end: try await change(end))
                case .from(let selector, let point, let direction):
                    .from(try await selector.mapTexts(change), point: try await each(point), direction)
                }
            return .swipe(swipe)
        case .scrollUntilVisible(var scroll):
            scroll.element = try await scroll.element.mapTexts(change)
            scroll.timeout = try await each(scroll.timeout)
            scroll.speed = try await each(scroll.speed)
            scroll.visibilityPercentage = try await each(scroll.visibilityPercentage)
            return .scrollUntilVisible(scroll)
        case .inputText(let text): return .inputText(try await change(text))
        case .pressKey(let key): return .pressKey(try await change(key))
        case .copyTextFrom(let selector): return .copyTextFrom(try await selector.mapTexts(change))
        case .setClipboard(let text): return .setClipboard(try await change(text))
        case .assert(let condition, let timeout): return .assert(condition, timeout: try await each(timeout))
        case .assertScreenshot(let picture, let threshold):
            return .assertScreenshot(
                try await picture.mapTexts(change), thresholdPercentage: try await each(threshold))
        case .waitForAnimationToEnd(let timeout): return .waitForAnimationToEnd(timeout: try await each(timeout))
        case .ai(.assertion(let text)): return .ai(.assertion(try await change(text)))
        case .ai(.extraction(let query, let variable)):
            return .ai(.extraction(query: try await change(query), variable: variable))
        case .launchApp(var launch):
            launch.appID = try await each(launch.appID)
            launch.permissions = try await launch.permissions.mapped(change)
            launch.arguments = try await launch.arguments.mapped(change)
            return .launchApp(launch)
        case .stopApp(let app): return .stopApp(try await each(app))
        case .killApp(let app): return .killApp(try await each(app))
        case .clearState(let app): return .clearState(try await each(app))
        case .setPermissions(let app, let permissions):
            return .setPermissions(app: try await each(app), try await Optional(permissions).mapped(change) ?? [])
        case .openLink(var open):
            open.link = try await change(open.link)
            return .openLink(open)
        case .setLocation(let latitude, let longitude):
            return .setLocation(latitude: try await change(latitude), longitude: try await change(longitude))
        case .travel(let points, let speed):
            var changed: [String] = []
            for point in points { changed.append(try await change(point)) }
            return .travel(points: changed, speed: try await each(speed))
        case .setOrientation(let text): return .setOrientation(try await change(text))
        case .setAirplaneMode(let text): return .setAirplaneMode(try await change(text))
        case .setDarkMode(let text): return .setDarkMode(try await change(text))
        case .addMedia(let files):
            var changed: [String] = []
            for file in files { changed.append(try await change(file)) }
            return .addMedia(changed)
        case .takeScreenshot(let picture): return .takeScreenshot(try await picture.mapTexts(change))
        case .startRecording(let path): return .startRecording(path: try await change(path))
        case .runFlow(.file(let file), let condition, let environment):
            return .runFlow(.file(try await change(file)), when: condition, environment: environment)
        case .repetition(let times, let condition, let commands):
            return .repetition(times: try await each(times), while: condition, commands)
        case .retry(let body, let maxRetries, let environment):
            var body = body
            if case .file(let file) = body { body = .file(try await change(file)) }
            return .retry(body, maxRetries: try await each(maxRetries), environment: environment)
        case .runScript(let file, let condition, let environment):
            return .runScript(file: try await change(file), when: condition, environment: environment)
        case .scroll, .inputRandom, .eraseText, .back, .hideKeyboard, .pasteText, .assertDarkMode, .ai(.noDefects),
            .clearKeychain, .toggleAirplaneMode, .toggleDarkMode, .stopRecording, .runFlow(.commands, _, _),
            .evalScript:
            return self
        }
    }
}

extension FlowSelector {
    /// The selector with its texts, and those of what it is named by, changed.
    package func mapTexts<Failure: Error>(
        _ change: (String) async throws(Failure) -> String
    ) async throws(Failure) -> FlowSelector {
        var selector = self
        if let text { selector.text = try await change(text) }
        if let id { selector.id = try await change(id) }
        if let index { selector.index = try await change(index) }
        if let css { selector.css = try await change(css) }
        for place in relations.indices {
            selector.relations[place].anchor = try await relations[place].anchor.mapTexts(change)
        }
        return selector
    }
}

extension FlowOperation.Screenshot {
    fileprivate func mapTexts<Failure: Error>(
        _ change: (String) async throws(Failure) -> String
    ) async throws(Failure) -> Self {
        Self(try await change(path), cropOn: try await cropOn.mapped(change))
    }
}

// Closures over optionals and lists, spelled out: the standard library's `map` takes no asynchronous closure.

extension Optional where Wrapped == FlowSelector {
    fileprivate func mapped<Failure: Error>(
        _ change: (String) async throws(Failure) -> String
    ) async throws(Failure) -> FlowSelector? {
        guard let self else { return nil }
        return try await self.mapTexts(change)
    }
}

extension Optional where Wrapped == [FlowVariable] {
    fileprivate func mapped<Failure: Error>(
        _ change: (String) async throws(Failure) -> String
    ) async throws(Failure) -> [FlowVariable]? {
        guard let self else { return nil }
        var changed: [FlowVariable] = []
        for variable in self {
            changed.append(FlowVariable(try await change(variable.name), try await change(variable.value)))
        }
        return changed
    }
}

extension Optional where Wrapped == JSONObject {
    fileprivate func mapped<Failure: Error>(
        _ change: (String) async throws(Failure) -> String
    ) async throws(Failure) -> JSONObject? {
        guard let self else { return nil }
        var changed = JSONObject()
        for (name, value) in self.members {
            let text: JSONValue = if case .string(let text) = value { .string(try await change(text)) } else { value }
            changed[try await change(name)] = text
        }
        return changed
    }
}
