import Testing
import Tools

@Suite("Terms of a text")
struct TermsTests {
    @Test(
        "Text is taken apart into terms",
        arguments: [
            ("Wi-Fi", ["wi", "fi"]), ("menu_searchButton", ["menu", "search", "button"]), ("Settings", ["sett"]),
            ("sharing shared share", ["shar", "shar", "shar"]), ("don't", ["dont"]), ("⋮", ["more"]),
            ("通知管理", ["通知", "知管", "管理"]),
            ("开", ["开"]), ("room12", ["room", "12"]), ("  ", []),
        ])
    func takesTextApart(_ text: String, _ terms: [String]) {
        #expect(Terms.of(text) == terms)
    }
}
