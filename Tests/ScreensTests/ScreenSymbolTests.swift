import Foundation
import Hierarchies
import Screens
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ScreenSymbolTests {
    @Test func `a symbol is well-formed, in the screen's units and without ids or a legend`() {
        let symbol = ScreenSymbol(Screen.settings())
        let markup = symbol.markup(id: "s1")
        #expect(XMLParser(data: Data(markup.utf8)).parse())
        #expect(markup.hasPrefix("<symbol id=\"s1\" viewBox=\"0 0 1080 2280\">"))
        #expect(symbol.unit == 3)
        #expect(markup.contains(">Airplane mode<") == false)
        #expect(markup.contains(">Network &amp; internet<"))
        #expect(!markup.contains("class=\"id\"") && !markup.contains("Legend"))
    }

    @Test func `parts that did not change are the same parts`() {
        let (off, on) = (ScreenSymbol(Screen.settings()), ScreenSymbol(Screen.settings(wifi: .on)))
        let same = Set(off.parts).intersection(on.parts)
        #expect(off.parts.count == on.parts.count)
        #expect(same.count == Set(off.parts).count - 1)
        #expect(off != on && off == ScreenSymbol(Screen.settings()))
    }

    @Test func `a part can be stood for by another text`() {
        let symbol = ScreenSymbol(Screen.settings())
        let markup = symbol.markup(id: "s1") { _ in "<use href=\"#p1\"/>" }
        #expect(markup.matches(of: /<use/).count == symbol.parts.count)
    }

    @Test func `the style holds below its own class alone`() {
        let rules = ScreenSymbol.css.split(separator: "\n")
        #expect(rules.count > 20)
        #expect(rules.allSatisfy { $0.hasPrefix(".scr ") })
    }

    @Test(arguments: [
        (
            "<a href=\"x\">&amp;</a>", "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;",
            "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;"
        ),
        ("a\nb\tc\rd\u{2028}e", "a b c d e", "a\nb\tc\nd\ne"),
        ("\u{0}\u{1B}[2J\u{7F}\u{9B}\u{FFFE}\u{FFFF}", "[2J", "[2J"),
        ("x\u{202E}y\u{2066}z\u{2069}", "xyz", "xyz"), ("🙂é\u{200D}", "🙂é\u{200D}", "🙂é\u{200D}"),
    ])
    func `text is harmless in markup`(_ text: String, _ joined: String, _ kept: String) {
        #expect(MarkupText.escaped(text) == joined)
        #expect(MarkupText.escaped(text, lines: .kept) == kept)
    }
}
