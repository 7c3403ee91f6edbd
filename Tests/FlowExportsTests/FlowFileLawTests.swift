import FlowDocuments
import FlowExports
import Foundation
import TestSupport
import Testing

/// A flow file written and read again is the same flow.
struct FlowFileLawTests {
    private func expectSame(_ text: [UInt8], file: String) throws {
        let flow = try FlowDocument(reading: text, file: file)
        let written = try FlowExporter(flow, to: .maestro).print()
        let again = try FlowDocument(reading: Array(written.utf8), file: file)
        #expect(again.placeFree == flow.placeFree, "\(file):\n\(written)")
        #expect(try FlowExporter(again, to: .maestro).print() == written)
    }

    @Test(arguments: ["alarm.yaml", "basket.yaml", "parts/leave.yaml"])
    func aFixtureIsTheSame(_ name: String) throws {
        try expectSame(FlowFixtures().read(name), file: name)
    }

    static let commands = [
        "launchApp", "launchApp: {label: L}", "launchApp: a.b", "launchApp: {appId: a.b, optional: true}",
        "launchApp: {permissions: {}, arguments: {n: 1, d: 1.5, t: \"1\", b: false, z: null, l: [1, {k: v}]}}",
        "launchApp: {clearState: true, clearKeychain: false, stopApp: false, permissions: {all: deny}}",
        "tapOn: \"\"", "tapOn: {text: \"no\", index: -1}", "tapOn: {point: \"1,2\"}", "tapOn: {id: a, label: \"# l\"}",
        "tapOn: {below: {}, css: \"a > b\"}", "tapOn: {containsDescendants: [{id: a}, b], traits: square text}",
        "doubleTapOn: {text: a, delay: 5}", "longPressOn: {text: a, repeat: \"${n}\", waitUntilVisible: false}",
        "tapOn: {text: a, width: 1, height: 2, tolerance: 3, enabled: false, checked: true, focused: true, selected: false}",
        "swipe: {direction: up}", "swipe: {start: \"1,2\", end: \"3%,4%\", duration: 5, waitToSettleTimeoutMs: 6}",
        "swipe: {from: {id: a, point: \"1,2\"}, direction: left}", "scroll", "scroll: {optional: true}",
        "scrollUntilVisible: {element: a, direction: up, timeout: 1_0, speed: 2, visibilityPercentage: 3, centerElement: true}",
        "inputText: \"\"", "inputText: \"\\u2028\\t\\\"\\\\ ☃ \\u0001 \\uFEFF\"", "inputText: {text: a, label: b}",
        "inputRandomText", "inputRandomNumber: {length: 3}", "inputRandomColorName: {optional: true}", "eraseText",
        "eraseText: 3", "eraseText: {charactersToErase: 3, label: L}", "pressKey: Volume Up", "hide keyboard",
        "copyTextFrom: {id: a, optional: true}", "setClipboard: a", "pasteText", "action: back",
        "assertVisible: a", "assertNotVisible: {id: a, label: L}", "assertTrue: true",
        "assertTrue: {condition: \"${a}\"}",
        "extendedWaitUntil: {visible: a}", "extendedWaitUntil: {notVisible: {id: a}, visible: b, timeout: \"${t}\"}",
        "assertScreenshot: a", "assertScreenshot: {path: a, cropOn: {id: b}, thresholdPercentage: 3}",
        "assertDarkMode", "assertLightMode: {label: L}", "waitForAnimationToEnd", "waitForAnimationToEnd: {timeout: 3}",
        "assertWithAI: {assertion: a}", "assertWithAI: {assertion: a, optional: false}", "assertNoDefectsWithAI",
        "extractTextWithAI: a", "extractTextWithAI: {query: a, outputVariable: b, optional: false, label: L}",
        "stopApp", "killApp: a", "clearState: {appId: a, label: L}", "clearKeychain",
        "setPermissions: {appId: a, permissions: {all: allow, \"a b\": deny}}", "openLink: a",
        "openLink: {link: a, browser: true, autoVerify: false}", "setLocation: {latitude: 1.50, longitude: -2}",
        "travel: {points: [\"0,0\", \"1,1\"], speed: 3}", "setOrientation: landscape_left", "setAirplaneMode: Enabled",
        "toggleAirplaneMode", "setDarkMode: {value: disabled, optional: true}", "toggleDarkMode", "addMedia: a.png",
        "addMedia: {files: [a, b], label: L}", "takeScreenshot: a", "takeScreenshot: {path: a, cropOn: b}",
        "startRecording: a", "stopRecording", "runFlow: a.yaml", "runFlow: {file: a.yaml, env: {A: b, \"c d\": \"\"}}",
        "runFlow: {commands: [], when: {}}",
        "runFlow: {when: {platform: ios, visible: a, notVisible: {}, true: \"${b}\", label: c}, commands: [back, {tapOn: a}]}",
        "repeat: {commands: [back]}",
        "repeat: {times: \"${n}\", while: {visible: a}, commands: [{repeat: {commands: []}}]}",
        "retry: {file: a.yaml, maxRetries: 2}", "retry: {commands: [back], env: {a: b}}", "runScript: a.js",
        "runScript: {file: a.js, env: {a: b}, when: {true: 1}}", "evalScript: \"${output.a = 1}\"",
    ]

    @Test(arguments: commands) func aCommandIsTheSame(_ command: String) throws {
        try expectSame(Array("appId: a\n---\n# thimble: {\"a\": 1}\n- \(command)\n".utf8), file: "f.yaml")
    }

    @Test(arguments: [
        "url: https://example.com", "appId: \"${APP}\"\nname: \"a: b\"\ntags: [\"1\", b]\nenv: {A: 1, B: \"${A}\"}",
        "appId: a\nonFlowStart: []\nonFlowComplete: [back, {tapOn: b}]\nproperties: {b: 1, a: 2}",
        "appId: a\njira: {key: [1, 2.5, true, null, \"1\"]}\n\"odd key\": ~\nempty: {}\nnone: []",
    ]) func aConfigurationIsTheSame(_ config: String) throws {
        try expectSame(Array("\(config)\n---\n- back\n".utf8), file: "f.yaml")
    }

    static let shared: [String] = {
        let found = FileManager.default.enumerator(atPath: SharedData.folder.path)
        return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    }()

    @Test(.enabled(if: !shared.isEmpty, "the shared flows are absent: set THIMBLE_SHARED"))
    func everySharedFlowIsTheSame() throws {
        var same = 0
        for name in Self.shared {
            let bytes = try SharedData.bytes(name)
            guard (try? FlowDocument(reading: bytes, file: name)) != nil else { continue }
            try expectSame(bytes, file: name)
            same += 1
        }
        #expect(same > 300)
    }
}
