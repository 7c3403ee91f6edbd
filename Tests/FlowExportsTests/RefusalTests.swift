import FlowDocuments
import FlowExports
import Testing

/// What targets cannot do is refused, with the step and its place.
struct RefusalTests {
    struct Refusal: CustomTestStringConvertible, Sendable {
        var command: String
        var code: FlowExportError.Code
        var targets: [FlowExportTarget]
        /// Line and column, from 1; commands begin at 3:3.
        var place = "3:3"

        init(
            _ command: String, _ code: FlowExportError.Code, _ targets: [FlowExportTarget], at place: String = "3:3"
        ) {
            (self.command, self.code, self.targets, self.place) = (command, code, targets, place)
        }

        var testDescription: String { command }
    }

    static let scripts: [FlowExportTarget] = [.adb, .uiautomator2, .appiumPython]

    static let refusals = [
        Refusal("assertWithAI: {assertion: a}", .unsupportedCommand, scripts),
        Refusal("assertNoDefectsWithAI", .unsupportedCommand, scripts),
        Refusal("extractTextWithAI: a", .unsupportedCommand, scripts),
        Refusal("travel: {points: [\"0,0\"]}", .unsupportedCommand, scripts),
        Refusal("clearKeychain", .unsupportedCommand, scripts),
        Refusal("runScript: a.js", .unsupportedCommand, scripts),
        Refusal("evalScript: a", .unsupportedCommand, scripts),
        Refusal("assertScreenshot: a", .unsupportedCommand, scripts),
        Refusal("takeScreenshot: {path: a, cropOn: b}", .unsupportedOption, scripts),
        Refusal("launchApp: {clearKeychain: true}", .unsupportedOption, scripts),
        Refusal("launchApp: {arguments: {a: [1]}}", .unsupportedOption, [.adb, .uiautomator2]),
        Refusal("launchApp: {arguments: {a: b}}", .unsupportedOption, [.appiumPython]),
        Refusal("launchApp: {permissions: {camera: maybe}}", .invalidValue, scripts),
        Refusal("openLink: {link: a, browser: true}", .unsupportedOption, scripts),
        Refusal("openLink: {link: a, autoVerify: true}", .unsupportedOption, scripts),
        Refusal("scrollUntilVisible: {element: a, centerElement: true}", .unsupportedOption, scripts),
        Refusal("scrollUntilVisible: {element: a, visibilityPercentage: 5}", .unsupportedOption, [.adb]),
        Refusal("scrollUntilVisible: {element: a, timeout: soon}", .invalidValue, scripts),
        Refusal("pressKey: \"${k}\"", .unsupportedOption, scripts),
        Refusal("setDarkMode: \"${mode}\"", .unsupportedOption, scripts),
        Refusal("setOrientation: landscape_left", .unsupportedOption, [.appiumPython]),
        Refusal("setLocation: {latitude: 1, longitude: 2}", .unsupportedCommand, [.uiautomator2]),
        Refusal("startRecording: a", .unsupportedCommand, [.adb, .uiautomator2]),
        Refusal("stopRecording", .unsupportedCommand, [.adb, .uiautomator2]),
        Refusal("addMedia: a.png", .unsupportedCommand, [.adb]),
        Refusal("killApp", .unsupportedCommand, [.appiumPython]),
        Refusal("copyTextFrom: a", .unsupportedCommand, [.adb]),
        Refusal("inputRandomText", .unsupportedCommand, [.adb]),
        Refusal("inputText: \"é\"", .untypableText, [.adb]),
        Refusal("inputText: \"${a + b}\"", .expression, scripts),
        Refusal("inputText: \"${output.name}\"", .expression, scripts),
        Refusal("assertTrue: \"${a == 1}\"", .expression, scripts),
        Refusal("tapOn: {text: a, point: \"left\"}", .invalidValue, scripts),
        Refusal("tapOn: {text: a, waitToSettleTimeoutMs: 5}", .unsupportedOption, [.adb]),
        Refusal("tapOn: {text: a, retryTapIfNoChange: true}", .unsupportedOption, [.adb]),
        Refusal("doubleTapOn: {text: a, delay: 5}", .unsupportedOption, scripts),
        Refusal("tapOn: \"${a.b}\"", .expression, scripts, at: "3:10"),
        Refusal("tapOn: {css: a}", .unsupportedSelector, scripts, at: "3:10"),
        Refusal("tapOn: {below: {css: a}}", .unsupportedSelector, [.adb], at: "3:10"),
        Refusal("tapOn: {below: {css: a}}", .unsupportedSelector, [.uiautomator2, .appiumPython], at: "3:18"),
        Refusal("tapOn: {text: a, index: 1}", .unsupportedSelector, [.adb], at: "3:10"),
        Refusal("tapOn: {text: a, enabled: true}", .unsupportedSelector, [.adb], at: "3:10"),
        Refusal("assertVisible: \"[a-z]\"", .unsupportedSelector, [.adb], at: "3:18"),
        Refusal("assertVisible: \"+ Add\"", .unsupportedSelector, [.adb], at: "3:18"),
        Refusal("assertVisible: \"\\\\d+\"", .unsupportedSelector, [.adb], at: "3:18"),
        Refusal("assertVisible: \"\\\\p{L}+\"", .unsupportedSelector, scripts, at: "3:18"),
        Refusal("assertVisible: \"(?<name>a)\"", .unsupportedSelector, scripts, at: "3:18"),
        Refusal("assertVisible: \"[a-z&&[^b]]\"", .unsupportedSelector, scripts, at: "3:18"),
        Refusal("retry: {commands: [back]}", .unsupportedCommand, [.adb]),
        Refusal("retry: {maxRetries: \"${n}\", commands: [back]}", .unsupportedOption, [.uiautomator2]),
        Refusal("runFlow: {commands: [back], optional: true}", .unsupportedOption, [.adb]),
        Refusal("repeat: {times: often, commands: [back]}", .invalidValue, scripts),
        Refusal("repeat: {times: 2, commands: [{evalScript: a}]}", .unsupportedCommand, scripts, at: "3:34"),
        Refusal("runFlow: missing.yaml", .missingFile, scripts),
        Refusal("runFlow: \"${file}\"", .unsupportedOption, scripts),
    ]

    @Test(arguments: refusals) func aStepIsRefused(_ refusal: Refusal) throws {
        for target in refusal.targets {
            let error = try #require(throws: FlowExportError.self) { try exported("- \(refusal.command)", to: target) }
            #expect(error.code == refusal.code, "\(target): \(error)")
            #expect(refusal.command.contains(error.step), "\(target): \(error)")
            #expect("\(error.place)" == "f.yaml:\(refusal.place)", "\(target): \(error)")
            #expect("\(error)".hasPrefix("\(error.place): \(error.step): "))
        }
    }

    @Test(arguments: refusals) func aFlowFileHoldsWhatScriptsCannot(_ refusal: Refusal) throws {
        #expect(throws: Never.self) { try exported("- \(refusal.command)", to: .maestro) }
    }

    @Test(arguments: scripts) func aFlowWithoutAnAppHasNoneToStop(_ target: FlowExportTarget) throws {
        let flow = try FlowDocument(reading: Array("appId: a\n---\n- stopApp\n".utf8), file: "f.yaml")
        var bare = flow
        bare.config.appID = nil
        let error = try #require(throws: FlowExportError.self) { try FlowExporter(bare, to: target).print() }
        #expect(error.code == .missingApp)
    }

    @Test(arguments: scripts) func aFlowThatRunsItselfIsRefused(_ target: FlowExportTarget) throws {
        let files = ["a.yaml": "appId: a\n---\n- runFlow: b.yaml\n", "b.yaml": "appId: a\n---\n- runFlow: a.yaml\n"]
        let error = try #require(throws: FlowExportError.self) {
            try exported("- runFlow: a.yaml", to: target, files: files)
        }
        #expect(error.code == .cycle && "\(error.place)" == "b.yaml:3:3", "\(error)")
    }

    @Test(arguments: scripts) func aFaultyFlowWithinIsNamedWithItsPlace(_ target: FlowExportTarget) throws {
        let error = try #require(throws: FlowExportError.self) {
            try exported("- runFlow: a.yaml", to: target, files: ["a.yaml": "appId: a\n---\n- tapOnn: b\n"])
        }
        #expect(error.code == .invalidFile && error.message.hasPrefix("a.yaml:3:3: Invalid Command"), "\(error)")
    }

    /// Twelve flows that each run the next one twice are four thousand of the last.
    @Test(arguments: scripts) func flowsThatMultiplyAreRefused(_ target: FlowExportTarget) throws {
        var files = ["f13.yaml": "appId: a\n---\n- back\n"]
        for number in 1...12 {
            let inner = "- runFlow: f\(number + 1).yaml\n"
            files["f\(number).yaml"] = "appId: a\n---\n\(inner)\(inner)"
        }
        let error = try #require(throws: FlowExportError.self) {
            try exported("- runFlow: f1.yaml", to: target, files: files)
        }
        #expect(error.code == .tooLarge)
    }

    /// Python takes twenty blocks within each other.
    @Test(arguments: scripts) func commandsTooDeepInEachOtherAreRefused(_ target: FlowExportTarget) throws {
        func nested(_ depth: Int) -> String {
            (0..<depth).reduce("back") { inner, _ in "{repeat: {times: 1, commands: [\(inner)]}}" }
        }
        #expect(throws: Never.self) { try exported("- \(nested(13))", to: target) }
        let error = try #require(throws: FlowExportError.self) { try exported("- \(nested(20))", to: target) }
        #expect(error.code == .tooLarge)
    }
}
