import DeviceTestSupport
import Devices
import FlowDocuments
import Flows
import Foundation
import Hierarchies
import MaestroConformance
import Testing

/// Each declared divergence from Maestro is still one.
struct DivergenceTests {
    private typealias Item = RecordingFlowDevice.Item
    private static func rect(_ y: Int) -> Rect { Rect(left: 0, top: y, right: 100, bottom: y + 100) }

    /// Whether our own behaviour is as declared, by the divergence's name.
    private static let checks: [String: @Sendable () async throws -> Bool] = [
        "nearest": {
            let device = RecordingFlowDevice { _, _ in
                [
                    Item(text: "Edit", bounds: rect(900)), Item(text: "Edit", bounds: rect(300)),
                    Item(text: "Name", bounds: rect(100)),
                ]
            }
            _ = try await device.run("- tapOn: {text: Edit, below: Name}")
            return device.actions == [.tap(Point(x: 50, y: 350))]
        },
        "braces": {
            let device = RecordingFlowDevice { _, _ in [] }
            _ = try await device.run("- inputText: '${A}, {b}'", environment: [FlowVariable("A", "1")])
            return device.actions == [.inputText("1, {b}")]
        },
        "optional-assertion": {
            let device = RecordingFlowDevice { _, _ in [] }
            let result = try await device.run("- assertVisible: {text: a, optional: true}")
            return (Duration.seconds(7)..<Duration.seconds(8)).contains(result.duration)
        },
        "own-timeout": {
            let device = RecordingFlowDevice { _, _ in [] }
            let flow = """
                - assertVisible: {text: a, optional: true}
                - extendedWaitUntil: {visible: b, timeout: 5000, optional: true}
                """
            return try await device.run(flow).commands[1].duration >= .seconds(5)
        },
        "visibility-percentage": {
            // A third of the element is on the screen at first, and all of it after a swipe.
            let device = RecordingFlowDevice { _, actions in
                [
                    Item(
                        text: "a",
                        bounds: Rect(
                            left: 0, top: actions == 0 ? 1970 : 500, right: 90, bottom: actions == 0 ? 2060 : 590))
                ]
            }
            _ = try await device.run("- scrollUntilVisible: {element: a, visibilityPercentage: 50}")
            return device.actions.count == 1
        },
        "dropped-optional": {
            let device = RecordingFlowDevice(failure: { _, _ in
                DeviceError(.textRejected, "no way to type it", serial: "recording")
            }) { _, _ in [] }
            return try await device.run("- inputText: {text: a, optional: true}").status == .passed
        },
        "scroll-end": {
            let device = RecordingFlowDevice { _, _ in [Item(text: "row")] }
            _ = try await device.run("- scrollUntilVisible: {element: a}")
            return device.actions.count == 3
        },
        "settle-floor": {
            let device = RecordingFlowDevice { _, _ in [Item(text: "a")] }
            return try await device.run("- tapOn: a").duration < .milliseconds(100)
        },
        "keychain": {
            let error = RecordingFlowDevice(refused: { $0 == .clearKeychain ? "none here" : nil }) { _, _ in [] }
            let alone = try await error.run("- clearKeychain")
            let launch = try await error.run("- launchApp: {clearKeychain: true}")
            return alone.failure?.code == .unsupported && launch.status == .passed
        },
        "duplicate-keys": {
            (try? FlowDocument(reading: Array("appId: a\n---\n- tapOn: {id: a, id: b}\n".utf8), file: "f.yaml")) == nil
        },
        "cycles": {
            let device = RecordingFlowDevice { _, _ in [] }
            let result = try await device.run("- runFlow: flow.yaml", files: ["flow.yaml": "appId: a\n---\n- back\n"])
            return result.failure?.code == .invalidFlow
        },
        "artifact-paths": {
            let ways = ["/a", "../a", "a/../../b", ".", ""]
            return ways.allSatisfy { (try? ArtifactPath($0)) == nil }
                && (try? ArtifactPath("a/./b"))?.parts == ["a", "b"]
        },
        "unnamed-faults": {
            do throws(FlowError) {
                _ = try FlowDocument(reading: Array("appId: a\n---\n- pressKey: enterr\n".utf8), file: "f.yaml")
                return false
            } catch {
                return error.title == "Unknown Key: enterr" && error.place?.line == 3
            }
        },
        "dollar": {
            let device = RecordingFlowDevice { _, _ in [] }
            _ = try await device.run("- inputText: \"${'$'}1\"")
            return device.actions == [.inputText("$1")]
        },
        "more-expressions": {
            let device = RecordingFlowDevice { _, _ in [Item(text: "a")] }
            let flow = "- pressKey: ${KEY}\n- tapOn: {text: a, point: '${X},20'}\n- runFlow: ${NAME}.yaml"
            _ = try await device.run(
                flow, files: ["sub.yaml": "appId: a\n---\n- back\n"],
                environment: [.init("KEY", "Volume Up"), .init("X", "10"), .init("NAME", "sub")])
            return device.actions == [.pressKey("volume up"), .tap(Point(x: 10, y: 20)), .back]
        },
        "times": {
            let device = RecordingFlowDevice { _, _ in [] }
            let result = try await device.run("- repeat: {times: '${MISSING}', commands: [back]}")
            return result.failure?.code == .invalidCommand && device.actions.isEmpty
        },
        "env-order": {
            let device = RecordingFlowDevice { _, _ in [] }
            _ = try await device.run("appId: a\nenv: {A: 1, B: '${A}2'}\n---\n- inputText: ${B}")
            return device.actions == [.inputText("12")]
        },
        "named-twice": {
            let files = FlowTexts(texts: ["w/a.yaml": "appId: a\n---\n- back\n"])
            return try WorkspacePlan(["w/a.yaml", "w", "w"], in: files).flows.map(\.file) == ["w/a.yaml"]
        },
        "named-media": {
            let files = FlowTexts(texts: [
                "a.yaml": "appId: a\n---\n- addMedia: a.png\n", "b.yaml": "appId: b\n---\n- back\n", "a.png": "",
            ])
            return try WorkspacePlan(["a.yaml", "b.yaml"], in: files).flows.count == 2
        },
        "lost-touch": {
            let device = RecordingFlowDevice { _, actions in [Item(text: actions > 1 ? "Done" : "Go")] }
            let result = try await device.run("- tapOn: Go\n- assertVisible: Done")
            return result.commands.map(\.status) == [.passed, .warned]
        },
        "long-press": {
            let device = FakeDevice(.settings)
            try await AndroidFlowDevice(device).perform(.longPress(Point(x: 1, y: 1)))
            return device.holds == [.seconds(1)]
        },
        "pictures": {
            let device = RecordingFlowDevice { _, _ in [] }
            return try await device.run("- assertScreenshot: a.jpg", files: ["a.jpg": ""]).failure?.code == .unsupported
        },
    ]

    @Test("Every divergence is declared, checked and written down") func complete() throws {
        let names = Divergence.declared.map(\.name)
        #expect(Set(names) == Set(Self.checks.keys))
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/flows.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for divergence in Divergence.declared {
            #expect(
                text.contains("| \(divergence.maestro) | \(divergence.here) |"),
                "docs/flows.md lacks \(divergence.name)")
        }
    }

    @Test("A declared divergence is not stale", arguments: Divergence.declared) func holds(_ divergence: Divergence)
        async throws
    {
        let check = try #require(Self.checks[divergence.name])
        #expect(try await check(), "\(divergence.name)")
    }
}
