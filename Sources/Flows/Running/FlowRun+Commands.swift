internal import Devices
internal import FlowDocuments
internal import Hierarchies
internal import Screens

extension FlowRun {
    /// Does what a command says.
    func perform(_ command: FlowCommand) async throws(FlowFailure) -> CommandEnding {
        let place = command.place
        let operation = try await scripted(place) { () async throws(FlowScriptError) in
            try await command.operation.mapTexts { text async throws(FlowScriptError) in
                try await self.variables.expand(text, at: place)
            }
        }
        journal.note.computed = operation
        journal.note.title = variables.secrets.masked(try await expand(command.label, at: place) ?? operation.title)
        switch operation {
        case .tap(let tap): try await self.tap(tap, command)
        case .swipe(let swipe): try await self.swipe(swipe, command)
        case .scroll: try await act(.scroll)
        case .scrollUntilVisible(let scroll): try await scrollUntilVisible(scroll, command)
        case .inputText(let text): try await act(.inputText(text))
        case .inputRandom(let input): try await act(.inputText(RandomText().text(input)))
        case .eraseText(let characters): try await act(.eraseText(characters ?? Self.erasure))
        case .pressKey(let key): try await act(.pressKey(key.lowercased()))
        case .back: try await act(.back)
        case .hideKeyboard: try await hideKeyboard()
        case .copyTextFrom(let selector): try await copyText(from: selector, command)
        case .pasteText: if let text = variables.copiedText { try await act(.inputText(text)) }
        case .setClipboard(let text): try await copy(text)
        case .assert(let condition, let timeout): try await assert(condition, timeout: timeout, command)
        case .assertDarkMode(let isDark):
            let found = try await called { device throws(DeviceError) in try await device.isDark() }
            guard found == isDark else {
                let mode = found ? "dark" : "light"
                throw FlowFailure(.assertionFailed, "the device is in \(mode) mode", at: place)
            }
        case .waitForAnimationToEnd(let timeout): try await waitForStillness(milliseconds(timeout, at: place))
        case .assertScreenshot(let picture, let threshold):
            try await assertScreenshot(picture, threshold: threshold, command)
        case .takeScreenshot(let picture): try await takeScreenshot(picture, command)
        case .ai:
            throw FlowFailure(.unsupported, "no model that sees pictures is at hand", at: place)
        case .launchApp(let launch): try await self.launch(launch, command)
        case .stopApp(let app): try await act(.stopApp(await self.app(app, command)))
        case .killApp(let app): try await act(.killApp(await self.app(app, command)))
        case .clearState(let app): try await clearState(of: await self.app(app, command))
        case .clearKeychain: try await act(.clearKeychain)
        case .setPermissions(let app, let permissions):
            try await act(.setPermissions(app: await self.app(app, command), permissions))
        case .openLink(let open):
            try await act(
                open.browser == true
                    ? .openBrowser(open.link) : .openLink(open.link, autoVerify: open.autoVerify == true))
        case .setLocation(let latitude, let longitude):
            let spot = try Coordinate("\(latitude),\(longitude)", at: place)
            try await touch(.setLocation(latitude: spot.latitude, longitude: spot.longitude))
        case .travel(let points, let speed): try await travel(points, speed: speed, place)
        case .setOrientation(let text):
            guard let orientation = FlowOrientation(written: text) else {
                let names = FlowOrientation.allCases.map(\.rawValue).joined(separator: ", ")
                throw FlowFailure(.invalidCommand, "\"\(text)\" is none of \(names)", at: place)
            }
            try await act(.setOrientation(orientation))
        case .setAirplaneMode(let text): try await touch(.setAirplaneMode(isEnabled(text, at: place)))
        case .toggleAirplaneMode:
            let isOn = try await called { device throws(DeviceError) in try await device.isInAirplaneMode() }
            try await touch(.setAirplaneMode(!isOn))
        case .setDarkMode(let text): try await act(.setDarkMode(isEnabled(text, at: place)))
        case .toggleDarkMode:
            let isDark = try await called { device throws(DeviceError) in try await device.isDark() }
            try await act(.setDarkMode(!isDark))
        case .addMedia(let names): try await addMedia(names, command)
        case .startRecording(let path):
            try await touch(.startRecording)
            recording = path
        case .stopRecording: try await stopRecording()
        case .runFlow(let body, let condition, let environment):
            return try await runFlow(body, when: condition, environment, command)
        case .repetition(let times, let condition, let commands):
            return try await repetition(times, while: condition, commands, command)
        case .retry(let body, let times, let environment): try await retry(body, times, environment, command)
        case .runScript(let file, let condition, let environment):
            return try await runScript(file, when: condition, environment, command)
        case .evalScript(let script): _ = try await expand(script, at: place)
        }
        return .done
    }

    /// The app that a command is about: its own, else the flow's.
    func app(_ app: String?, _ command: FlowCommand) async throws(FlowFailure) -> String {
        if let app { return app }
        guard let flowsOwn = try await expand(writtenAppID, at: command.place) else {
            throw FlowFailure(.invalidCommand, "neither the command nor the flow names an app", at: command.place)
        }
        appID = flowsOwn
        return flowsOwn
    }

    private func isEnabled(_ text: String, at place: SourcePlace) throws(FlowFailure) -> Bool {
        switch text.lowercased() {
        case "enabled", "true": return true
        case "disabled", "false": return false
        default:
            throw FlowFailure(.invalidCommand, "\"\(text)\" is neither enabled nor disabled", at: place)
        }
    }

    func copy(_ text: String) async throws(FlowFailure) {
        try await scripted(nil) { () async throws(FlowScriptError) in try await self.variables.setCopiedText(text) }
    }

    private func copyText(from selector: FlowSelector, _ command: FlowCommand) async throws(FlowFailure) {
        let found = try await element(selector, of: command)
        let node = found.hierarchy.nodes[found.node]
        guard let text = [node.text, node.hint, node.contentDescription].first(where: { !$0.isEmpty }) else {
            throw FlowFailure(.invalidCommand, "the element \(selector) has no text", at: command.place)
        }
        try await copy(text)
    }

    private func hideKeyboard() async throws(FlowFailure) {
        try await act(.hideKeyboard)
        for _ in 0..<Self.keyboardLooks {
            let isShown = try await called { device throws(DeviceError) in try await device.isKeyboardShown() }
            if !isShown { return }
            try await sleep(for: options.pace)
        }
        throw FlowFailure(.refused, "the keyboard is still shown: tap where it does nothing, or use back")
    }

    /// Characters that go when a flow does not say how many.
    private static let erasure = 50
    private static let keyboardLooks = 25
}
