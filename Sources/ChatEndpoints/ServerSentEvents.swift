/// Reads an event stream, fed in any pieces (WHATWG HTML, 9.2.6 "Interpreting an event stream").
///
/// Lines end at LF, CR or CRLF; a byte order mark at the start is passed over; bytes that are not UTF-8 become U+FFFD.
/// An event that no blank line ends is no event: the stream was cut off in it. `id` and `retry` are passed over, since
/// an answer is never taken up again.
package struct ServerSentEvents: Sendable {
    /// One event.
    package struct Event: Sendable, Hashable {
        /// What `event:` says; empty for a plain message.
        package var type: String
        /// The `data:` lines, joined by line feeds.
        package var data: String

        package init(type: String = "", data: String) {
            self.type = type
            self.data = data
        }
    }

    /// A line or an event is longer than allowed.
    package struct TooLong: Error, Sendable, Hashable {}

    private let limit: Int
    private var line: [UInt8] = []
    private var type = ""
    private var data: String?
    /// Whether the last byte was CR, which an LF still belongs to.
    private var endedWithReturn = false
    private var isAtStart = true

    /// - Parameter limit: bytes of a line, and of an event.
    package init(limit: Int) { self.limit = limit }

    /// Takes the next bytes and appends the events that they end, those before a `TooLong` too.
    package mutating func feed(_ bytes: some Sequence<UInt8>, into events: inout [Event]) throws(TooLong) {
        for byte in bytes {
            let follows = endedWithReturn
            endedWithReturn = byte == UInt8(ascii: "\r")
            switch byte {
            case UInt8(ascii: "\n") where follows: break
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if let event = try endLine() { events.append(event) }
            default:
                guard line.count < limit else { throw TooLong() }
                line.append(byte)
            }
        }
    }

    private mutating func endLine() throws(TooLong) -> Event? {
        var text = line[...]
        line.removeAll(keepingCapacity: true)
        if isAtStart {
            isAtStart = false
            if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        }
        guard !text.isEmpty else { return endEvent() }
        let name = text.prefix { $0 != UInt8(ascii: ":") }
        var value = text[name.endIndex...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        // A comment is a line whose name is empty.
        switch String(decoding: name, as: UTF8.self) {
        case "data":
            let said = String(decoding: value, as: UTF8.self)
            guard (data?.utf8.count ?? 0) + said.utf8.count < limit else { throw TooLong() }
            if data == nil { data = said } else { data? += "\n" + said }
        case "event": type = String(decoding: value, as: UTF8.self)
        default: break
        }
        return nil
    }

    private mutating func endEvent() -> Event? {
        defer {
            type = ""
            data = nil
        }
        return data.map { Event(type: type, data: $0) }
    }
}
