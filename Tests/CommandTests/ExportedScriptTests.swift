import ArgumentParser
import DeviceSimulator
import Foundation
import JSON
import SimulatedPhones
import TestSupport
import Testing

@testable import thimble

/// What `thimble export` writes, run by the tools that it is written for.
///
/// PyPI's uiautomator2 and Appium's client are the real ones; so is adb. The phone is simulated, and before it stands
/// uiautomator2's server of the simulator, or `appium_server.py`.
@Suite(
    "Exported scripts do on a phone what the flow does", .hangGuard,
    .enabled(if: ADBPeer.exportsPython != nil, "no clients for exported scripts: run tools/peers/python-clients"))
struct ExportedScriptTests {
    /// A sample of `fixtures/flows` and one of the tools that it can be exported to.
    struct Sample: CustomTestStringConvertible, Sendable {
        var flow: String
        var app: String
        var tool: String

        var testDescription: String { "\(flow) with \(tool)" }

        /// With nothing but the sample's app; a flow can type what is not ASCII there.
        func phone() throws -> SimulatedDevice {
            let file = ExportedScriptTests.flows.appending(path: "apps/\(app).yaml")
            let declaration = try AppDeclaration(yaml: [UInt8](Data(contentsOf: file)), file: file.path)
            var profile = PhoneProfile.phone
            profile.hasADBKeyboard = true
            let phone = SimulatedDevice(serial: "test", phone: SimulatedPhone(profile: profile, apps: [declaration]))
            // It stays so after a flow, and scripts type otherwise.
            _ = phone.run("ime enable \(SimulatedPhone.adbKeyboard)")
            return phone
        }
    }

    private static let samples = [
        Sample(flow: "alarm", app: "alarms", tool: "adb"),
        Sample(flow: "alarm", app: "alarms", tool: "uiautomator2"),
        Sample(flow: "alarm", app: "alarms", tool: "appium-python"),
        Sample(flow: "evening", app: "alarms", tool: "uiautomator2"),
        Sample(flow: "evening", app: "alarms", tool: "appium-python"),
        Sample(flow: "basket", app: "shop", tool: "uiautomator2"),
        Sample(flow: "basket", app: "shop", tool: "appium-python"),
    ]

    private static let flows = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../fixtures/flows").standardized

    @Test("The phone ends up the same", arguments: samples) func same(_ sample: Sample) async throws {
        try await withTemporaryFolder { folder in
            let flow = Self.flows.appending(path: "\(sample.flow).yaml").path
            let (byFlow, byScript) = (try sample.phone(), try sample.phone())
            let untouched = Traces(of: byFlow)
            let test = try TestCommand.parse([flow, "-e", "ROUNDS=2", "--test-output-dir", folder.path])
            try await test.run(on: SimulatedLender(phone: byFlow))
            #expect(Traces(of: byFlow) != untouched)

            let output = try await Self.run(flow, sample.tool, on: byScript, in: folder, "ROUNDS=2")
            #expect(output.status == 0, "\(output.errorText)")
            #expect(Traces(of: byScript) == Traces(of: byFlow))
            if sample.flow == "alarm" {
                let picture = try Data(contentsOf: folder.appending(path: "end.png"))
                #expect(picture.starts(with: [0x89] + Array("PNG".utf8)))
            }
        }
    }

    @Test("A failed step is named, and the flow's end is done", arguments: ["adb", "uiautomator2", "appium-python"])
    func failed(_ tool: String) async throws {
        try await withTemporaryFolder { folder in
            let flow = folder.appending(path: "fails.yaml")
            let text = """
                appId: com.example.shop
                onFlowComplete: [stopApp]
                ---
                - launchApp
                - extendedWaitUntil: {visible: Nobody, timeout: 500}
                - tapOn: Send
                """
            try Data(text.utf8).write(to: flow)
            let phone = try Sample(flow: "fails", app: "shop", tool: tool).phone()
            let output = try await Self.run(flow.path, tool, on: phone, in: folder)
            #expect(output.status == 1, "\(output.errorText)")
            #expect(output.errorText.contains("failed: \(flow.path):5 extendedWaitUntil\n"), "\(output.errorText)")
            #expect(phone.withState { $0.phone.stateValue("com.example.shop", "ordered") } == 0)
            #expect(phone.withState { !$0.phone.isRunning("com.example.shop") })
        }
    }

    /// Exports a flow and runs the script in a folder, before a phone that an adb server of its own has.
    private static func run(
        _ flow: String, _ tool: String, on phone: SimulatedDevice, in folder: URL, _ arguments: String...
    ) async throws -> Program.Output {
        let script = folder.appending(path: "script").path
        try ExportCommand.parse([flow, "--to", tool, "--output", script]).run()
        let python = try #require(ADBPeer.exportsPython).path
        let runner =
            switch tool {
            case "adb": ["sh"]
            case "appium-python": [python, ADBPeer.scripts.appending(path: "appium_server.py").path]
            default: [python]
            }
        let adbd = try await Adbd.start(phone)
        defer { Task { await adbd.stop() } }
        return try await #require(ADBPeer.fetched).withSession { session in
            try await session.run("connect", "127.0.0.1:\(adbd.port)")
            var environment = session.environment
            environment["ANDROID_SERIAL"] = "127.0.0.1:\(adbd.port)"
            environment["PATH"] = "\(ADBPeer.folder.path):\(environment["PATH"] ?? "")"
            let words = runner + [script] + (tool == "adb" ? [] : arguments)
            return try await #require(Program.named("sh"))
                .run(
                    ["-c", #"cd "$0" && exec "$@""#, folder.path] + words, environment: environment,
                    limit: .seconds(300))
        }
    }

    /// What a flow leaves on a phone, but for the time that it took and the ways that text was typed in.
    private struct Traces: Equatable {
        var state: JSONObject
        var screen: String

        init(of device: SimulatedDevice) {
            (state, screen) = device.withState { ($0.phone.state.object ?? [:], $0.phone.hierarchyXML()) }
            for name in ["uptime_ms", "clipboard"] { state[name] = nil }
        }
    }
}
