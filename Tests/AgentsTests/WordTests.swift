import Testing

@testable import Agents

@Suite struct WordTests {
    @Test(arguments: [
        ("house", "hose", true), ("house", "huose", true), ("house", "mouse", true), ("house", "house", false),
        ("house", "horses", false), ("house", "houses", true), ("", "a", true),
    ])
    func oneTypingErrorIsOneEdit(_ left: String, _ right: String, _ isOne: Bool) {
        #expect(EditDistance.isOne(Array(left.utf8), Array(right.utf8)) == isOne)
        #expect(EditDistance.isOne(Array(right.utf8), Array(left.utf8)) == isOne)
    }

    @Test func quotationsAreOneWordAsWritten() {
        let phrase = Phrase("type \"Hello, World\" into Bob's 'a b' field.")
        #expect(phrase.keys == ["type", "hello, world", "into", "bob's", "a b", "field"])
        #expect(phrase[1...1].text == "Hello, World")
    }
}
