import FlowReports
import Flows
import Foundation
import Hierarchies
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct HTMLReportTests {
    @Test func `the page says how every flow and step ended, and why`() throws {
        let page = try HTMLReport(RunStory.suite()).print()
        let parts = [
            "<title>Nightly: 2 of 5 failed</title>", "<b>1</b> passed", "<b>1</b> infrastructure",
            "<b>3 min 34 s</b> total time", "<span class=\"pill\">failed</span> <bdi>A person can log in</bdi>",
            "<bdi>emulator-5554</bdi>", "attempt 2",
            "<code>flows/auth/login.yaml:9:3</code> <bdi>nothing on the screen has the text &quot;Inbox&quot;",
            "<del><bdi>text &quot;Email&quot;</bdi></del>", "<ins><bdi>id &quot;login_email&quot;</bdi></ins>",
            "score 0.91", "<li><bdi>same role: field</bdi></li>", "id=\"f1-3-4\"", "href=\"#f1-3-4\"",
            "<pre class=\"changes\">~ 7 switch Wi", "on → off", "token &lt;masked&gt;", "<rect class=\"target\"",
            "<circle class=\"touch\"",
        ]
        #expect(parts.filter { !page.contains($0) } == [])
    }

    @Test func `the page loads and runs nothing`() throws {
        let page = try HTMLReport(RunStory.suite()).print()
        #expect(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"))
        #expect(!page.contains("<script"))
        #expect(!page.contains("url("))
        let links = page.matches(of: /(?:href|src)="([^"]*)"/).map { String($0.output.1) }
        #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("#") })
    }

    @Test func `every reference has its one part of the page`() throws {
        let page = try HTMLReport(RunStory.suite()).print()
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        let links = Set(page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }).subtracting(["closed"])
        #expect(links.subtracting(ids).isEmpty)
    }

    @Test func `200 steps between two screens stay below 300 kB, and no screen is stored twice`() throws {
        let suite = try RunStory.suite(rounds: 100)
        #expect(suite.flows[0].commands[2].children.count == 200)
        let page = HTMLReport(suite).print()
        #expect(page.utf8.count < 300_000)
        #expect(page.count(of: "<symbol id=\"s") == 6)
        #expect(page.count(of: "<use href=\"#s") > 400)
    }

    @Test func `200 different screens store what changed and not the rest`() throws {
        var suite = try RunStory.suite(rounds: 100)
        for index in suite.flows[0].commands[2].children.indices {
            let old = try #require(suite.flows[0].commands[2].children[index].before)
            let place = try #require(old.hierarchy.nodes.firstIndex { !$0.text.isEmpty })
            suite.flows[0].commands[2].children[index].before?.hierarchy.nodes[place].text = "Network \(index)"
            suite.flows[0].commands[2].children[index].after?.hierarchy.nodes[place].text = "Network \(index + 1)"
        }
        let page = HTMLReport(suite).print()
        #expect(page.count(of: "<symbol id=\"s") > 200)
        #expect(page.utf8.count < 800_000)
    }

    @Test(arguments: [(HTMLReport.Options.Screens.all, 20), (.troubled, 4), (.none, 0)])
    func `the options choose which steps show screens`(_ screens: HTMLReport.Options.Screens, _ figures: Int) throws {
        let page = try HTMLReport(RunStory.suite(), options: .init(screens: screens)).print()
        #expect(page.count(of: "<figure") == figures)
    }

    @Test func `a suite without flows is a page`() {
        let suite = FlowSuiteResult(name: "", startedAt: .zero, duration: .zero, flows: [])
        #expect(HTMLReport(suite).print().contains(": nothing failed</title>"))
    }

    @Test(arguments: HostileText.samples)
    func `a hostile text adds no tag`(_ text: String) throws {
        func tags(_ text: String) throws -> [String] {
            let page = try HTMLReport(HostileText.suite { text }).print()
            return page.matches(of: /<(\/?[A-Za-z!][A-Za-z]*)/).map { String($0.output.1) }
        }
        #expect(try tags(text) == tags("text"))
    }

    @Test(arguments: 0..<40)
    func `any text gives well-formed markup`(_ seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        var suite = try HostileText.suite { HostileText.random(&generator) }
        var screen = try SampleSuite.screen("inbox.appium.xml")
        for index in screen.hierarchy.nodes.indices where !screen.hierarchy.nodes[index].text.isEmpty {
            screen.hierarchy.nodes[index].text = HostileText.random(&generator)
        }
        suite.flows[0].commands[0].before = screen
        suite.flows[0].commands[1].after = screen
        for text in [HTMLReport(suite).print(), JUnitReport(suite).print()] {
            let parser = XMLParser(data: Data(text.utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
            let hasControls = text.unicodeScalars.contains { scalar in
                scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
            }
            #expect(!hasControls)
        }
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
