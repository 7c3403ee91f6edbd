package import LanguageModels

/// Reads the body of a 200, fed in any pieces: an event stream, or one JSON document from a server that does not stream.
///
/// The bytes decide, not the content type, which proxies and small servers get wrong: a document begins with `{`, a web
/// page with `<`, and anything else is lines of a stream.
package struct AnswerBody {
    private enum Form {
        case unknown
        case events(ServerSentEvents)
        case document
    }

    private var form = Form.unknown
    private var document: [UInt8] = []
    private var bytes = 0
    /// Whether an event has come, of whatever type.
    private var hasEvents = false
    /// How the body begins, for an error.
    private var beginning: [UInt8] = []
    private let limits: EndpointLimits
    package private(set) var stream: ChatStream
    /// Whether a whole document came where a stream was asked for.
    package var isDocument: Bool { if case .document = form { true } else { false } }

    package init(_ stream: ChatStream, limits: EndpointLimits) {
        self.stream = stream
        self.limits = limits
    }

    /// Takes the next bytes and appends what they say, what comes before a fault too.
    package mutating func feed(_ piece: [UInt8], into events: inout [AnswerEvent]) throws(ServerFault) {
        bytes += piece.count
        guard bytes <= limits.answerBytes else {
            throw ServerFault(.tooLong, "more than \(limits.answerBytes) bytes of answer", said: "")
        }
        beginning += piece.prefix(1000 - beginning.count)
        switch form {
        case .unknown:
            document += piece
            guard let first = trimmedStart() else { return }
            if first == UInt8(ascii: "{") || first == UInt8(ascii: "<") || first == UInt8(ascii: "[") {
                form = .document
                return
            }
            let held = document
            document = []
            try take(held, ServerSentEvents(limit: limits.eventBytes), into: &events)
        case .events(let lines):
            // A second reference would make each piece copy the line so far.
            form = .unknown
            try take(piece, lines, into: &events)
        case .document: document += piece
        }
    }

    /// Ends the body.
    /// - Returns: the last events, and the answer; nil in its place means that a stream ended early.
    /// - Throws: the fault of a document, and `.unreadable` for what is neither one nor a stream.
    package mutating func end() throws(ServerFault) -> (events: [AnswerEvent], answer: ChatAnswer?) {
        var events: [AnswerEvent] = []
        switch form {
        case .unknown: throw ServerFault(.unreadable, "an empty body", said: "")
        case .document:
            let text = String(decoding: document, as: UTF8.self)
            guard document.first != UInt8(ascii: "<") else {
                throw ServerFault(.unreadable, "a web page; is the path right?", said: ServerFault(body: text).said)
            }
            events = try stream.take(text)
        case .events where !hasEvents:
            throw ServerFault(
                .unreadable, "neither an event stream nor JSON", said: String(decoding: beginning, as: UTF8.self))
        case .events: break
        }
        let end = stream.end()
        return (events + end.events, end.answer)
    }

    private mutating func take(
        _ piece: [UInt8], _ lines: consuming ServerSentEvents, into events: inout [AnswerEvent]
    ) throws(ServerFault) {
        var payloads: [ServerSentEvents.Event] = []
        var isTooLong = false
        do { try lines.feed(piece, into: &payloads) } catch { isTooLong = true }
        form = .events(lines)
        hasEvents = hasEvents || !payloads.isEmpty
        for payload in payloads {
            switch payload.type {
            case "", "message": events += try stream.take(payload.data)
            case "error": throw ServerFault(body: payload.data)
            // Keep-alives, such as `event: ping`.
            default: break
            }
        }
        if isTooLong { throw ServerFault(.tooLong, "an event of more than \(limits.eventBytes) bytes", said: "") }
    }

    /// Drops a byte order mark and white space at the start; returns the first byte behind, nil while it is not there.
    private mutating func trimmedStart() -> UInt8? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if document.starts(with: mark) {
            document.removeFirst(3)
        } else if mark.starts(with: document) {
            return nil
        }
        document = Array(document.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) })
        return document.first
    }
}
