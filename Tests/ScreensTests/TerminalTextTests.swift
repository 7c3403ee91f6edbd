import Screens
import Testing

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("a\u{1B}[2Kb\u{202E}c\nd", "a [2Kbc d"), ("\u{9B}31m\u{7F}", " 31m "), ("x\u{2028}y\u{2066}z", "x yz"),
        ("👨\u{200D}👩", "👨\u{200D}👩"), ("", ""),
    ])
    func `a text is one line that moves no cursor`(_ text: String, _ plain: String) {
        #expect(TerminalText.plain(text) == plain)
    }

    @Test func `a long text is cut`() {
        #expect(TerminalText.plain(String(repeating: "a", count: 301)).count == 300)
        #expect(TerminalText.plain("abc", limit: 2) == "ab")
    }
}
