import Foundation
import Hierarchies
import Screens
import TestSupport
import Testing
import Tools

@testable import Flows

@Suite struct ADBScriptTests {
    static let size = Size(width: 1000, height: 2000)

    static func target(_ label: String = "") -> Action.Target {
        Action.Target(
            point: Point(x: 5, y: 6), chain: SelectorChain(selectors: [], position: .absolute(Point(x: 5, y: 6))),
            label: label)
    }

    @Test("Typed text reaches the device as the text it is, whatever it holds", arguments: hostileTexts)
    func text(text: String) async throws {
        let run = try await FakeDevice.run([.inputText(.init(text, into: Self.target()))])
        #expect(run.commands.first == ["input", "tap", "5", "6"])
        let typed = run.commands.dropFirst().map { command in
            #expect(command.count == 3 && command.starts(with: ["input", "text"]))
            return Self.typed(command.last ?? "")
        }
        #expect(typed.joined() == text)
    }

    /// What AOSP's `input text` makes of its argument.
    private static func typed(_ argument: String) -> String {
        argument.replacingOccurrences(of: "%s", with: " ")
    }

    @Test("A label in a comment stays in the comment", arguments: hostileTexts + unicodeTexts)
    func label(label: String) async throws {
        let run = try await FakeDevice.run([
            .tap(Self.target(label)), .finish(.answer(label)), .wait(seconds: 0, until: label),
        ])
        #expect(run.commands == [["input", "tap", "5", "6"]])
    }

    @Test(
        "Each action is the command that does it",
        arguments: [
            (Action.longPress(target()), [["input", "swipe", "5", "6", "5", "6", "1000"]]),
            (.pressKey(.volumeUp), [["input", "keyevent", "KEYCODE_VOLUME_UP"]]),
            (.back, [["input", "keyevent", "KEYCODE_BACK"]]), (.home, [["input", "keyevent", "KEYCODE_HOME"]]),
            (
                .launchApp("com.android.settings"),
                [["monkey", "-p", "com.android.settings", "-c", "android.intent.category.LAUNCHER", "1"]]
            ),
            (
                .eraseText(target(), .init(count: 2)),
                [
                    ["input", "tap", "5", "6"], ["input", "keyevent", "KEYCODE_MOVE_END"],
                    ["input", "keyevent", "KEYCODE_DEL", "KEYCODE_DEL"],
                ]
            ),
            (.finish(.done(summary: nil)), []),
        ] as [(Action, [[String]])])
    func commands(action: Action, expected: [[String]]) async throws {
        #expect(try await FakeDevice.run([action]).commands == expected)
    }

    @Test("A double tap starts the second tap before the first is over")
    func doubleTap() async throws {
        let taps = try await FakeDevice.run([.doubleTap(Self.target())]).commands.filter { $0.first == "input" }
        #expect(taps == [["input", "tap", "5", "6"], ["input", "tap", "5", "6"]])
    }

    @Test("ANDROID_SERIAL reaches adb, and a failing command ends the script")
    func environment() async throws {
        let run = try await FakeDevice.run([.back, .home], serial: "emulator-5554", failing: true)
        #expect(run.serials == ["emulator-5554"])
        #expect(run.status != 0)
        #expect(run.commands.count == 1)
    }

    @Test("The script says which screen its coordinates are for")
    func header() throws {
        let script = try ADBScript(size: Self.size, actions: []).print()
        #expect(script.hasPrefix("#!/bin/sh\n# Coordinates are for a screen of 1000x2000.\n"))
        #expect(script.contains("\nset -eu\n"))
    }

    @Test(
        "Text that no key of a US keyboard types is refused, and the reason repeats none of it", arguments: unicodeTexts
    )
    func untypable(text: String) {
        let error = #expect(throws: ExportError.self) {
            try ADBScript(size: Self.size, actions: [.inputText(.init(text, into: Self.target()))]).print()
        }
        #expect(error?.code == .untypableText)
        #expect(error?.message.contains(text) == false)
    }

    @Test(
        "An app that is only named is refused",
        arguments: ["Settings", "com", "a..b", "com.x; reboot", "com.x\n.y", ""])
    func app(name: String) {
        let error = #expect(throws: ExportError.self) {
            try ADBScript(size: Self.size, actions: [.launchApp(name)]).print()
        }
        #expect(error?.code == .unresolvedApp)
    }
}

/// An `adb` that runs its command line as a device's shell does, with `input` and `monkey` that only note their
/// arguments.
private struct FakeDevice {
    /// The words of each command that the device's shell started, in order.
    var commands: [[String]]
    var serials: [String]
    var status: Int32

    static func run(_ actions: [Action], serial: String = "none", failing: Bool = false) async throws -> FakeDevice {
        let script = try ADBScript(size: ADBScriptTests.size, actions: actions).print()
        return try await withTemporaryFolder { folder in
            // adb joins its arguments with spaces and hands them to the device's shell. The words are noted with a NUL
            // after each and a second one after the last, which no argument can hold.
            let adb = """
                #!/bin/sh
                [ "$1" = shell ] || exit 9
                shift
                printf '%s\\n' "${ANDROID_SERIAL-}" >> "\(folder.path)/serials"
                PATH="\(folder.path)/device:$PATH" exec sh -c "$*"
                """
            let tool = """
                #!/bin/sh
                { printf '%s\\0' "${0##*/}" "$@"; printf '\\0'; } >> "\(folder.path)/commands"
                exit \(failing ? 1 : 0)
                """
            let device = folder.appending(path: "device")
            try FileManager.default.createDirectory(at: device, withIntermediateDirectories: true)
            try await Program.install(["input": tool, "monkey": tool, "reboot": tool], in: device)
            // Locally nothing may run `reboot` either.
            try await Program.install(["adb": adb, "reboot": tool], in: folder)
            let file = folder.appending(path: "script.sh")
            try Data(script.utf8).write(to: file)
            let environment = ["PATH": "\(folder.path):/usr/bin:/bin", "ANDROID_SERIAL": serial]
            let status = try await Program(path: "/bin/sh").run([file.path], environment: environment).status
            return FakeDevice(
                commands: words(of: folder.appending(path: "commands")),
                serials: lines(of: folder.appending(path: "serials")), status: status)
        }
    }

    private static func lines(of url: URL) -> [String] {
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// Commands end in two NULs, their words in one; no word here is empty.
    private static func words(of url: URL) -> [[String]] {
        var commands: [[String]] = []
        var current: [String] = []
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        for word in text.split(separator: "\0", omittingEmptySubsequences: false).dropLast() {
            if word.isEmpty, !current.isEmpty {
                commands.append(current)
                current = []
            } else {
                current.append(String(word))
            }
        }
        return commands
    }
}
