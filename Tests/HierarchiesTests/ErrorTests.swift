import Hierarchies
import Testing

@Suite("Errors")
struct ErrorTests {
    @Test(
        "What cannot be read is refused with a code and a place",
        arguments: [
            ("", .empty, 1, 1), (" \n\t\r\n ", .empty, 1, 1), ("\u{FEFF}", .empty, 1, 1),
            ("ERROR: null root node returned by UiTestAutomationBridge.", .unknownFormat, 1, 1),
            ("ERROR: could not get idle state.\n", .unknownFormat, 1, 1),
            ("a < b and b > c", .unknownFormat, 1, 1),
            ("<html><body>No</body></html>", .unknownFormat, 1, 1),
            ("\n\n  <svg viewBox=\"0 0 1 1\"/>", .unknownFormat, 3, 3),
            ("<?xml version='1.0'?>", .malformed, 1, 22),
            ("<hierarchy rotation=", .malformed, 1, 21),
            ("{\"a\": 1}", .unknownFormat, 1, 1),
            ("{\"event_type\": \"key\", \"name\": \"BACK\"}", .unknownFormat, 1, 1),
            ("\n{\"views\": [{\"bounds\" [1]}]}", .malformed, 2, 22),
            ("{\"bounds\": [1, 2, 03, 4]}", .malformed, 1, 19),
            ("{\n  \"text\": \"a\nb\"\n}", .malformed, 2, 13),
            ("<!DOCTYPE html><html></html>", .forbidden, 1, 1),
            ("log\n<!DOCTYPE hierarchy><hierarchy><node/></hierarchy>", .forbidden, 2, 1),
        ] as [(String, HierarchyError.Code, Int, Int)])
    func refused(text: String, code: HierarchyError.Code, line: Int, column: Int) throws {
        let error = try #require(refusal(text))
        #expect(error.code == code)
        #expect([error.line, error.column] == [line, column], "\(error)")
        #expect(error.description == "dump:\(line):\(column): \(error.message)")
        #expect(!error.message.isEmpty && !error.message.contains("\n"))
    }

    @Test("The message helps: it quotes what is there, or names the file that is wanted")
    func messages() throws {
        #expect(
            try #require(refusal("ERROR: null root node returned")).message.contains("ERROR: null root node returned"))
        #expect(try #require(refusal("{\"event_type\": \"key\"}")).message.contains("state_*.json"))
        #expect(try #require(refusal("")).message.contains("uiautomator"))
        #expect(try #require(refusal("<svg/>")).message.contains("<svg>"))
    }
}
