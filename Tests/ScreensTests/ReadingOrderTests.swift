import Testing

@testable import Hierarchies
@testable import Screens

@Suite struct ReadingOrderTests {
    private func labels(_ views: [View]) -> [String] {
        Screen(View("FrameLayout", View.screen, children: views)).elements.map(\.label)
    }

    @Test("Rows from top to bottom, from left to right in a row, whatever the drawing order")
    func rows() {
        let views = [
            View("TextView", Rect(500, 0, 100, 50), "b"), View("TextView", Rect(0, 900, 100, 50), "d"),
            View("TextView", Rect(0, 5, 100, 50), "a"), View("TextView", Rect(0, 300, 100, 50), "c"),
        ]
        #expect(labels(views) == ["a", "b", "c", "d"])
    }

    @Test("From right to left where the script runs so")
    func rightToLeft() {
        let views = [View("TextView", Rect(0, 0, 100, 50), "ثاني"), View("TextView", Rect(500, 0, 100, 50), "أول")]
        #expect(labels(views) == ["أول", "ثاني"])
    }

    @Test("Controls over a picture that fills the screen are read in rows too")
    func backdrop() {
        let views = [
            View("ImageView", View.screen, "picture", is: .clickable),
            View("SeekBar", Rect(100, 1900, 800, 50), description: "seek"),
            View("ImageButton", Rect(450, 950, 100, 100), description: "pause", is: .clickable),
            View("ImageButton", Rect(900, 20, 80, 80), description: "close", is: .clickable),
        ]
        #expect(labels(views) == ["picture", "close", "pause", "seek"])
    }

    @Test("What belongs to one column stays together")
    func columns() {
        let left = View(
            "LinearLayout", Rect(0, 0, 400, 1000),
            children: [View("TextView", Rect(0, 0, 100, 50), "a"), View("TextView", Rect(0, 500, 100, 50), "b")])
        let right = View(
            "LinearLayout", Rect(500, 0, 400, 1000),
            children: [View("TextView", Rect(500, 20, 100, 50), "c"), View("TextView", Rect(500, 480, 100, 50), "d")])
        #expect(labels([right, left]) == ["a", "b", "c", "d"])
    }

    @Test("A bar drawn after the page it heads is read before it")
    func lateToolbar() {
        let page = View(
            "FrameLayout", View.screen, children: [View("TextView", Rect(0, 300, 100, 50), "page")])
        let bar = View("FrameLayout", Rect(0, 0, 1000, 150), children: [View("TextView", Rect(0, 50, 100, 50), "bar")])
        #expect(labels([page, bar]) == ["bar", "page"])
    }
}
