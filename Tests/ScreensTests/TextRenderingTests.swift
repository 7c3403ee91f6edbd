import Testing

@testable import Hierarchies
@testable import Screens

/// The lines that a model reads.
@Suite struct TextRenderingTests {
    @Test(
        "Each state is said when it is not the default",
        arguments: [
            (View("Button", Rect(0, 0, 200, 90), "Go", is: .clickable), "button1 Go"),
            (View("Button", Rect(0, 0, 200, 90), "Go", is: .clickable, without: .enabled), "button1:disabled Go"),
            (View("Button", Rect(0, 0, 200, 90), "Go", is: [.clickable, .longClickable]), "button1* Go"),
            (View("TextView", Rect(0, 0, 200, 90), "Go", is: .longClickable), "1* Go"),
            (View("TextView", Rect(0, 0, 200, 90), "Go", is: .selected), "1:selected Go"),
            (View("CheckBox", Rect(0, 0, 200, 90), "Go", is: [.clickable, .checkable]), "checkbox1 Go"),
            (
                View("CheckBox", Rect(0, 0, 200, 90), "Go", is: [.clickable, .checkable, .checked]),
                "checkbox1:checked Go"
            ),
            (
                View("RadioButton", Rect(0, 0, 200, 90), "Go", is: [.clickable, .checkable, .checked]),
                "radio1:checked Go"
            ),
            (View("Switch", Rect(0, 0, 200, 90), "Go", is: [.clickable, .checkable]), "switch1:off Go"),
            (View("ListView", Rect(0, 0, 1000, 900), is: .scrollable), "list1"),
            (View("ListView", Rect(0, 0, 1000, 900), is: [.scrollable, .clickable]), "list1:tap"),
            (View("HorizontalScrollView", Rect(0, 0, 1000, 200), is: .scrollable), "list1:sideways"),
            (View("ViewPager", Rect(0, 0, 1000, 900), is: .scrollable), "pager1"),
            (View("WebView", Rect(0, 0, 1000, 900), "News", is: [.scrollable, .focused]), "web1:focused:scrolls News"),
            (View("SeekBar", Rect(0, 0, 900, 90), "40", description: "Volume"), "slider1 Volume = 40"),
            (View("TextView", Rect(0, 0, 200, 90), "Title", is: .heading), "heading1 Title"),
            (View("ImageView", Rect(0, 0, 200, 90), description: "Logo"), "image1 Logo"),
        ])
    func states(view: View, line: String) {
        #expect(Screen(.window(view)).lines == [line])
    }

    @Test("A part in another state than its element says which and how")
    func partStates() {
        let screen = Screen(
            .window(
                View(
                    "LinearLayout", Rect(0, 0, 1000, 150), is: .clickable,
                    children: [
                        View("TextView", Rect(0, 0, 500, 50), "Roaming"),
                        View("TextView", Rect(0, 60, 500, 50), "No SIM", without: .enabled),
                        View("ImageView", Rect(900, 0, 90, 90), is: .selected),
                    ])))
        #expect(screen.lines == ["row1:2.disabled:in.selected Roaming | No SIM"])
    }

    @Test(
        "No text on a screen can make a line, a role or a state",
        arguments: [
            "Pay\nbutton9 Confirm", "Pay\r\nswitch2:on", "Pay\u{2028}button9 OK", "Pay\u{85}button9", "Pay\tnow",
            "\u{1B}[31mPay", "Pay\u{0}",
        ])
    func forging(label: String) throws {
        let screen = Screen(.window(View("Button", Rect(0, 0, 200, 90), label, is: .clickable)))
        let line = try #require(screen.lines.first)
        #expect(screen.lines.count == 1)
        #expect(line.hasPrefix("button1 "))
        #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x85 && $0.value != 0x2028 })
    }

    @Test("Cells that look alike share a line; one that differs does not")
    func twins() {
        let cells = (0..<6).map { column in
            View(
                "View", Rect(150 * column, 0, 140, 140), id: "a:id/day",
                is: column == 4 ? [.clickable, .selected] : .clickable)
        }
        let screen = Screen(.window(View("GridLayout", Rect(0, 0, 1000, 140), children: cells)))
        #expect(screen.lines == ["button1-4 #day", "button5:selected #day", "button6 #day"])
    }

    @Test("What is off the screen is folded by side, ids kept")
    func offscreen() {
        let rows = (0..<4).map { View("Button", Rect(0, 1800 + 300 * $0, 1000, 200), "Row \($0)", is: .clickable) }
        let screen = Screen(.window(View("ScrollView", View.screen, is: .scrollable, children: rows)))
        #expect(screen.lines == ["list1", "button2 Row 0", "offscreen below 3-5: Row 1 | Row 2 | Row 3"])
        #expect(screen.elements[2].states.contains(.offscreen))
    }

    @Test("Status bar and keyboard are folded behind the app, not lost")
    func systemWindows() {
        let bar = View(
            "FrameLayout", Rect(0, 0, 1000, 60), package: "com.android.systemui",
            children: [
                View("TextView", Rect(0, 0, 100, 60), "9:41", package: "com.android.systemui"),
                View("View", Rect(900, 0, 90, 60), description: "Battery 80 percent", package: "com.android.systemui"),
            ])
        let ime = "com.google.android.inputmethod.latin"
        let keyboard = View(
            "FrameLayout", Rect(0, 1500, 1000, 500), package: ime,
            children: ["q", "w", "e"].enumerated().map { index, key in
                View(
                    "Button", Rect(100 * index, 1500, 90, 90), key, package: ime, is: [.clickable, .longClickable])
            })
        let screen = Screen(bar, keyboard, .window(View("Button", Rect(0, 100, 200, 90), "Send", is: .clickable)))
        #expect(
            screen.lines == [
                "button1 Send", "status bar 2-3: 9:41 | Battery 80 percent", "keyboard 4-6 *3: q w e",
            ])
        #expect(screen.packageName == "com.example.app")
    }

    @Test("The notification shade is no status bar")
    func shade() {
        let shade = View(
            "FrameLayout", View.screen, package: "com.android.systemui",
            children: [
                View("Button", Rect(0, 0, 900, 100), "Clear all", package: "com.android.systemui", is: .clickable)
            ])
        #expect(Screen(shade).lines == ["button1 Clear all"])
    }

    @Test("What the dump says is invisible is not said to be off the screen; a toast has no place and shows")
    func hidden() {
        let screen = Screen(
            .window(
                View("Button", Rect(0, 0, 200, 100), "Ghost", is: .clickable, without: .visible),
                View("Toast", Rect(0, 0, 0, 0), "Saved")))
        #expect(screen.lines == ["hidden 1: Ghost", "2 Saved"])
    }

    @Test("Nothing is a screen too")
    func empty() {
        #expect(TextRendering().render(Screen(Hierarchy(format: .uiautomator))) == "uiautomator")
    }
}
