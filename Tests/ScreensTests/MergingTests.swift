import Testing

@testable import Hierarchies
@testable import Screens

/// Which nodes become elements, and what they are called.
@Suite struct MergingTests {
    @Test("A row takes the texts in it; what reacts in it stays its own")
    func row() {
        let screen = Screen(
            .window(
                View(
                    "LinearLayout", Rect(0, 100, 1000, 150), is: .clickable,
                    children: [
                        View("TextView", Rect(50, 110, 500, 60), "Wi-Fi"),
                        View("TextView", Rect(50, 180, 500, 60), "Connected"),
                        View("ImageButton", Rect(900, 110, 100, 100), description: "More", is: .clickable),
                    ])))
        #expect(screen.lines == ["row1 Wi-Fi | Connected", "button2 More"])
        #expect(screen.elements[0].mergedNodes == [1, 2, 3])
        #expect(screen.elements[0].labelSource == .children)
    }

    @Test("A text that a label already holds is not said again")
    func echoes() {
        let screen = Screen(
            .window(
                View(
                    "Button", Rect(0, 0, 400, 100), description: "Wi-Fi, on", is: .clickable,
                    children: [View("TextView", Rect(10, 10, 100, 50), "Wi-Fi")]),
                View(
                    "FrameLayout", Rect(0, 200, 400, 100), description: "Storage",
                    children: [View("TextView", Rect(10, 210, 100, 50), "Storage")])))
        #expect(screen.lines == ["button1 Wi-Fi, on", "2 Storage"])
    }

    @Test("A page that merely reacts does not swallow what it holds")
    func area() {
        let texts = (0..<5).map { View("TextView", Rect(0, 100 + 200 * $0, 500, 100), "Line \($0)") }
        let screen = Screen(.window(View("FrameLayout", View.screen, is: .clickable, children: texts)))
        #expect(screen.lines == ["row1", "2 Line 0", "3 Line 1", "4 Line 2", "5 Line 3", "6 Line 4"])
    }

    @Test("A list inside a row keeps its own texts")
    func scrollerInsideRow() {
        let screen = Screen(
            .window(
                View(
                    "LinearLayout", Rect(0, 0, 1000, 300), is: .clickable,
                    children: [
                        View(
                            "RecyclerView", Rect(0, 0, 1000, 300), is: .scrollable,
                            children: [View("TextView", Rect(0, 0, 100, 50), "Item")])
                    ])))
        #expect(screen.lines == ["row1", "list2", "3 Item"])
    }

    @Test("A switch that its row answers for gives the row its role and state", arguments: [true, false])
    func toggle(isOn: Bool) {
        let screen = Screen(
            .window(
                View(
                    "LinearLayout", Rect(0, 0, 1000, 150), is: .clickable,
                    children: [
                        View("TextView", Rect(0, 0, 500, 80), "Bluetooth"),
                        View("Switch", Rect(800, 0, 150, 80), is: isOn ? [.checkable, .checked] : .checkable),
                    ])))
        #expect(screen.lines == ["switch1:\(isOn ? "on" : "off") Bluetooth"])
    }

    @Test(
        "A name is looked for in this order: text, description, hint, children, caption, resource id",
        arguments: [
            (View("Button", Rect(0, 0, 200, 100), "Save", is: .clickable), "Save", Element.LabelSource.text),
            (View("ImageView", Rect(0, 0, 90, 90), description: "Search", is: .clickable), "Search", .description),
            (View("View", Rect(0, 0, 200, 90), hint: "Find", is: .clickable), "Find", .children),
            (
                View("ImageView", Rect(0, 0, 90, 90), id: "com.a:id/menuShare_now", is: .clickable), "menu share now",
                .resourceID
            ),
            (View("ImageView", Rect(0, 0, 90, 90), id: "com.a:id/view_126840418", is: .clickable), "", .none),
            (
                View("ImageView", Rect(0, 0, 90, 90), id: "com.a:id/0_resource_name_obfuscated", is: .clickable), "",
                .none
            ),
        ])
    func labelFallbacks(view: View, label: String, source: Element.LabelSource) throws {
        let element = try #require(Screen(.window(view)).elements.first)
        #expect(element.label == label)
        if !label.isEmpty, source != .children { #expect(element.labelSource == source) }
    }

    @Test("An icon takes the caption below it")
    func caption() {
        let screen = Screen(
            .window(
                View(
                    "LinearLayout", Rect(0, 0, 200, 250),
                    children: [
                        View("ImageView", Rect(20, 20, 160, 160), is: .clickable),
                        View("TextView", Rect(20, 190, 160, 50), "Camera"),
                    ])))
        #expect(screen.lines == ["button1 Camera"])
        #expect(screen.elements[0].labelSource == .neighbour)
    }

    @Test("A toggle without a word takes the one beside it", arguments: [0, 1])
    func besideToggle(side: Int) {
        let screen = Screen(
            .window(
                View(
                    "LinearLayout", Rect(0, 0, 1000, 100),
                    children: [
                        View("RadioButton", Rect(side * 400, 0, 100, 100), is: [.clickable, .checkable]),
                        View("TextView", Rect(side == 0 ? 110 : 90, 20, 300, 60), "Cash"),
                    ])))
        #expect(screen.lines == ["radio1 Cash"])
    }

    @Test("A pane of glass over texts is called by them")
    func glass() {
        let screen = Screen(
            .window(
                View(
                    "FrameLayout", Rect(0, 0, 1000, 200),
                    children: [
                        View("TextView", Rect(20, 20, 500, 60), "Flight to Oslo"),
                        View("View", Rect(0, 0, 1000, 200), is: .clickable),
                    ])))
        #expect(screen.lines == ["row1 Flight to Oslo"])
    }

    @Test("Containers that say nothing vanish, but not their state")
    func silence() {
        let quiet = View("FrameLayout", Rect(0, 0, 100, 100))
        let focused = View("FrameLayout", Rect(0, 200, 100, 100), is: .focused)
        #expect(Screen(.window(quiet, focused)).lines == ["group1:focused"])
    }
}
