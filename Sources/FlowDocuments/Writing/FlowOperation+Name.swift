extension FlowOperation {
    /// The command that does it, as flow files spell it.
    package var commandName: String {
        switch self {
        case .tap(let tap):
            switch tap.press {
            case .short: "tapOn"
            case .long: "longPressOn"
            case .double: "doubleTapOn"
            }
        case .swipe: "swipe"
        case .scroll: "scroll"
        case .scrollUntilVisible: "scrollUntilVisible"
        case .inputText: "inputText"
        case .inputRandom(let input): input.kind.commandName
        case .eraseText: "eraseText"
        case .pressKey: "pressKey"
        case .back: "back"
        case .hideKeyboard: "hideKeyboard"
        case .copyTextFrom: "copyTextFrom"
        case .pasteText: "pasteText"
        case .setClipboard: "setClipboard"
        case .assert(let condition, let timeout): condition.commandName(timeout: timeout)
        case .assertScreenshot: "assertScreenshot"
        case .assertDarkMode(let isDark): isDark ? "assertDarkMode" : "assertLightMode"
        case .waitForAnimationToEnd: "waitForAnimationToEnd"
        case .ai(.assertion): "assertWithAI"
        case .ai(.noDefects): "assertNoDefectsWithAI"
        case .ai(.extraction): "extractTextWithAI"
        case .launchApp: "launchApp"
        case .stopApp: "stopApp"
        case .killApp: "killApp"
        case .clearState: "clearState"
        case .clearKeychain: "clearKeychain"
        case .setPermissions: "setPermissions"
        case .openLink: "openLink"
        case .setLocation: "setLocation"
        case .travel: "travel"
        case .setOrientation: "setOrientation"
        case .setAirplaneMode: "setAirplaneMode"
        case .toggleAirplaneMode: "toggleAirplaneMode"
        case .setDarkMode: "setDarkMode"
        case .toggleDarkMode: "toggleDarkMode"
        case .addMedia: "addMedia"
        case .takeScreenshot: "takeScreenshot"
        case .startRecording: "startRecording"
        case .stopRecording: "stopRecording"
        case .runFlow: "runFlow"
        case .repetition: "repeat"
        case .retry: "retry"
        case .runScript: "runScript"
        case .evalScript: "evalScript"
        }
    }
}

extension FlowOperation.RandomInput.Kind {
    fileprivate var commandName: String {
        switch self {
        case .text: "inputRandomText"
        case .number: "inputRandomNumber"
        case .email: "inputRandomEmail"
        case .personName: "inputRandomPersonName"
        case .cityName: "inputRandomCityName"
        case .countryName: "inputRandomCountryName"
        case .colorName: "inputRandomColorName"
        }
    }
}

extension FlowCondition {
    fileprivate func commandName(timeout: String?) -> String {
        if timeout != nil { return "extendedWaitUntil" }
        if visible != nil { return "assertVisible" }
        return notVisible != nil ? "assertNotVisible" : "assertTrue"
    }
}
