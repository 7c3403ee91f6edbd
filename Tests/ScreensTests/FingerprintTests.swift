import Hierarchies
import Screens
import Testing

@Suite struct FingerprintTests {
    @Test(
        "A label is stable when only its numbers, units and dates change",
        arguments: [
            ("12:30", "9:05"), ("12:30 PM", "1:07 am"), ("Inbox, 3 unread", "Inbox"), ("Inbox 3", "Inbox 12"),
            ("Battery 85 percent", "Battery 9 percent"), ("Mon, 3 March", "Tuesday, April 14"), ("1 item", "12 items"),
            ("5 minutes ago", "1 hour ago"), ("1.2K likes", "987 likes"), ("3月4日 星期二", "12月31日 周三"),
            ("下午3:20", "上午11:05"), ("Wi-Fi On", "Wi-Fi, Off"), ("٣ رسائل", "٧ رسائل"), ("$3.50", "€1,000.00"),
        ])
    func jitterVanishes(_ one: String, _ other: String) {
        #expect(StableText(one) == StableText(other))
    }

    @Test(
        "A label's words stay, however short",
        arguments: [
            ("Save", "Send"), ("Inbox 3", "Outbox 3"), ("+", "−"), ("Monday", "Tuesday"), ("On", "Off"), ("", "+"),
            ("設定", "電話"), ("Add 1 photo", "Remove 1 photo"),
        ])
    func wordsStay(_ one: String, _ other: String) {
        #expect(StableText(one) != StableText(other))
    }

    @Test(
        "One screen keeps its fingerprint through jitter",
        arguments: [
            Screen.settings(clock: "9:05"), .settings(battery: "7%"), .settings(unread: "Inbox, 12 unread"),
            .settings(unread: "Inbox"), .settings(query: "wlan"), .settings(wifi: .on),
            .settings(wifi: [.on, .focused]),
        ])
    func sameScreen(_ visit: Screen) {
        #expect(visit.fingerprint == Screen.settings().fingerprint)
        #expect(visit.similarity(to: .settings()) == 1)
    }

    @Test("Neither order, place, offset, a badge, a value nor one more row of the same kind counts")
    func invariances() {
        let screen = Screen.settings()
        var shuffled = Array(screen.elements.reversed())
        for index in shuffled.indices {
            shuffled[index].bounds = Rect(index, 7 * index, 10, 10)
            shuffled[index].value = shuffled[index].value.map { _ in "other" }
            shuffled[index].states.formSymmetricDifference([.offscreen, .focused, .checked, .scrollsDown])
        }
        shuffled.removeAll { $0.resourceIDTail == "badge" || $0.window != .app }
        shuffled.append(shuffled[0])
        #expect(Screen(shuffled, title: screen.title).fingerprint == screen.fingerprint)
    }

    @Test("What was typed into a field without an id or a hint does not count")
    func typedText() {
        let empty = Screen([Element(.field), Element(.button, "Go")])
        let typed = Screen([Element(.field, "hello"), Element(.button, "Go")])
        #expect(empty.fingerprint == typed.fingerprint)
    }

    @Test("Screens that differ in app, title, role, id or word differ")
    func differentScreens() {
        let button = Element(.button, "Save", id: "a:id/save")
        let screens = [
            Screen([]), Screen([button]), Screen([button], title: "Edit"), Screen([button], package: "org.other"),
            Screen([Element(.link, "Save", id: "a:id/save")]), Screen([Element(.button, "Save", id: "a:id/ok")]),
            Screen([Element(.button, "Send", id: "a:id/save")]), Screen([button, Element(.text, "Saved")]),
        ]
        #expect(Set(screens.map(\.fingerprint)).count == screens.count)
    }

    @Test("Similarity is symmetric and the share of common elements")
    func similarity() {
        let (a, b, c) = (Element(.button, "A"), Element(.button, "B"), Element(.button, "C"))
        #expect(Screen([a, b]).similarity(to: Screen([b, c])) == 1.0 / 3)
        #expect(Screen([b, c]).similarity(to: Screen([a, b])) == 1.0 / 3)
        #expect(Screen([a]).similarity(to: Screen([c])) == 0)
        #expect(Screen([]).similarity(to: Screen([])) == 1)
    }

    @Test("The hash is FNV-1a's, on every machine and in every release")
    func fixedHash() {
        #expect(Screen([], package: "").fingerprint.value == fnv1a([0xFF, 0xFF]))
    }

    @Test("A fingerprint's text reads back", arguments: [0, 1, 0xDEAD_BEEF, .max] as [UInt64])
    func textForm(_ value: UInt64) {
        let fingerprint = ScreenFingerprint(value: value)
        #expect(fingerprint.description.utf8.count == 16)
        #expect(ScreenFingerprint(fingerprint.description) == fingerprint)
    }

    @Test("Other texts are no fingerprints", arguments: ["", "12", "+00000000000000f", "zzzzzzzzzzzzzzzz"])
    func refusedText(_ text: String) {
        #expect(ScreenFingerprint(text) == nil)
    }

    private func fnv1a(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}
