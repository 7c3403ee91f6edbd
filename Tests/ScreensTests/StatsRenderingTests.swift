import Foundation
import Hierarchies
import Screens
import Testing

@Suite struct StatsRenderingTests {
    private func stats(_ screen: Screen) -> [String: Int] {
        var counts: [String: Int] = [:]
        for line in StatsRendering(text: HeadingsRendering()).render(screen).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let count = Int(words.last ?? "") else { continue }
            counts[words.dropLast().joined(separator: " ")] = count
        }
        return counts
    }

    @Test(
        "Every count is the screen's",
        arguments: [
            ("elements", 26), ("role tab", 3), ("role radio", 2), ("action tap", 19), ("action type", 1),
            ("state checked", 2), ("state offscreen", 2), ("labelled", 25), ("unlabelled", 1), ("of these reacting", 1),
            ("folded", 3), ("off screen", 2), ("text lines", 26), ("warnings", 1),
        ])
    func counts(_ name: String, _ count: Int) {
        #expect(stats(.settings())[name] == count)
    }

    @Test("Roles add up to the elements")
    func sum() {
        let counts = stats(.settings())
        #expect(counts.filter { $0.key.hasPrefix("role ") }.values.reduce(0, +) == counts["elements"])
    }

    @Test("An empty screen has no text")
    func empty() {
        let counts = stats(Screen([]))
        #expect(counts["elements"] == 0)
        #expect(counts["text lines"] == 0)
        #expect(counts["text tokens, estimated"] == 0)
    }

    @Test("Counts end in one column")
    func aligned() {
        let lines = StatsRendering(text: HeadingsRendering()).render(.settings()).split(separator: "\n").dropLast()
        #expect(Set(lines.map(\.count)).count == 1)
    }

    @Test(
        "Four ASCII characters, or one other, are about a token",
        arguments: [("", 0), ("Save", 1), ("Saved", 2), ("設定", 2)])
    func estimate(_ text: String, _ tokens: Int) {
        #expect(StatsRendering.estimatedTokens(text) == tokens)
    }
}
