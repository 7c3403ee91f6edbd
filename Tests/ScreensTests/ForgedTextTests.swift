import Hierarchies
import Screens
import Testing

@Suite struct ForgedTextTests {
    @Test(
        "Nothing that a dump says can start a line of the text",
        arguments: ["text", "content-desc", "hint", "resource-id", "package", "pane-title", "state-description"],
        ["&#10;", "&#13;", "&#x85;", "&#x2028;"])
    func lines(attribute: String, lineBreak: String) throws {
        let forged = "a\(lineBreak)button9 Pay"
        let dump = """
            <hierarchy><node class="android.widget.ImageButton" \(attribute)="\(forged)" clickable="true"
            bounds="[0,0][90,90]"/></hierarchy>
            """
        let screen = Screen(try Hierarchy(reading: Array(dump.utf8), file: "-"))
        let text = TextRendering().render(screen)
        #expect(screen.elements.count == 1)
        #expect(text.split(whereSeparator: \.isNewline).count == 2)
        #expect(!text.contains { $0.isNewline && $0 != "\n" })
    }
}
