import ChatEndpoints
import TestSupport
import Testing

struct ServerSentEventsTests {
    typealias Event = ServerSentEvents.Event

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var events: [Event]

        init(_ name: String, _ text: String, _ events: Event...) {
            self.init(name, Array(text.utf8), events)
        }

        init(_ name: String, _ bytes: [UInt8], _ events: [Event]) {
            self.name = name
            self.bytes = bytes
            self.events = events
        }

        var testDescription: String { name }
    }

    static let cases = [
        Case("LF", "data: a\n\ndata: b\n\n", Event(data: "a"), Event(data: "b")),
        Case("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", Event(data: "a"), Event(data: "b")),
        Case("CR", "data: a\r\rdata: b\r\r", Event(data: "a"), Event(data: "b")),
        Case(
            "mixed ends", "data: a\r\n\ndata: b\r\r\ndata: c\n\r", Event(data: "a"), Event(data: "b"), Event(data: "c")),
        Case("byte order mark", "\u{FEFF}data: a\n\n", Event(data: "a")),
        Case("a second mark is no mark", "\u{FEFF}\u{FEFF}data: a\n\ndata: b\n\n", Event(data: "b")),
        Case("comments", ": keep-alive\n\n:\ndata: a\n: more\n\n", Event(data: "a")),
        Case("several data lines", "data: a\ndata\ndata:  b\ndata:\n\n", Event(data: "a\n\n b\n")),
        Case("one space goes", "data:a\n\ndata:  a\n\n", Event(data: "a"), Event(data: " a")),
        Case("colons in the value", "data: {\"a\": 1}\n\n", Event(data: "{\"a\": 1}")),
        Case("types", "event: ping\ndata: 1\n\ndata: 2\n\n", Event(type: "ping", data: "1"), Event(data: "2")),
        Case("a type without data is no event", "event: ping\n\ndata: 2\n\n", Event(data: "2")),
        Case("id and retry", "id: 1\nretry: 5\ndata: a\nother: x\n\n", Event(data: "a")),
        Case("cut off in an event", "data: a\n\ndata: b\n", Event(data: "a")),
        Case("letters of several bytes", "data: …é😀\n\n", Event(data: "…é😀")),
        Case(
            "no UTF-8", Array("data: a".utf8) + [0xFF, 0xC3] + Array("b\n\n".utf8), [Event(data: "a\u{FFFD}\u{FFFD}b")]),
    ]

    @Test("Reads what the specification says", arguments: cases)
    func golden(_ example: Case) throws {
        try #expect(read([example.bytes]) == example.events)
    }

    @Test("Where the bytes are cut does not matter", arguments: cases)
    func cuts(_ example: Case) throws {
        try #expect(read(example.bytes.map { [$0] }) == example.events)
        for cut in example.bytes.indices {
            try #expect(read([Array(example.bytes[..<cut]), Array(example.bytes[cut...])]) == example.events)
        }
    }

    @Test("A line as long as the limit passes, a longer one does not, and what stood before is told")
    func lineLimit() throws {
        let fits = "data: a\n\n" + "data: " + String(repeating: "x", count: 14) + "\n\n"
        try #expect(read([Array(fits.utf8)], limit: 20).count == 2)
        var events = ServerSentEvents(limit: 20)
        var told: [Event] = []
        #expect(throws: ServerSentEvents.TooLong.self) {
            try events.feed(Array(("data: a\n\ndata: " + String(repeating: "x", count: 15) + "\n\n").utf8), into: &told)
        }
        #expect(told == [Event(data: "a")])
    }

    @Test("Many short lines are not one long event")
    func eventLimit() {
        #expect(throws: ServerSentEvents.TooLong.self) {
            try read([Array(String(repeating: "data: abc\n", count: 10).utf8)], limit: 20)
        }
    }

    private func read(_ pieces: [[UInt8]], limit: Int = 1 << 16) throws -> [Event] {
        var events = ServerSentEvents(limit: limit)
        var told: [Event] = []
        for piece in pieces { try events.feed(piece, into: &told) }
        return told
    }
}
