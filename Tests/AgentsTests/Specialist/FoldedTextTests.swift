import Testing

@testable import Agents

@Suite struct FoldedTextTests {
    @Test(arguments: [
        ("Wi-Fi", " wi-fi"), ("  Search\n settings ", " search settings"), ("ÜBER", " über"), ("", ""), (" \t", ""),
        ("打开 WLAN", " 打开 wlan"), ("a\u{E001}b\u{200B}c", " abc"), ("İ", " i\u{307}"),
    ])
    func foldsCaseAndBlanks(_ text: String, _ line: String) { #expect(FoldedText.line(text, limit: 50) == line) }

    @Test func clipsByScalarsThatAreNoBlanks() { #expect(FoldedText.line("ab cd", limit: 3) == " ab c") }

    @Test func noTextSpellsASpecialToken() {
        let privateUse = String(String.UnicodeScalarView((0xE000...0xE1FF).compactMap { Unicode.Scalar($0) }))
        #expect(FoldedText.line(privateUse, limit: 1000).isEmpty)
    }

    @Test(arguments: [
        ("Search for Red Shoes please", "red shoes", "Red Shoes"), ("Type \"Hi, Bob\" now", "hi, bob", "Hi, Bob"),
        ("发送“你好”给张三", "你好", "你好"), ("add milk, then milk", "milk", "milk"),
        ("设到7:30", "7:30", "7:30"), ("pay €20 now", "20", "20"), ("say „Guten Tag“", "guten tag", "Guten Tag"),
        ("IT'S İzmir", "i\u{307}zmir", "İzmir"),
    ])
    func findsWhatStoodThere(_ text: String, _ part: String, _ original: String) throws {
        let folded = FoldedText(text, limit: 200)
        let range = try #require(folded.range(of: part))
        #expect(folded.original(of: range) == original)
    }

    @Test(arguments: [("category", "cat"), ("hello", "x"), ("", "a"), ("a", "")])
    func findsNoPartsOfWords(_ text: String, _ part: String) {
        #expect(FoldedText(text, limit: 200).range(of: part) == nil)
    }

    @Test func aCopyGrowsByWholeWordsOnly() {
        var copy = TextCopy([FoldedText("call Ann Lee", limit: 50)])
        #expect(!copy.mayEnd && copy.text == nil)
        copy.append(Array(" ann".utf8))
        #expect(copy.mayEnd && copy.text == "Ann")
        copy.append(Array(" l".utf8))
        #expect(!copy.mayEnd)
        copy.append(Array("ee".utf8))
        #expect(copy.text == "Ann Lee")
        copy.append(Array(" x".utf8))
        #expect(copy.text == nil && copy.tokens([[0x20]: 1]).isEmpty)
    }

    @Test func aWholeCopyIsOneOfTheTexts() {
        var copy = TextCopy([FoldedText("Loud", limit: 9), FoldedText("Loud bell", limit: 9)], isWhole: true)
        copy.append(Array(" loud".utf8))
        #expect(copy.source == 0)
        copy.append(Array(" bell".utf8))
        #expect(copy.source == 1 && copy.text == "Loud bell")
    }

    @Test func tokensAreThoseThatContinueThePart() {
        let vocabulary: [[UInt8]: Int] = [Array(" a".utf8): 1, Array(" an".utf8): 2, Array("nn".utf8): 3, [0x78]: 4]
        var copy = TextCopy([FoldedText("Ann", limit: 9)])
        #expect(copy.tokens(vocabulary) == [1, 2])
        copy.append(Array(" a".utf8))
        #expect(copy.tokens(vocabulary) == [3])
    }
}
