import JSON
import Screens
import Testing

@testable import SimulatedPhones

/// Files of tasks, patterns of tasks, and what becomes of an app for them.
@Suite struct TaskTests {
    private static let app = """
        package: a.b
        label: Pets
        main: home
        state: {pets: [{name: Rex, kind: dog}, {name: Tom, kind: cat}, {name: O'Hara, kind: dog}], note: Feed Rex, dark: false}
        screens: {home: {body: [{button: Delete}, {text: "Delete {{state.note}}"}, {list: state.pets, item: {row: "{{record.name}}"}}]}}
        """

    private func phone() throws -> SimulatedPhone {
        let app = try AppDeclaration(yaml: Array(Self.app.utf8), file: "a.yaml")
        return SimulatedPhone(apps: [app], startingIn: "a.b")
    }

    @Test(
        "What is wrong with a file of tasks is named, with its line",
        arguments: [
            ("- {id: a, instruction: b, steps: [{tap: c}]}", DeclarationError.Code.missingKey, "check"),
            ("- {id: a, instruction: b, check: c, steps: []}", .badValue, "steps"),
            ("- {id: a, instruction: b, check: c, steps: [{tap: d, press: e}]}", .badValue, "one thing"),
            ("- {id: a, instruction: b, check: c, steps: [{tap: d, clear: true}]}", .unknownKey, "clear"),
            ("- {id: a, instruction: [], check: c, steps: [{tap: d}]}", .badValue, "said"),
            ("tasks: []\nvary: {a.b: [c]}", .badValue, "text"), ("tusks: []", .unknownKey, "tusks"),
            ("", .malformed, "nothing"),
        ])
    func complaints(yaml: String, code: DeclarationError.Code, mentions: String) {
        let error = #expect(throws: DeclarationError.self) { try TaskFile(yaml: Array(yaml.utf8), file: "t.yaml") }
        #expect(error?.code == code)
        #expect(error?.message.contains(mentions) == true)
    }

    private func instances(_ task: String) throws -> [TaskInstance] {
        let file = try TaskFile(yaml: Array(task.utf8), file: "t.yaml")
        let pools = try TextPools(yaml: Array("colour: [red]".utf8), file: "p.yaml")
        var generator = SystemRandomNumberGenerator()
        return try file.tasks[0].instances(
            in: phone().appState("a.b") ?? [:], pools: pools, using: &generator, file: "t.yaml")
    }

    @Test func aPatternIsAskedOfEachRecordThatItIsMeantFor() throws {
        let found = try instances(
            """
            - id: call
              each: state.pets
              where: it.kind == 'dog'
              let: {loud: upper(it.name)}
              with: {c: colour, n: 4..4}
              instruction: "Call {loud} {c} {n}"
              check: "'{name}' == ''"
              steps: [{tap: "{name}"}, {tap: "{c}"}]
            """)
        // O'Hara's name would end the text in the check.
        #expect(found.map { $0.phrasings["en"] } == [["Call REX red 4"]])
        #expect(found.first?.check == "'Rex' == ''")
        #expect(found.first?.steps.map(\.object) == ["Rex", "red"])
    }

    @Test func stepsThatComeToNothingAreLeftOut() throws {
        let found = try instances(
            "- {id: a, of: [{x: A, y: ''}], instruction: b, check: c, steps: [{tap: '{x}'}, {tap: '{y}'}]}")
        #expect(found.first?.steps.map(\.object) == ["A"])
    }

    @Test(
        "A pattern that cannot be filled is an error that names the task",
        arguments: [
            "- {id: odd, instruction: 'b {x}', check: c, steps: [{tap: d}]}",
            "- {id: odd, with: {x: nothing}, instruction: b, check: c, steps: [{tap: d}]}",
            "- {id: odd, each: state.pets, where: it.name ==, instruction: b, check: c, steps: [{tap: d}]}",
        ])
    func unfilled(task: String) {
        let error = #expect(throws: DeclarationError.self) { try instances(task) }
        #expect(error?.message.contains("odd") == true)
    }

    @Test func aNewNameStandsWhereverTheOldOneStood() throws {
        var phone = try phone()
        var generator = SystemRandomNumberGenerator()
        phone.rename(in: "a.b", [("pets.name", ["Felix", "Bella", "Momo"])], using: &generator)
        let names = phone.appState("a.b")?["pets"]?.array?.compactMap { $0["name"]?.string } ?? []
        #expect(Set(names) == ["Felix", "Bella", "Momo"])
        // Short names are only replaced where they stand alone: Rex is part of many a word.
        #expect(phone.appState("a.b")?["note"] == "Feed Rex")
    }

    @Test func onlyTruthsAreTurnedRound() throws {
        var phone = try phone()
        phone.flip("dark", of: "a.b")
        phone.flip("note", of: "a.b")
        #expect(phone.appState("a.b")?["dark"] == true)
        #expect(phone.appState("a.b")?["note"] == "Feed Rex")
    }

    @Test(
        "Words are put otherwise where they stand whole and outside of templates",
        arguments: [
            ("Delete", "Remove"), ("Delete it", "Remove it"), ("Deleted", "Deleted"),
            ("Delete {{state.Delete}}", "Remove {{state.Delete}}"), ("Delete? Delete!", "Remove? Remove!"), ("", ""),
        ])
    func rewording(text: String, wanted: String) {
        var generator = SystemRandomNumberGenerator()
        let rewording = Rewording([["Delete", "Remove"]], share: 1, using: &generator)
        #expect(rewording.apply(text) == wanted)
        #expect(rewording.apply("Remove") == "Delete")
    }

    @Test func aRewordedAppShowsOtherWordsAndTheSameData() throws {
        var generator = SystemRandomNumberGenerator()
        let rewording = Rewording([["Delete", "Remove"], ["Rex", "Max"]], share: 1, using: &generator)
        let app = try AppDeclaration(yaml: Array(Self.app.utf8), file: "a.yaml").reworded(rewording)
        let phone = SimulatedPhone(apps: [app], languages: [Rewording.language, "en"], startingIn: "a.b")
        let labels = try phone.screen().elements.map(\.label)
        #expect(labels.contains("Remove"))
        #expect(labels.contains("Remove Feed Rex"))
        #expect(labels.contains("Rex"))
    }
}
