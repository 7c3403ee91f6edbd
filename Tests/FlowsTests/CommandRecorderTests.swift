import Devices
import FlowDocuments
import Hierarchies
import Screens
import Testing

@testable import Flows
@testable import SimulatedPhones

/// Flows recorded from lines of text, and from a touch screen where a person types.
struct CommandRecorderTests {
    private static func phone(_ app: String) throws -> SimulatedPhone {
        try #require(try HealingTests.phones().first { $0.0 == app + ".yaml" }?.1)
    }

    @Test(
        "Lines are done and recorded, and the flow leads to the same screen",
        arguments: [
            ("settings", ["tap \"Network & internet\"", "back", "# a comment", "", "swipe up"]),
            ("notes", ["tap \"Shopping\"", "back"]), ("contacts", ["tap Search contacts", "type ada", "key enter"]),
            ("shop", ["swipe up", "swipe down"]),
        ] as [(String, [String])])
    func lines(app: String, lines: [String]) async throws {
        let phone = try Self.phone(app)
        let device = PhoneDevice(phone)
        var recorder = try await CommandRecorder(StepExecutor(device, clock: device.clock))
        for line in lines {
            if let command = try SpokenCommand(line) { _ = try await recorder.perform(command) }
        }
        let shown = try await Settler(device, clock: device.clock).settle().hierarchy
        let flow = try recorder.flow.print()
        let (result, replayed) = try await RecordedFlowTests.replay(flow, on: phone)
        #expect(result.status == .passed, "\(result.failure.map(\.description) ?? "")\n\(flow)")
        #expect(Screen(replayed).fingerprint == Screen(shown).fingerprint, "\(flow)")
    }

    @Test(
        "A line that is no command, or of something that is not shown, says why",
        arguments: [
            ("dance", "no command"), ("swipe sideways", "up, down, left or right"), ("tap", "say what to tap"),
            ("key f13", "no such key"), ("tap \"Nowhere\"", "nothing on the screen says"), ("type x", "no field"),
        ])
    func faults(line: String, reason: String) async throws {
        let device = PhoneDevice(try Self.phone("settings"))
        var recorder = try await CommandRecorder(StepExecutor(device, clock: device.clock))
        do {
            let command = try #require(try SpokenCommand(line))
            _ = try await recorder.perform(command)
            Issue.record("done")
        } catch let error as StepError {
            #expect(error.message.contains(reason))
        }
        #expect(recorder.flow.steps.count == 1)
    }

    @Test("What keys of a keyboard type is one step, enter included, and keys are none")
    func typing() async throws {
        var person = PersonAtPhone(try Self.phone("contacts"))
        try await person.look()
        try await Self.tap("Search contacts", &person)
        for part in ["ad", "ax", "\u{8}", "\n"] {
            try await person.type(part)
            try await person.look()
        }
        person.finish()
        let phrases = try #require(person.recorder.flow).steps.map(\.action.phrase)
        #expect(phrases.count == 3)
        #expect(phrases.last?.hasPrefix("type \"ada\"") == true)
    }

    @Test("What is typed into a password field is in no flow")
    func secrets() async throws {
        var person = PersonAtPhone(try Self.phone("browser"))
        try await person.look()
        for text in ["Letterbox", "Reject all"] { try await Self.tap(text, &person) }
        guard let field = person.shown?.fields.first(where: { $0.states.contains(.password) }) else {
            Issue.record("no password field")
            return
        }
        try await person.tap(field.tapPoint)
        try await person.look()
        try await person.type("red fox")
        try await person.look()
        person.finish()
        let flow = try #require(person.recorder.flow).print()
        #expect(flow.contains("inputText: \"${PASSWORD}\"") && !flow.contains("fox"))
        #expect(!person.recorder.news.joined().contains("fox"))
    }

    @Test("What nobody can have seen is recorded by its place")
    func fast() async throws {
        var person = PersonAtPhone(try Self.phone("settings"))
        try await person.look()
        let row = try #require(person.shown?.screen.elements.first { $0.label.hasPrefix("Network") })
        // Both before anybody looks: the second may have been on another screen.
        try await person.tap(row.tapPoint)
        try await person.tap(row.tapPoint)
        try await person.look()
        person.finish()
        let steps = try #require(person.recorder.flow).steps.dropFirst()
        #expect(steps.first?.action.phrase == "tap \"Network & internet\"")
        #expect(steps.count == 2 && steps.last?.action.target?.chain.kind == .position)
    }

    private static func tap(_ text: String, _ person: inout PersonAtPhone) async throws {
        let seen = try #require(person.shown)
        guard case .element(let element) = NamedElement(text, on: seen.screen, seen.hierarchy) else {
            Issue.record("no \(text)")
            return
        }
        try await person.tap(element.tapPoint)
        try await person.look()
    }
}
