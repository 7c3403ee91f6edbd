/// The commands of the language, as flow files spell them.
enum CommandName: String, CaseIterable {
    case tapOn, doubleTapOn, longPressOn, swipe, scroll, scrollUntilVisible
    case inputText, inputRandomText, inputRandomNumber, inputRandomEmail, inputRandomPersonName, inputRandomCityName
    case inputRandomCountryName, inputRandomColorName, eraseText, pressKey, back, hideKeyboard, copyTextFrom, pasteText
    case setClipboard
    case assertVisible, assertNotVisible, assertTrue, extendedWaitUntil, assertScreenshot, assertDarkMode
    case assertLightMode, waitForAnimationToEnd, assertWithAI, assertNoDefectsWithAI, extractTextWithAI
    case launchApp, stopApp, killApp, clearState, clearKeychain, setPermissions, openLink, setLocation, travel
    case setOrientation, setAirplaneMode, toggleAirplaneMode, setDarkMode, toggleDarkMode, addMedia, takeScreenshot
    case startRecording, stopRecording
    case runFlow, `repeat`, retry, runScript, evalScript
    /// `- action: back`, the way of the language's first days.
    case action

    /// `hide keyboard` is how one of them was once spelt.
    init?(spelt name: String) {
        self.init(rawValue: name == "hide keyboard" ? "hideKeyboard" : name)
    }

    /// Whether the name alone is a command.
    var standsAlone: Bool {
        switch self {
        case .launchApp, .stopApp, .killApp, .clearState, .clearKeychain, .eraseText, .inputRandomText,
            .inputRandomNumber, .inputRandomEmail, .inputRandomPersonName, .inputRandomCityName,
            .inputRandomCountryName, .inputRandomColorName, .back, .hideKeyboard, .pasteText, .scroll,
            .waitForAnimationToEnd, .stopRecording, .toggleAirplaneMode, .toggleDarkMode, .assertDarkMode,
            .assertLightMode, .assertNoDefectsWithAI:
            true
        default: false
        }
    }
}
