import Hierarchies
import JSON
import Screens
import TestSupport
import Testing

@Suite struct ScreenDiffTests {
    private static let rows = (0..<5).map { Element(.row, "Song", at: Rect(0, 100 * $0, 500, 100)) }

    @Test("A screen does not differ from itself", arguments: [Screen.settings(), Screen([]), Screen(rows)])
    func reflexive(_ screen: Screen) {
        let diff = ScreenDiff(from: screen, to: screen)
        #expect(diff.isEmpty)
        #expect(diff.description == "no change")
    }

    @Test(
        "The reversed diff swaps added and removed, and changes the same pairs",
        arguments: 1...200 as ClosedRange<UInt64>)
    func reversible(_ seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let a = Screen.random(&random)
        let b = Screen.random(&random)
        let forth = ScreenDiff(from: a, to: b)
        let back = ScreenDiff(from: b, to: a)
        #expect(forth.added.map(\.id) == back.removed.map(\.id))
        #expect(forth.removed.map(\.id) == back.added.map(\.id))
        #expect(Set(forth.changed.map { [$0.from.id, $0.to.id] }) == Set(back.changed.map { [$0.to.id, $0.from.id] }))
        #expect(a.elements.count - forth.removed.count == b.elements.count - forth.added.count)
    }

    @Test(
        "Each change is said in a line",
        arguments: [
            ([], [Element(.button, "Save")], "+ 1 button Save"),
            ([Element(.text, "Loading")], [], "- 1 text Loading"),
            (
                [Element(.switch, "Wi-Fi", states: .off)], [Element(.switch, "Wi-Fi", states: .on)],
                "~ 1 switch Wi-Fi: off → on"
            ),
            ([Element(.checkbox, "A")], [Element(.checkbox, "A", states: .checked)], "~ 1 checkbox A: now checked"),
            ([Element(.tab, "A", states: .selected)], [Element(.tab, "A")], "~ 1 tab A: no longer selected"),
            (
                [Element(.field, "Name")], [Element(.field, "Name", value: "Ann")],
                "~ 1 field Name: value none → \"Ann\""
            ),
            (
                [Element(.text, "1", id: "a:id/n")], [Element(.text, "2", id: "a:id/n")],
                "~ 1 text 1: label \"1\" → \"2\""
            ),
            ([Element(.text, "old")], [Element(.text, "new")], "~ 1 text old: label \"old\" → \"new\""),
            ([Element(.link, "A")], [Element(.link, "A", at: Rect(0, 25, 100, 100))], "~ 1 link A: moved 0,25"),
            ([Element(.text, "A")], [Element(.button, "A")], "- 1 text A\n+ 1 button A"),
        ] as [([Element], [Element], String)])
    func lines(_ old: [Element], _ new: [Element], _ text: String) {
        #expect(ScreenDiff(from: Screen(old), to: Screen(new)).description == text)
    }

    @Test(
        "A slip within the touch slop, or growth at one end, is no move",
        arguments: [Rect(9, 24, 100, 100), Rect(0, 0, 400, 300)])
    func stillThere(_ bounds: Rect) {
        let diff = ScreenDiff(from: Screen([Element(.link, "A")]), to: Screen([Element(.link, "A", at: bounds)]))
        #expect(diff.isEmpty)
    }

    @Test("Like rows are matched in order, so a new one is the last")
    func duplicates() {
        let diff = ScreenDiff(from: Screen(Array(Self.rows.prefix(3))), to: Screen(Self.rows))
        #expect(diff.added.map(\.id) == [4, 5])
        #expect(diff.removed.isEmpty && diff.changed.isEmpty)
    }

    @Test("A scrolled list is one line beside what came and went")
    func scrolling() {
        let names = ["A", "B", "C", "D", "E", "F"]
        func page(_ names: some Sequence<String>) -> Screen {
            Screen(names.enumerated().map { Element(.row, $1, at: Rect(0, 100 * $0, 500, 100)) })
        }
        let diff = ScreenDiff(from: page(names.dropLast()), to: page(names.dropFirst()))
        #expect(diff.description == "- 1 row A\n+ 5 row F\n~ 4 elements: moved 0,-100")
    }

    @Test("Bars do not count, a keyboard counts as one, app and title are compared")
    func windows() {
        let clock = Screen([Element(.text, "12:30", window: .statusBar)])
        let later = Screen([Element(.text, "12:31", window: .statusBar)])
        #expect(ScreenDiff(from: clock, to: later).isEmpty)
        let keys = Screen(
            [Element(.key, "q", window: .keyboard), Element(.key, "w", window: .keyboard)], title: "Edit", package: "b")
        let diff = ScreenDiff(from: Screen([], package: "a"), to: keys)
        #expect(diff.description == "app a → b\ntitle none → \"Edit\"\n+ keyboard")
        #expect(diff.json["added_windows"]?.array?.count == 1)
    }

    @Test("The JSON form holds every change and parses back")
    func json() throws {
        let diff = ScreenDiff(from: .settings(), to: .settings(unread: "Inbox", query: "x", wifi: .on))
        let json = try JSONValue(parsing: diff.json.print(.compact))
        #expect(json == diff.json)
        #expect(json["changed"]?.array?.count == diff.changed.count)
        #expect(json["changed"]?[1]?["states"]?.print(.compact) == #"{"lost":["off"],"gained":["on"]}"#)
    }

    @Test("A hundred thousand like elements are matched in linear time", .hangGuard)
    func large() {
        let many = Screen((0..<100_000).map { Element(.row, $0 % 2 == 0 ? "Song" : "Song \($0)") })
        let other = Screen((0..<100_000).map { Element(.row, $0 % 3 == 0 ? "Song" : "Track \($0)") })
        let diff = ScreenDiff(from: many, to: other)
        #expect(diff.added.count == diff.removed.count)
    }
}

extension Screen {
    fileprivate static func random(_ random: inout SeededGenerator) -> Screen {
        Screen(
            (0..<Int.random(in: 0...12, using: &random)).map { _ in
                Element(
                    [.button, .text, .row].randomElement(using: &random) ?? .row,
                    ["", "A", "B", "C"].randomElement(using: &random) ?? "",
                    states: ElementStates(rawValue: UInt32.random(in: 0...3, using: &random)),
                    id: ["", "", "a:id/x", "a:id/y"].randomElement(using: &random) ?? "",
                    at: Rect(Int.random(in: 0...3, using: &random) * 20, 0, 100, 50))
            })
    }
}
