import Testing

@testable import Agents

/// The same table and prompts went through `tools/train/hinter.py`; what it gave is the golden here.
@Suite struct RetrieverTests {
    private static let first = SpecialToken.all.count
    private static let ids = Dictionary(uniqueKeysWithValues: SpecialToken.all.enumerated().map { ($1.name, $0) })

    private static let retriever: Retriever = {
        let count = first + 8
        var rows = [Int8](repeating: 0, count: 2 * count)
        var bias = [Float](repeating: 0, count: count)
        for (word, vector) in [[100, 0], [90, 20], [0, 100], [-50, 50], [60, 60]].enumerated() {
            rows[2 * (first + word)] = Int8(vector[0])
            rows[2 * (first + word) + 1] = Int8(vector[1])
        }
        rows[2 * SpecialToken.icon.id + 1] = 30
        bias[SpecialToken.hint(0).id] = 0.5
        return Retriever(rows: rows, scales: [Float](repeating: 0.01, count: count), bias: bias, scale: 4)
    }()

    private func tokens(_ text: String) -> [Int] {
        text.split(separator: " ").map { word in Self.ids[String(word)] ?? Self.first + (Int(word) ?? 0) }
    }

    @Test(arguments: [
        (
            "<task> 0 <app> 2 <screen> <icon> 1 <e1> <text> 2 <e2> <text> 3 <h0> <e3> <text> 4 <e4> <text> 0 <e5> "
                + "<text> 4 4 <e6> <text> 1 1 <e7> <recap> <e1> <e2> <e3> <e4> <e6> <e7> <call>",
            "<task> 0 <app> 2 <screen> <icon> 1 <s2> <e1> <text> 2 <s3> <e2> <text> 3 <h0> <e3> <text> 4 <s3> <e4> "
                + "<text> 0 <e5> <text> 4 4 <s3> <e6> <text> 1 1 <s1> <e7> <recap> <e1> <e2> <e3> <e4> <e6> <e7> <call>"
        ),
        (
            "<task> 0 <screen> <text> 0 <e1> <text> 3 <e2> <recap> <e1> <e2> <call>",
            "<task> 0 <screen> <text> 0 <s0> <e1> <text> 3 <s2> <e2> <recap> <e1> <e2> <call>"
        ),
        ("<task> 0 <screen> <text> 0 <e1> <recap> <call>", "<task> 0 <screen> <text> 0 <e1> <recap> <call>"),
        ("<task> 0 <tools> 1 <f1> <recap> <f1> <call>", "<task> 0 <tools> 1 <f1> <recap> <f1> <call>"),
        ("", ""),
    ])
    func hintsAreThoseOfTheTrainer(_ prompt: String, _ hinted: String) {
        #expect(Self.retriever.hinted(tokens(prompt)).tokens == tokens(hinted))
    }

    @Test func theBestIsHintedAtFirst() throws {
        let prompt = tokens("<task> 0 <screen> <text> 2 <e1> <text> 0 <e2> <text> 1 <e3> <recap> <e1> <e2> <call>")
        let hinted = Self.retriever.hinted(prompt)
        #expect(hinted.scores.count == 2)
        let first = try #require(hinted.scores[SpecialToken.pointer(1).id])
        let second = try #require(hinted.scores[SpecialToken.pointer(2).id])
        #expect(first < second && abs(second - 4) < 1e-4)
    }

    @Test func wordsAloneDoNotHint() {
        let prompt = tokens("<task> <screen> <text> <e1> <recap> <e1> <call>")
        #expect(Self.retriever.hinted(prompt).tokens.filter { $0 == SpecialToken.meaning(0).id }.count == 1)
    }
}
