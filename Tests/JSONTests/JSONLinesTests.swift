import JSON
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
    @Test("Each line is read by itself; blank ones are counted, broken ones do not stop the rest")
    func readsLines() throws {
        let lines = Array(JSONLines("\u{FEFF}{\"a\":1}\r\n\n  \n[2,]\n3 4\n\"5\""))
        #expect(lines.map(\.number) == [1, 4, 5, 6])
        #expect(try lines[0].value.get() == ["a": 1])
        #expect(try lines[3].value.get() == "5")
        let errors = lines[1...2].map { line in #expect(throws: JSONError.self) { try line.value.get() } }
        #expect(errors.map { $0?.code } == [.unexpectedCharacter, .trailingBytes])
        #expect(errors.map { $0.map { "\($0.line):\($0.column)@\($0.offset)" } } == ["4:4@19", "5:3@23"])
    }

    @Test("A value does not run on over a line end")
    func endsValuesWithLines() {
        let lines = Array(JSONLines("[1,\n2]"))
        #expect(lines.map { (try? $0.value.get()) == nil } == [true, true])
    }

    @Test("Limits hold for each line")
    func limitsLines() {
        let lines = Array(JSONLines("[1]\n[22]\n[3]", limits: .init(bytes: 3)))
        #expect(lines.map { (try? $0.value.get())?[0] } == [1, nil, 3])
    }

    @Test("A text without values has no lines", arguments: ["", "\n", " \r\n\t\n"])
    func readsNothing(text: String) {
        #expect(Array(JSONLines(text)).isEmpty)
    }
}
