import DeviceSimulator
import Foundation
import SimulatedPhones
import TestSupport
import Testing

extension ADBCompatibilityTests {
    /// PyPI's `adbutils` speaks to either adb server by itself.
    @Suite(
        "adbutils drives a simulated device",
        .enabled(if: ADBPeer.python != nil, "no adbutils: run tools/peers/adb-peers"))
    struct Adbutils {
        private func report<Report: Decodable>(
            _ type: Report.Type, _ bench: ADBBench, _ step: String, _ arguments: String...
        ) async throws -> Report {
            try await PythonClient(script: "adbutils_client.py")
                .report(type, [String(bench.session.port), bench.serial, step] + arguments)
        }

        private struct Connection: Decodable {
            var said: String
            var serials: [String]
            var state: String
            var model: String
        }

        @Test("connects and finds the device", arguments: ADBDriver.plain)
        func connect(_ driver: ADBDriver) async throws {
            let bench = try driver.bench()
            let report = try await report(Connection.self, bench, "connect")
            #expect(report.said == "already connected to \(bench.serial)")
            #expect(report.serials == [bench.serial])
            #expect(report.state == "device")
            #expect(report.model == "Pixel 7")
        }

        private struct Shell: Decodable {
            var plain: String
            var codes: [Int]
            var stdout: String
            var stderr: String
        }

        @Test("runs commands, with both ways to an exit code", arguments: ADBDriver.plain)
        func shell(_ driver: ADBDriver) async throws {
            let report = try await report(Shell.self, try driver.bench(), "shell")
            #expect(report.plain == "a b c")
            #expect(report.codes == [3, 7])
            #expect(report.stdout == "out\n")
            #expect(report.stderr == "err\n")
        }

        private struct Files: Decodable {
            var sizes: [Int]
            var exist: [Bool]
            var isListed: Bool
        }

        @Test("pushes, lists and pulls 3 MB", arguments: ADBDriver.plain)
        func files(_ driver: ADBDriver) async throws {
            let bench = try driver.bench()
            let content = ADBCompatibilityTests.content(3_000_000)
            let (there, back) = (bench.session.home.appending(path: "a"), bench.session.home.appending(path: "b"))
            try Data(content).write(to: there)
            let report = try await report(
                Files.self, bench, "files", there.path, "/data/local/tmp/adbutils", back.path)
            #expect(report.sizes == [content.count, content.count, content.count])
            #expect(report.exist == [true, false])
            #expect(report.isListed)
            #expect(try Bytes(Data(contentsOf: back)) == Bytes(content))
        }

        private struct Folder: Decodable { var size: Int }

        @Test("pulls a folder tree", arguments: ADBDriver.plain)
        func folder(_ driver: ADBDriver) async throws {
            let bench = try driver.bench()
            _ = bench.device.run(
                "cd /sdcard; mkdir -p utils/deep; printf abc > utils/deep/x; touch utils/y")
            let back = bench.session.home.appending(path: "utils")
            let report = try await report(Folder.self, bench, "folder", "/sdcard/utils", back.path)
            #expect(report.size == 3)
            #expect(try String(contentsOf: back.appending(path: "deep/x"), encoding: .utf8) == "abc")
        }

        private struct Screen: Decodable {
            var window: [Int]
            var picture: [Int]
            var colours: Int
            var hierarchy: String
            var package: String
        }

        @Test("sees the screen: its size, picture, hierarchy and app", arguments: ADBDriver.plain)
        func screen(_ driver: ADBDriver) async throws {
            let bench = try driver.bench()
            let report = try await report(Screen.self, bench, "screen", "com.example.notes")
            #expect(report.window == [1080, 2400])
            #expect(report.picture == [1080, 2400])
            #expect(report.colours > 1)
            #expect(report.hierarchy == bench.device.withState { $0.phone.hierarchyXML() })
            #expect(report.package == "com.example.notes")
        }

        private struct Gestures: Decodable {
            var isOn: Bool
            var screens: [String]
            var rotations: [[Int]]
        }

        @Test("taps, swipes, presses keys and turns the phone", arguments: ADBDriver.plain)
        func gestures(_ driver: ADBDriver) async throws {
            let bench = try driver.bench()
            _ = bench.device.run("pm clear com.example.notes; settings put system accelerometer_rotation 0")
            let report = try await report(
                Gestures.self, bench, "gestures", "com.example.notes", "Wi-Fi of the cabin")
            let screens = report.screens
            try #require(screens.count == 4)
            #expect(screens[1] != screens[0])
            #expect(screens[2] == screens[0])
            #expect(screens[3] != screens[2])
            #expect(report.isOn)
            #expect(report.rotations == [[1, 2400, 1080], [0, 1080, 2400]])
            #expect(bench.device.withState { $0.phone.foreground?.package } == SimulatedPhone.launcher)
        }

        private struct Ports: Decodable {
            var echoes: [Bool]
            var listed: [String]
            var isReversed: Bool
            var left: Int
        }

        @Test("forwards and reverses, and speaks to a port without", arguments: ADBDriver.plain)
        func ports(_ driver: ADBDriver) async throws {
            let report = try await report(Ports.self, try driver.bench(), "ports")
            #expect(report.echoes == [true, true, true])
            #expect(report.listed == ["tcp:7"])
            #expect(report.isReversed)
            #expect(report.left == 0)
        }
    }
}
