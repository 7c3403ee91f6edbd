import FlowReports
import Foundation
import JSON
import TestSupport
import Testing

/// What a browser makes of the page.
@Suite(.enabled(if: Browser.program != nil, "no Chromium is installed: the page's layout is not checked"))
struct BrowserTests {
    @Test(arguments: [390, 1280], [false, true])
    func `nothing is wider than the page`(_ width: Int, _ isOpen: Bool) async throws {
        var page = try HTMLReport(RunStory.suite()).print()
        if isOpen { page = page.replacingOccurrences(of: "<details>", with: "<details open=\"\">") }
        let facts = try await Browser.facts(of: page, width: width)
        #expect(facts["scrollWidth"]?.integer == Int64(width))
        let height = try #require(facts["scrollHeight"]?.integer)
        #expect(isOpen ? height > 4000 : height > 500)
        // What overflows its box without widening the page, as a count too long for its tile.
        #expect(facts["overflowing"] == [])
    }

    @Test func `a long word widens nothing`() async throws {
        let word = String(repeating: "mmmmmmmmmm", count: 40)
        let facts = try await Browser.facts(of: HTMLReport(HostileText.suite { word }).print(), width: 390)
        #expect(facts["scrollWidth"]?.integer == 390)
    }

    @Test func `the drawings are drawn`() async throws {
        let page = try HTMLReport(RunStory.suite()).print()
            .replacingOccurrences(of: "<details>", with: "<details open=\"\">")
        let facts = try await Browser.facts(of: page, width: 1280)
        #expect(facts["drawings"]?.integer == 20)
        #expect(facts["emptyDrawings"]?.integer == 0)
    }

    @Test func `a script that got into the page would not run`() async throws {
        let script = "<script>document.documentElement.id='ran'</script>"
        let page = try HTMLReport(RunStory.suite()).print().replacingOccurrences(
            of: "</main>", with: "</main>\(script)")
        #expect(try await Browser.facts(of: page, width: 390)["id"]?.string == "")
        // The same page without its policy runs it, so the test would see.
        let open = page.replacingOccurrences(of: "http-equiv=\"Content-Security-Policy\"", with: "name=\"none\"")
        #expect(try await Browser.facts(of: open, width: 390)["id"]?.string == "ran")
    }
}

/// Chromium without a window.
enum Browser {
    static let program = ["chromium", "chromium-browser", "google-chrome"].lazy.compactMap(Program.named).first

    /// Shows a page in a frame of that width, which gives it that width whatever the window's least one, and measures
    /// it from outside: the page's own policy stays.
    static func facts(of page: String, width: Int) async throws -> JSONValue {
        let browser = try #require(program)
        let source = page.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "\"", with: "&quot;")
        let wrapper = """
            <!DOCTYPE html><html><head><title></title></head><body>
            <iframe width="\(width)" height="900" style="border:0" srcdoc="\(source)"></iframe>
            <script>
            const frame = document.querySelector('iframe');
            frame.onload = () => {
              const page = frame.contentDocument, root = page.documentElement;
              const boxes = [...page.querySelectorAll('.counts li, .flow, .line, .why, .facts, figure, pre, .axis')];
              const drawings = [...page.querySelectorAll('figure svg')];
              const parts = [...page.querySelectorAll('figure use')].map(use => use.getBoundingClientRect());
              const facts = {
                id: root.id, scrollWidth: root.scrollWidth, scrollHeight: root.scrollHeight,
                overflowing: boxes.filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.className),
                drawings: drawings.length,
                emptyDrawings: parts.filter(box => box.width < 50 || box.height < 50).length };
              document.title = JSON.stringify(facts);
            };
            </script></body></html>
            """
        return try await withTemporaryFolder { folder in
            let file = folder.appending(path: "page.html")
            try Data(wrapper.utf8).write(to: file)
            let output = try await browser.run(
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1400,1000",
                    "--user-data-dir=\(folder.path)/profile", "--dump-dom", file.absoluteString,
                ], limit: .seconds(120))
            let title = try #require(output.text.firstMatch(of: /<title>(.*?)<\/title>/)).output.1
            let text = title.replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "&quot;", with: "\"")
            return try JSONValue(parsing: Array(text.utf8))
        }
    }
}
