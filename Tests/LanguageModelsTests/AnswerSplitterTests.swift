import Testing
import Tools

@testable import LanguageModels

struct AnswerSplitterTests {
    @Test func textIsReleasedOnceItCanBeNoOpening() {
        var parser = Hermes().makeParser(tools: [])
        #expect(parser.feed(Array("Hello".utf8)) == [.text("Hello")])
        #expect(parser.feed(Array(" <tool".utf8)) == [])
        #expect(parser.feed(Array("s> ".utf8)) == [.text(" <tools>")])
        #expect(parser.feed(Array("é".utf8.prefix(1))) == [.text(" ")])
        #expect(parser.feed(Array("é".utf8.dropFirst())) == [.text("é")])
        #expect(parser.finish() == [])
    }

    @Test func aCallIsSaidWhenItsObjectEnds() {
        var parser = Hermes().makeParser(tools: [])
        #expect(parser.feed(Array("<tool_call>[{\"name\": \"a\"".utf8)) == [])
        #expect(parser.feed(Array("}, {".utf8)) == [.call(ToolCall("a"))])
        #expect(parser.feed(Array("\"name\": \"b\"}".utf8)) == [.call(ToolCall("b"))])
        #expect(parser.feed(Array("]</tool_call> ok".utf8)) == [.text("ok")])
    }

    @Test func thoughtsAreReleasedWhileTheyAreThought() {
        var parser = Hermes().makeParser(tools: [])
        #expect(parser.feed(Array("<think>\nSo".utf8)) == [.thought("So")])
        #expect(parser.feed(Array(" it is</thi".utf8)) == [.thought(" it is")])
        #expect(parser.finish() == [.thought("</thi")])
    }

    @Test func bytesThatAreNoUTF8BecomeReplacements() {
        let bytes: [UInt8] = [0x41, 0xFF, 0xC3, 0x28, 0xF0, 0x9F, 0x98, 0x42, 0xE2, 0x82]
        let whole = Hermes().events(of: [bytes])
        #expect(whole == [.text(String(decoding: bytes, as: UTF8.self))])
        #expect(Hermes().events(of: bytes.map { [$0] }) == whole)
    }

    @Test func aLongRunOfWhiteSpaceIsNotHeldForEver() {
        var parser = Hermes().makeParser(tools: [])
        let events = parser.feed([UInt8](repeating: 0x20, count: 5000))
        guard case .text(let text) = events.first else {
            Issue.record("nothing was released")
            return
        }
        #expect(text.utf8.count > 3000)
    }

    @Test(
        arguments: [
            ("<tool_call>{\"name\": \"", "\"}</tool_call> then"), ("<tool_call>", "</tool_call> then"),
        ])
    func aCallThatIsTooLongIsPassedOver(start: String, end: String) {
        let long = String(repeating: "x", count: 1 << 17)
        let events = Hermes().events(of: start + long + end)
        #expect(codes(events) == ["fault tooLong", "text then"])
        guard case .fault(let fault) = events.first else { return }
        #expect(fault.text.utf8.count < 400)
    }

    @Test(
        arguments: [
            "<tool_call>", "<tool_call>{", "{\"", "[", "[{", "```", "<think>", "</think>", "<tool_call>[", "<",
            "<tool_call>{\"", "<tool_call>{\"</tool_call>", "<tool_call>{'\"</tool_call>", "\n[\n{\"name\": \"tap\"}",
            "[TOOL_CALLS]", "[TOOL_CALLS]a{", "<|tool_call|>[{\"name\":", "\\", "\u{0}", " ",
        ])
    func whateverIsRepeatedEnds(unit: String) {
        let bytes = Array(String(repeating: unit, count: 20_000 / unit.utf8.count).utf8)
        for dialect in DialectLawTests.dialects {
            let events = dialect.events(of: [bytes])
            #expect(
                events.allSatisfy { event in
                    if case .fault(let fault) = event { fault.text.utf8.count < 400 } else { true }
                })
        }
    }
}
