import Testing

@testable import Agents

@Suite struct QuotationTests {
    private static let request = Quotation.Part(
        origin: .task, sources: [FoldedText("Tell Ann Lee \"Hi, Bob\"", limit: 90)])
    private static let names = Quotation.Part(
        origin: .app, sources: ["Clock", "Play Store"].map { FoldedText($0, limit: 90) }, isWhole: true)

    @Test func eachWordIsJudgedBehindItself() {
        let quotation = Quotation([Self.names])
        #expect(
            quotation.pieces == [
                .special(.argument), .special(.app), .text(" clock"), .special(.quote), .text(" play store"),
                .special(.quote),
            ])
    }

    @Test(
        arguments: [
            ([-2, 3, 3, -9, -9, -9, -9, -9], "Ann Lee"), ([-2, 3, -1, -9, 4, -9, -9, -9], "Hi"),
            ([-1, 3, -1, 2, -9, -9, -9, -9], "Ann Lee \""), ([-3, -1, -2, -9, -9, -9, -9, -9], nil), ([5], "Tell"),
        ] as [([Float], String?)])
    func theRunThatMostSpeaksForIsMeant(_ verdicts: [Float], _ text: String?) {
        let quotation = Quotation([Self.request])
        #expect(quotation.choice(of: 0, verdicts, isNeeded: false)?.text == text)
    }

    @Test func whatIsNeededIsChosenThoughNothingSpeaksForIt() {
        let quotation = Quotation([Self.request, Self.names])
        let count = quotation.words.count
        let verdicts = [Float](repeating: -5, count: count - 2) + [-1, -2]
        #expect(quotation.choice(of: 1, verdicts, isNeeded: true)?.text == "Clock")
        #expect(quotation.choice(of: 0, verdicts, isNeeded: true)?.text == "Tell")
        #expect(Quotation([]).choice(of: 0, [], isNeeded: true) == nil)
    }

    @Test func aRunStaysWithinItsText() {
        let quotation = Quotation([
            Quotation.Part(origin: .screen, sources: ["a b", "c"].map { FoldedText($0, limit: 9) })
        ])
        #expect(quotation.choice(of: 0, [1, 1, 3], isNeeded: false)?.text == "c")
        #expect(quotation.choice(of: 0, [1, 2, 2], isNeeded: false)?.text == "a b")
    }

    @Test func itIsAsSureAsItsLeastSureWord() throws {
        let quotation = Quotation([Self.names])
        let choice = try #require(quotation.choice(of: 0, [4, 0], isNeeded: false))
        #expect(choice.source == 0 && choice.probability == 0.5)
    }

    @Test(arguments: [("ann lee", [1, 2]), ("Hi, Bob", [4, 5, 6]), ("Le", nil), ("Zoe", nil)] as [(String, [Int]?)])
    func textsAreFoundWordByWord(_ text: String, _ places: [Int]?) {
        #expect(Quotation([Self.request]).places(of: text, in: 0) == places)
    }

    @Test func wholeTextsAreFoundAsTheyAre() {
        let quotation = Quotation([Self.names])
        #expect(quotation.places(of: "play store", in: 0) == [1])
        #expect(quotation.places(of: "play", in: 0) == nil)
    }
}
