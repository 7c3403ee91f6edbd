import Testing

@testable import Hierarchies
@testable import Screens

/// Where a finger goes, and what is in its way.
@Suite struct TouchTests {
    @Test("What a later-drawn view hides from touch is covered")
    func covered() {
        let screen = Screen(
            .window(
                View("Button", Rect(0, 0, 400, 100), "Below", is: .clickable),
                View("FrameLayout", Rect(0, 0, 1000, 500), description: "Sheet", is: .clickable)))
        #expect(screen.lines == ["button1:covered Below", "row2 Sheet"])
    }

    @Test("Drawing order counts where the dump has it")
    func drawingOrder() {
        let screen = Screen(
            .window(
                View("FrameLayout", Rect(0, 0, 1000, 500), description: "Sheet", is: .clickable, drawingOrder: 2),
                View("Button", Rect(0, 0, 400, 100), "Below", is: .clickable, drawingOrder: 1)))
        #expect(screen.elements.first { $0.label == "Below" }?.states == .covered)
        #expect(screen.elements.first { $0.label == "Sheet" }?.states == [])
    }

    @Test(
        "A dialog's window takes the touches in its bounds, in whichever order windows are dumped", arguments: [0, 1])
    func dialog(first: Int) {
        let page = View.window(View("Button", Rect(300, 900, 400, 100), "Behind", is: .clickable))
        let dialog = View(
            "FrameLayout", Rect(100, 700, 800, 600),
            children: [View("Button", Rect(600, 1150, 200, 100), "OK", is: .clickable)])
        let screen = Screen(Hierarchy(first == 0 ? [page, dialog] : [dialog, page]))
        #expect(screen.elements.first { $0.label == "Behind" }?.states == .covered)
        #expect(screen.elements.first { $0.label == "OK" }?.states == [])
    }

    @Test("While a dialog is up, nothing of its app's page takes a touch; another app's bubble is no dialog")
    func modal() {
        let page = View.window(View("Button", Rect(0, 1800, 400, 100), "Far", is: .clickable))
        let dialog = View(
            "FrameLayout", Rect(100, 700, 800, 600),
            children: [View("Button", Rect(600, 1150, 200, 100), "OK", is: .clickable)])
        var bubble = dialog
        bubble.package = "com.example.chat"
        let far = { (over: View) in Screen(page, over).elements.first { $0.label == "Far" }?.states }
        #expect(far(dialog) == .covered)
        #expect(far(bubble) == [])
        let bar = View(
            "FrameLayout", Rect(0, 0, 1000, 150),
            children: [View("Button", Rect(0, 0, 200, 150), "Home", is: .clickable)])
        #expect(far(bar) == [])
    }

    @Test("A row is touched beside the link in its middle")
    func clearPoint() throws {
        let link = Rect(300, 0, 400, 100)
        let screen = Screen(
            .window(
                View(
                    "LinearLayout", Rect(0, 0, 1000, 100), is: .clickable,
                    children: [
                        View("TextView", Rect(0, 0, 200, 100), "Accept"),
                        View("TextView", link, "the terms", is: .clickable),
                    ])))
        let row = try #require(screen.elements.first { $0.role == .row })
        #expect(row.bounds.contains(row.tapPoint))
        #expect(!link.contains(row.tapPoint))
        #expect(!row.states.contains(.covered))
    }

    @Test("A half-hidden element is touched in the half that shows")
    func clipped() throws {
        let screen = Screen(
            .window(
                View(
                    "ScrollView", Rect(0, 0, 1000, 1000), is: .scrollable,
                    children: [View("Button", Rect(0, 900, 1000, 400), "More", is: .clickable)])))
        let button = try #require(screen.elements.last)
        #expect(button.tapPoint == Point(x: 500, y: 950))
        #expect(button.bounds == Rect(0, 900, 1000, 400))
    }
}
