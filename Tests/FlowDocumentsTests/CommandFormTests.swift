import FlowDocuments
import Testing

/// Each command's name with the ways to write it: alone, with a text, with a mapping.
struct CommandFormTests {
    struct Form: Sendable, CustomStringConvertible {
        var name: String
        var standsAlone = false
        var texts: [String] = []
        var mapping: String

        init(_ name: String, alone: Bool = false, _ texts: [String] = [], _ mapping: String = "{label: L}") {
            (self.name, standsAlone, self.texts, self.mapping) = (name, alone, texts, mapping)
        }

        var description: String { name }
    }

    static let forms: [Form] = [
        Form("tapOn", ["a"], "{id: a}"), Form("doubleTapOn", ["a"], "{id: a}"), Form("longPressOn", ["a"], "{id: a}"),
        Form("swipe", [], "{from: a, direction: up}"), Form("scroll", alone: true),
        Form("scrollUntilVisible", [], "{element: a, timeout: 5_000, speed: 10}"),
        Form("inputText", ["a", "\"\""], "{text: a}"), Form("inputRandomText", alone: true, [], "{length: 3}"),
        Form("inputRandomNumber", alone: true, [], "{length: 3}"), Form("inputRandomEmail", alone: true),
        Form("inputRandomPersonName", alone: true), Form("inputRandomCityName", alone: true),
        Form("inputRandomCountryName", alone: true), Form("inputRandomColorName", alone: true),
        Form("eraseText", alone: true, ["3"], "{charactersToErase: 3}"), Form("pressKey", ["Enter"], "{key: Back}"),
        Form("back", alone: true), Form("hideKeyboard", alone: true), Form("copyTextFrom", ["a"], "{id: a}"),
        Form("pasteText", alone: true), Form("setClipboard", ["a"], "{text: a}"),
        Form("assertVisible", ["a"], "{id: a}"), Form("assertNotVisible", ["a"], "{id: a}"),
        Form("assertTrue", ["\"${a}\"", "true", "1"], "{condition: 1}"),
        Form("extendedWaitUntil", [], "{notVisible: a, timeout: \"${t}\"}"),
        Form("assertScreenshot", ["a"], "{path: a, cropOn: b}"), Form("assertDarkMode", alone: true),
        Form("assertLightMode", alone: true), Form("waitForAnimationToEnd", alone: true, [], "{timeout: 3}"),
        Form("assertWithAI", [], "{assertion: a}"), Form("assertNoDefectsWithAI", alone: true),
        Form("extractTextWithAI", ["a"], "{query: a, outputVariable: b}"),
        Form("launchApp", alone: true, ["a"], "{clearState: true, arguments: {n: 1}}"),
        Form("stopApp", alone: true, ["a"], "{appId: a}"), Form("killApp", alone: true, ["a"], "{appId: a}"),
        Form("clearState", alone: true, ["a"], "{appId: a}"), Form("clearKeychain", alone: true),
        Form("setPermissions", [], "{appId: a, permissions: {all: allow}}"),
        Form("openLink", ["a"], "{link: a, browser: true}"),
        Form("setLocation", [], "{latitude: 1.5, longitude: -2}"), Form("travel", [], "{points: [\"0,0\"]}"),
        Form("setOrientation", ["portrait"], "{orientation: UPSIDE_DOWN}"),
        Form("setAirplaneMode", ["enabled"], "{value: disabled}"), Form("toggleAirplaneMode", alone: true),
        Form("setDarkMode", ["enabled"], "{value: disabled}"), Form("toggleDarkMode", alone: true),
        Form("addMedia", ["a.png", "[a.png, b.png]"], "{files: [a.png]}"),
        Form("takeScreenshot", ["a"], "{path: a}"), Form("startRecording", ["a"], "{path: a}"),
        Form("stopRecording", alone: true), Form("runFlow", ["a.yaml"], "{commands: [back], when: {platform: ios}}"),
        Form("repeat", [], "{times: 2, commands: [back]}"), Form("retry", [], "{maxRetries: 2, file: a.yaml}"),
        Form("runScript", ["a.js"], "{file: a.js}"), Form("evalScript", ["a"], "{script: a}"),
        Form("action", ["back", "hideKeyboard", "scroll", "clearKeychain", "pasteText"], ""),
    ]

    private func read(_ command: String) throws(FlowError) -> FlowCommand? {
        try FlowDocument(reading: Array("appId: a\n---\n- \(command)\n".utf8), file: "f.yaml").commands.first
    }

    @Test func theTableHoldsEachOfTheLanguagesCommandsOnce() {
        #expect(Set(Self.forms.map(\.name)).count == Self.forms.count)
        // Maestro counts 57 with `openBrowser`, which it refuses.
        #expect(Self.forms.count == 56)
    }

    @Test(arguments: forms) func aCommandStandsAloneOrSaysWhatItNeeds(_ form: Form) throws {
        if form.standsAlone {
            #expect(try read(form.name) != nil)
        } else {
            let error = try #require(throws: FlowError.self) { try read(form.name) }
            #expect(error.code == .missingValue && error.title == "Missing Command Options", "\(error)")
        }
    }

    @Test(arguments: forms) func aCommandIsReadFromTextsAndMappings(_ form: Form) throws {
        for text in form.texts { #expect(try read("\(form.name): \(text)") != nil) }
        if !form.mapping.isEmpty { #expect(try read("\(form.name): \(form.mapping)") != nil) }
    }

    @Test(arguments: forms.filter { !$0.mapping.isEmpty })
    func everyMappingTakesALabelAndOptionalAndNothingUnknown(_ form: Form) throws {
        let inner = form.mapping == "{label: L}" ? "" : form.mapping.dropFirst().dropLast() + ", "
        let command = try #require(try read("\(form.name): {\(inner)label: L, optional: true}"))
        #expect(command.label == "L" && command.isOptional)
        let error = try #require(throws: FlowError.self) { try read("\(form.name): {\(inner)zzzzzz: 1}") }
        #expect(error.code == .unknownProperty && error.title == "Unknown Property: zzzzzz", "\(error)")
    }
}
