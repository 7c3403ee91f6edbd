import FlowDocuments
import FlowExports
import Foundation
import TestSupport
import Testing

/// Scripts run against stubs of the packages that drive phones, which tell the exact calls.
///
/// That the packages take the calls, `ExportedScriptTests` shows with the real ones.
@Suite(.enabled(if: Program.named("python3") != nil, "python3 is not installed"))
struct PythonScriptTests {
    struct Step: CustomTestStringConvertible, Sendable {
        var command: String
        var uiautomator2: [String]?
        var appium: [String]?

        init(_ command: String, _ uiautomator2: [String]?, _ appium: [String]?) {
            (self.command, self.uiautomator2, self.appium) = (command, uiautomator2, appium)
        }

        /// The same calls for both.
        init(_ command: String, _ calls: [String] = []) { self.init(command, calls, calls) }

        var testDescription: String { command }
    }

    static let steps: [Step] = [
        Step("tapOn: save", ["click(200, 300)"], ["tap([(200, 300)])"]),
        Step("tapOn: {point: \"50%, 10\"}", ["click(540, 10)"], ["tap([(540, 10)])"]),
        Step("tapOn: {id: add, point: \"0%,10\"}", ["click(100, 210)"], ["tap([(100, 210)])"]),
        Step(
            "tapOn: {id: add, repeat: 2, delay: 1, retryTapIfNoChange: true}",
            Array(repeating: "click(200, 300)", count: 4), Array(repeating: "tap([(200, 300)])", count: 4)),
        Step("tapOn: {text: Nobody, optional: true}"),
        Step("longPressOn: save", ["long_click(200, 300, 1)"], ["tap([(200, 300)], 1000)"]),
        Step(
            "swipe: {direction: left}", ["swipe(972, 960, 108, 960, duration=0.4)"], ["swipe(972, 960, 108, 960, 400)"]),
        Step(
            "swipe: {start: \"1,2\", end: \"100%,4\", duration: 50}", ["swipe(1, 2, 1080, 4, duration=0.05)"],
            ["swipe(1, 2, 1080, 4, 50)"]),
        Step(
            "swipe: {from: {id: add}, direction: down}", ["swipe(200, 300, 200, 1728, duration=0.4)"],
            ["swipe(200, 300, 200, 1728, 400)"]),
        Step("scroll", ["swipe(540, 960, 540, 192, duration=0.4)"], ["swipe(540, 960, 540, 192, 400)"]),
        Step("scrollUntilVisible: {element: save, speed: 70, visibilityPercentage: 50, timeout: 1}"),
        Step(
            "inputText: \"it's {é} \\\"\\\\ 😀\"", ["send_keys('it\\'s {é} \"\\\\ 😀')"],
            ["mobile: type(text='it\\'s {é} \"\\\\ 😀')"]),
        Step("inputText: \"{${SECRET}} \\\\${a}\"", nil, nil),
        Step("inputText: \"<${SECRET}> \\\\${a} {\"", ["send_keys('<s> ${a} {')"], ["mobile: type(text='<s> ${a} {')"]),
        Step("pressKey: remote system navigation up", ["press(280)"], ["press_keycode(280)"]),
        Step("hideKeyboard", ["press('back')"], ["is_keyboard_shown()", "hide_keyboard()"]),
        Step("assertVisible: {id: odd}"), Step("assertNotVisible: Nobody"), Step("assertTrue: \"${SECRET}\""),
        Step("extendedWaitUntil: {visible: save, notVisible: Nobody, timeout: 1}"),
        Step(
            "setDarkMode: disabled", ["shell('cmd uimode night no')"], ["mobile: setUiMode(mode='night', value='no')"]),
        Step(
            "setAirplaneMode: enabled", ["shell('cmd connectivity airplane-mode enable')"],
            ["mobile: setConnectivity(airplaneMode=True)"]),
        Step(
            "launchApp: {clearState: true}",
            [
                "app_clear('com.example')", "shell('pm grant com.example android.permission.CAMERA')",
                "app_stop('com.example')", "shell('monkey -p com.example -c android.intent.category.LAUNCHER 1')",
            ],
            [
                "mobile: clearApp(appId='com.example')",
                "mobile: changePermissions(appPackage='com.example', action='grant', permissions='all')",
                "terminate_app('com.example')", "activate_app('com.example')",
            ]),
        Step(
            "launchApp: {stopApp: false, permissions: {camera: deny}, arguments: {a: \"b c\", n: 1.5}}",
            [
                "shell('pm revoke com.example android.permission.CAMERA')",
                "shell('am start -n com.example/.Main --es a b c --ef n 1.5')",
            ], nil),
        Step("stopApp: a.b", ["app_stop('a.b')"], ["terminate_app('a.b')"]),
        Step("killApp: a.b", ["shell('am kill a.b')"], nil),
        Step("clearState", ["app_clear('com.example')"], ["mobile: clearApp(appId='com.example')"]),
        Step("setOrientation: portrait", ["set_orientation('natural')"], nil),
        Step("setOrientation: upside_down", ["set_orientation('upsidedown')"], nil),
        Step("setLocation: {latitude: 1.5, longitude: -2}", nil, ["set_location(1.5, -2.0)"]),
        Step(
            "addMedia: [media/a.png]",
            [
                "push('media/a.png', '/sdcard/Pictures/a.png')",
                "shell('am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d file:///sdcard/Pictures/a.png')",
            ], ["push_file('/sdcard/Pictures/a.png', source_path='media/a.png')"]),
        Step("runFlow: {when: {visible: Nobody}, commands: [back]}"),
        Step("runFlow: {when: {platform: iOS}, commands: [{evalScript: a}]}"),
        Step("runFlow: {when: {true: \"0.0\", visible: save}, commands: [back]}"),
        Step(
            "runFlow: {env: {A: \"${SECRET}1\", B: \"${A}2\"}, commands: [{stopApp: \"${B}\"}]}", ["app_stop('s12')"],
            ["terminate_app('s12')"]),
        Step(
            "repeat: {times: \"2\", commands: [{repeat: {times: 2, while: {visible: save}, commands: [{stopApp: a}]}}]}",
            Array(repeating: "app_stop('a')", count: 4), Array(repeating: "terminate_app('a')", count: 4)),
        Step("repeat: {while: {visible: Nobody}, commands: [back]}"),
        Step(
            "retry: {maxRetries: 9, commands: [{stopApp: a}, {retry: {commands: [{stopApp: b}]}}]}",
            ["app_stop('a')", "app_stop('b')"], ["terminate_app('a')", "terminate_app('b')"]),
    ]

    /// What never comes is not waited for.
    private func hasty(_ script: String) -> String {
        script.replacing("seconds=7", with: "seconds=0").replacing("settle_seconds=2", with: "settle_seconds=0")
            .replacing("def settle(seconds=2)", with: "def settle(seconds=0)").replacing("time.sleep", with: "float")
    }

    @Test(arguments: steps) func aStepAsksThePhone(_ step: Step) async throws {
        let targets: [(FlowExportTarget, [String]?)] = [
            (.uiautomator2, step.uiautomator2), (.appiumPython, step.appium),
        ]
        for (target, expected) in targets {
            guard let expected else { continue }
            let script = hasty(try exported("- \(step.command)", to: target))
            let (calls, output) = try await PythonStubs.run(
                script, dump: ShellScriptTests.dump, environment: ["SECRET": "s", "ANDROID_SERIAL": "phone"])
            let inner = target == .appiumPython ? calls.dropFirst().dropLast() : calls.dropFirst()
            #expect(output.status == 0, "\(output.errorText)\n\(script)")
            #expect(Array(inner) == expected, "\(target)\n\(script)")
        }
    }

    @Test func anAppiumSessionIsForThePhoneAndEnds() async throws {
        let script = try exported("- stopApp: com.fails\n- assertTrue: 0", to: .appiumPython)
        let (calls, output) = try await PythonStubs.run(
            script, dump: "", environment: ["ANDROID_SERIAL": "phone", "APPIUM_URL": "http://host:1"])
        #expect(calls.first == "connect('http://host:1', {'no_reset': True, 'udid': 'phone'})")
        #expect(calls.last == "quit()" && output.status == 1)
    }

    @Test func recordingsAreWrittenWhereTheFlowSays() async throws {
        let script = try exported("- startRecording: /dev/null/a\n- stopRecording", to: .appiumPython)
        #expect(script.contains("start_recording(\"/dev/null/a.mp4\")"))
        let output = try await PythonStubs.run(script.replacing("/dev/null/a.mp4", with: "/dev/null"), dump: "").output
        #expect(output.status == 0, "\(output.errorText)")
    }

    @Test(arguments: [FlowExportTarget.uiautomator2, .appiumPython])
    func aScriptStopsAtTheFirstErrorUnlessItIsOptional(_ target: FlowExportTarget) async throws {
        let commands = "- assertTrue: {condition: 0, optional: true}\n- assertTrue: \"false\"\n- stopApp: never"
        let script = try exported(commands, config: "appId: a\nonFlowComplete: [{stopApp: end}]", to: target)
        let (calls, output) = try await PythonStubs.run(script, dump: "")
        #expect(output.status == 1 && output.errorText.contains("warning: f.yaml:4 assertTrue: '0' is not true"))
        #expect(output.errorText.contains("failed: f.yaml:5 assertTrue\n"))
        #expect(output.errorText.contains("StepFailed: 'false' is not true"))
        #expect(!calls.joined().contains("never") && calls.joined().contains("end"), "\(calls)")
    }

    @Test func aFailureIsTriedAgain() async throws {
        let commands = "- retry: {maxRetries: 2, commands: [{killApp: com.fails}]}"
        let (calls, output) = try await PythonStubs.run(exported(commands, to: .uiautomator2), dump: "")
        #expect(
            calls.dropFirst() == Array(repeating: "shell('am kill com.fails')", count: 3)[...] && output.status == 1)
    }

    @Test func variablesComeFromArgumentsTheFlowAndTheEnvironment() async throws {
        let config = "appId: a\nenv: {ONE: one, NEXT: \"${ONE}${SECRET}\"}"
        let script = try exported("- inputText: \"${ONE} ${NEXT}\"", config: config, to: .uiautomator2)
        func typed(_ arguments: [String]) async throws -> String? {
            try await PythonStubs.run(script, dump: "", arguments, environment: ["SECRET": "s", "ONE": "no"]).calls.last
        }
        #expect(try await typed([]) == "send_keys('one ones')")
        #expect(try await typed(["ONE=two", "SECRET=x"]) == "send_keys('two twox')")
        let output = try await PythonStubs.run(script, dump: "").output
        #expect(output.status == 1 && output.errorText.contains("the flow needs SECRET"))
    }

    @Test(arguments: ["alarm.uiautomator2.py", "alarm.appium.py", "basket.uiautomator2.py"])
    func aFixtureIsPython(_ name: String) async throws {
        let script = try String(contentsOf: FlowFixtures.folder.appending(path: name), encoding: .utf8)
        let output = try await PythonStubs.run(script, dump: "", compiling: true).output
        #expect(output.status == 0, "\(output.errorText)")
    }
}
