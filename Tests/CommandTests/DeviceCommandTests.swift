import ArgumentParser
import Devices
import Foundation
import Glibc
import Hierarchies
import JSON
import Screens
import Testing

@testable import thimble

struct DeviceCommandTests {
    private func element(_ label: String, _ states: ElementStates = [], _ actions: ElementActions = [.tap]) -> Element {
        var element = Element()
        element.label = label
        element.states = states
        element.actions = actions
        element.tapPoint = Point(x: label.utf8.count, y: 1)
        return element
    }

    @Test func ofSeveralMatchesTheOnlyOneThatReactsIsTapped() {
        let choice = DeviceTapCommand.choose(of: [element("a", [], []), element("bb"), element("c", .disabled)], "x")
        #expect(choice == .point(Point(x: 2, y: 1)))
    }

    @Test(
        "What a tap would not reach, or which is not clear, is refused with its reason",
        arguments: [
            ([], "nothing on the screen"), ([("OK", .disabled)], "\"OK\" is disabled"),
            ([("OK", [.covered])], "\"OK\" is covered"), ([("OK", [.offscreen])], "\"OK\" is offscreen"),
            ([("OK", []), ("Okay", [])], "\"OK\" at 2,1; text \"Okay\" at 4,1"),
        ] as [([(String, ElementStates)], String)])
    func refusals(_ matches: [(String, ElementStates)], _ reason: String) {
        guard case .fault(let fault) = DeviceTapCommand.choose(of: matches.map { element($0.0, $0.1) }, "OK") else {
            Issue.record("tapped")
            return
        }
        #expect(fault.contains(reason))
    }

    @Test func typingIsReadBack() async throws {
        let phone = try FaultyTask.phone("settings", [])
        try await SimulatedLender(phone: phone).withDevice(.any) { device in
            let command = try DeviceTypeCommand.parse(["hello"])
            // Nothing has the focus yet.
            await #expect(throws: DeviceError.self) { try await command.type(on: device) }
            let screen = Screen(try Hierarchy(reading: try await device.dump().bytes, file: "dump"))
            let field = try #require(screen.elements.first { $0.actions.contains(.type) })
            try await device.tap(at: field.tapPoint)
            #expect(try await command.type(on: device) == .inputText)
        }
    }

    @Test func aFileSourceTellsModeAndTime() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { unlink(path) }
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600, .modificationDate: Date(timeIntervalSince1970: 1_577_934_245)],
            ofItemAtPath: path)
        let source = try FileSource(path)
        #expect(source.mode == 0o600)
        #expect(source.modified == 1_577_934_245)
        var room: [UInt8] = [0, 0]
        let counts = try (0..<3).map { _ in try room.withUnsafeMutableBytes { try source.read(into: $0) } }
        #expect(counts == [2, 1, 0])
    }

    @Test(arguments: ["/", "/nonexistent/file"]) func noFileIsNoSource(_ path: String) {
        #expect(throws: InputError.self) { try FileSource(path) }
    }

    @Test func keysThatAndroidDoesNotKnowAreUsageErrors() throws {
        #expect(try DeviceKeyCommand.parse(["back", "KEYCODE_ENTER"]).keys == [KeyCode("BACK"), KeyCode("ENTER")])
        let error = #expect(throws: (any Error).self) { try DeviceKeyCommand.parse(["FOO"]) }
        #expect(error.map { DeviceKeyCommand.exitCode(for: $0).rawValue } == 64)
    }
}
