import FlowDocuments
import FlowExports
import Foundation
import TestSupport
import Testing

/// Scripts run against an `adb` that writes down what it is asked.
@Suite(.enabled(if: Program.named("sh") != nil && Program.named("awk") != nil, "sh and awk are not installed"))
struct ShellScriptTests {
    /// Logs each call as one line; answers like a phone with one screen, whose dump is a file beside it.
    private static let adb = #"""
        #!/bin/sh
        [ "$1" = -s ] && shift 2
        [ "$1" = shell ] || { echo "$*" >>"$LOG"; exit; }
        case $2 in
        *'uiautomator dump'*) cat "$DUMP" ;;
        'dumpsys window displays') echo '  init=1080x1920 420dpi cur=1080x1920 app=1080x1794' ;;
        'dumpsys input_method') echo mInputShown=true ;;
        'dumpsys package '*) printf '      android.permission.CAMERA\n      android.permission.CAMERA: granted=false\n' ;;
        'cmd uimode night') echo 'Night mode: yes' ;;
        'cmd package resolve-activity'*) printf 'priority=0\ncom.example/.Main\n' ;;
        *) printf '%s\n' "$2" >>"$LOG" ;;
        esac
        case $2 in *com.fails*) exit 3 ;; esac
        exit 0
        """#

    static let dump = """
        <?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"><node text="" \
        resource-id="com.example:id/list" class="a" content-desc="Save" clickable="false" bounds="[0,0][1080,1920]">\
        <node text="Save" resource-id="" content-desc="" clickable="false" bounds="[0,0][100,100]" /><node \
        text="SAVE" resource-id="com.example:id/add" content-desc="" clickable="true" bounds="[100,200][300,400]" />\
        <node text="" resource-id="" content-desc="Tom &amp; &quot;Jo&quot; &lt;3&#10;&#128512;" clickable="true" \
        bounds="[0,500][100,600]" /><node text="a.b (c)" resource-id="odd" content-desc="" bounds="[10,20][30,40]" />\
        <node text="flat" resource-id="" content-desc="" bounds="[10,20][10,40]" /></node></hierarchy>
        """

    private func run(_ script: String, _ arguments: [String] = []) async throws -> (lines: [String], Program.Output) {
        try await withTemporaryFolder { folder in
            let log = folder.appending(path: "log")
            try await Program.install(["adb": Self.adb], in: folder)
            try Data().write(to: log)
            try Data(Self.dump.utf8).write(to: folder.appending(path: "dump.xml"))
            let file = folder.appending(path: "flow.sh")
            try Data(script.utf8).write(to: file)
            let path = "\(folder.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
            let environment = [
                "PATH": path, "SERIAL": "phone", "LOG": log.path, "DUMP": folder.appending(path: "dump.xml").path,
                "SECRET": "it's",
            ]
            let shell = try #require(Program.named("sh"))
            let output = try await shell.run([file.path] + arguments, environment: environment)
            let text = try String(contentsOf: log, encoding: .utf8)
            return (text.split(separator: "\n").map(String.init), output)
        }
    }

    static let steps: [(String, [String])] = [
        ("tapOn: {point: \"10,20\"}", ["input tap 10 20"]),
        ("tapOn: {point: \"50%, 25%\"}", ["input tap 540 480"]),
        ("tapOn: save", ["input tap 200 300"]), ("tapOn: {text: Save, id: add}", ["input tap 200 300"]),
        ("tapOn: {id: com.example:id/list}", ["input tap 540 960"]),
        ("tapOn: {id: add, point: \"0%,10\"}", ["input tap 100 210"]),
        ("tapOn: \"tom & .*\"", ["input tap 50 550"]), ("tapOn: 'Tom & \"Jo\" <3 😀'", ["input tap 50 550"]),
        ("tapOn: a.b (c)", ["input tap 20 30"]), ("tapOn: \"A\\\\.B \\\\(C\\\\)\"", ["input tap 20 30"]),
        ("tapOn: {text: \"(save|other)\", repeat: 2, delay: 0}", ["input tap 200 300", "input tap 200 300"]),
        ("tapOn: {text: Nobody, optional: true}", []),
        ("longPressOn: save", ["input swipe 200 300 200 300 1000"]),
        ("doubleTapOn: save", ["input tap 200 300 & p=$!; sleep 0.1; input tap 200 300; r=$?; wait $p && exit $r"]),
        ("swipe: {direction: left}", ["input swipe 972 960 108 960 400"]),
        ("swipe: {start: \"1,2\", end: \"100%,4\", duration: 50}", ["input swipe 1 2 1080 4 50"]),
        ("swipe: {from: {id: add}, direction: down}", ["input swipe 200 300 200 1728 400"]),
        ("scroll", ["input swipe 540 960 540 192 400"]), ("scrollUntilVisible: {element: save}", []),
        ("inputText: \"it's 100%s ok\"", ["input text 'it'\\''s%s100%'", "input text 's%sok'"]),
        ("inputText: \"$(reboot) `id` \\\"\\\\\"", ["input text '$(reboot)%s`id`%s\"\\'"]),
        ("inputText: \"${SECRET}!\"", ["input text 'it'\\''s!'"]), ("inputText: \"\"", []),
        ("eraseText: 2", ["input keyevent KEYCODE_DEL KEYCODE_DEL"]),
        ("pressKey: volume up", ["input keyevent KEYCODE_VOLUME_UP"]),
        ("hideKeyboard", ["input keyevent KEYCODE_BACK"]),
        ("setClipboard: a b", []), ("assertVisible: {id: odd}", []), ("assertNotVisible: flat", []),
        ("extendedWaitUntil: {visible: save, timeout: 1}", []), ("assertTrue: \"${SECRET}\"", []),
        ("assertDarkMode", []), ("toggleDarkMode", ["cmd uimode night no"]),
        ("waitForAnimationToEnd", ["exec-out screencap -p", "exec-out screencap -p"]),
        (
            "launchApp: {clearState: true, arguments: {k: \"a 'b'\", n: 3, t: true}}",
            [
                "pm clear 'com.example'", "pm grant 'com.example' android.permission.CAMERA",
                "am force-stop 'com.example'",
                "am start -n 'com.example/.Main' '--es' 'k' 'a '\\''b'\\''' '--ei' 'n' '3' '--ez' 't' 'true'",
            ]
        ),
        (
            "launchApp: {stopApp: false, permissions: {location: deny}}",
            [
                "pm revoke 'com.example' 'android.permission.ACCESS_FINE_LOCATION'",
                "pm revoke 'com.example' 'android.permission.ACCESS_COARSE_LOCATION'",
                "monkey -p 'com.example' -c android.intent.category.LAUNCHER 1 >/dev/null",
            ]
        ),
        ("killApp: a.b", ["am kill 'a.b'"]),
        ("openLink: \"a://b?c=1&d=;reboot\"", ["am start -a android.intent.action.VIEW -d 'a://b?c=1&d=;reboot'"]),
        ("setLocation: {latitude: 1, longitude: 2}", ["emu geo fix 2 1"]),
        (
            "setOrientation: landscape_right",
            ["settings put system accelerometer_rotation 0", "settings put system user_rotation 3"]
        ),
        ("setAirplaneMode: enabled", ["cmd connectivity airplane-mode enable"]),
        ("runFlow: {when: {visible: Nobody}, commands: [back]}", []),
        ("runFlow: {when: {visible: save, true: 1}, commands: [back]}", ["input keyevent KEYCODE_BACK"]),
        ("runFlow: {when: {platform: iOS}, commands: [{evalScript: a}]}", []),
        ("runFlow: {env: {APP: a.b}, commands: [{stopApp: \"${APP}\"}]}", ["am force-stop 'a.b'"]),
        (
            "repeat: {times: 2, commands: [{repeat: {times: 2, commands: [{killApp: a}]}}]}",
            Array(repeating: "am kill 'a'", count: 4)
        ),
    ]

    @Test(arguments: steps) func aStepAsksThePhone(_ step: String, _ expected: [String]) async throws {
        // What never comes would be waited for.
        let script = try exported("- \(step)", to: .adb).replacing(" 7 >/dev/null", with: " 0 >/dev/null")
            .replacing(" 7)", with: " 0)")
        let (lines, output) = try await run(script)
        #expect(output.status == 0, "\(output.errorText)\n\(script)")
        #expect(lines == expected, "\(script)")
    }

    @Test func aScriptStopsAtTheFirstErrorAndNamesTheStep() async throws {
        let (lines, output) = try await run(exported("- stopApp\n- killApp: com.fails\n- back", to: .adb))
        #expect(lines == ["am force-stop 'com.example'", "am kill 'com.fails'"])
        #expect(output.status == 3 && output.errorText.contains("failed: f.yaml:4 killApp\n"), "\(output.errorText)")
    }

    @Test func anOptionalStepFailsWithAWarning() async throws {
        let (lines, output) = try await run(exported("- killApp: {appId: com.fails, optional: true}\n- back", to: .adb))
        #expect(lines.count == 2 && output.status == 0)
        #expect(output.errorText.contains("warning: f.yaml:3 killApp\n"))
    }

    @Test func theFlowsEndIsDoneWhateverFails() async throws {
        let script = try exported(
            "- killApp: com.fails", config: "appId: a\nonFlowComplete: [{stopApp: b}]\nonFlowStart: [back]", to: .adb)
        let (lines, output) = try await run(script)
        #expect(lines == ["input keyevent KEYCODE_BACK", "am kill 'com.fails'", "am force-stop 'b'"])
        #expect(output.status == 3)
    }

    @Test func variablesComeFromArgumentsTheFlowAndTheEnvironment() async throws {
        let config = "appId: a\nenv: {PATH: one, NEXT: \"${PATH}${SECRET}\"}"
        let script = try exported("- inputText: \"${PATH} ${NEXT}\"", config: config, to: .adb)
        #expect(try await run(script).lines == ["input text 'one%soneit'\\''s'"])
        #expect(try await run(script, ["PATH=two", "SECRET=x"]).lines == ["input text 'two%stwox'"])
        #expect(try await run(script, ["OTHER=1"]).1.status == 64)
        let needy = try exported("- inputText: \"${NOWHERE}\"", to: .adb)
        #expect(try await run(needy).1.errorText.contains("the flow needs NOWHERE=value"))
        let given = try exported("- inputText: \"${NOWHERE}\"", to: .adb, environment: [.init("NOWHERE", "here")])
        #expect(try await run(given).lines == ["input text 'here'"])
    }

    @Test(.enabled(if: Program.named("bash") != nil, "bash is not installed"))
    func theFixtureIsAShellScriptForBashToo() async throws {
        let bash = try #require(Program.named("bash"))
        for options in [["-n"], ["--posix", "-n"]] {
            let output = try await bash.run(options + [FlowFixtures.folder.appending(path: "alarm.sh").path])
            #expect(output.status == 0, "\(output.errorText)")
        }
    }
}
