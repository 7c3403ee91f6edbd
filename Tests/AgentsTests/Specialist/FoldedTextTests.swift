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

    @Test(arguments: [
        ("Call Ann, now!", [" call", " ann", ",", " now", "!"]), ("设到 7:30", [" 设", "到", " 7", ":", "30"]), ("", []),
        ("it's “so”", [" it", "'", "s", " “", "so", "”"]), ("시계 열어", [" 시계", " 열어"]),
    ])
    func wordsCoverTheLine(_ text: String, _ words: [String]) {
        let folded = FoldedText(text, limit: 50)
        #expect(folded.words.map { String(decoding: folded.bytes[$0], as: UTF8.self) } == words)
    }
}
