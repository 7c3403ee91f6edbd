import FlowDocuments
import Flows
import TestSupport

/// Texts that would break out of a report, and suites that are full of them.
enum HostileText {
    static let samples = [
        "</system-out></testcase>", "]]>", "<!--", "-->", "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='x", "&amp;&#0;&nosuch;", "</style></svg></pre></details>", "\u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}\u{85}",
        "\u{FFFE}\u{FFFF}", "\u{202E}gnp.exe\u{202C}", "\u{2066}x\u{2069}", "a\r\nb\tc\u{2028}d\u{2029}e", "\u{1B}[2J",
        "\u{10FFFF}🙂e\u{301}",
    ]

    /// Scalars of every kind, control characters more often than they come.
    static func random(_ generator: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            let limit: UInt32 = [0x20, 0xA0, 0x2100, 0x1_0000, 0x11_0000].randomElement(using: &generator) ?? 0x20
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) { text.append(scalar) }
            if let markup = "<&>\"'     ".unicodeScalars.randomElement(using: &generator) { text.append(markup) }
        }
        return String(text)
    }

    /// The fixed suite with every text that is not ours made by `text`.
    static func suite(_ text: () -> String) throws -> FlowSuiteResult {
        var suite = try SampleSuite.fixed()
        suite.name = text()
        for index in suite.flows.indices {
            suite.flows[index].flow.file = text()
            suite.flows[index].flow.config.name = text()
            suite.flows[index].flow.config.tags = [text(), text()]
            suite.flows[index].flow.config.properties = [text(): text(), "junitId": text()]
            suite.flows[index].device = text()
            suite.flows[index].logs = [text(), text()]
            suite.flows[index].failure = FlowFailure(
                .scriptFailed, text(), at: SourcePlace(text(), line: 1, column: 2))
            for place in suite.flows[index].commands.indices {
                suite.flows[index].commands[place].title = text()
                suite.flows[index].commands[place].command.label = text()
                suite.flows[index].commands[place].command.place.file = text()
                suite.flows[index].commands[place].failure = FlowFailure(.device, text())
                suite.flows[index].commands[place].heal = HealReport(
                    selector: text(), replacement: text(), score: .nan, evidence: [text()])
            }
        }
        return suite
    }
}
