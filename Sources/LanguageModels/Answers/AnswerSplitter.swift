/// Splits an answer into text, thoughts and calls while it is being written: what the parsers of all dialects share.
///
/// - Text is released as soon as it cannot belong to an opening. White space that borders a span or the ends of the
///   answer is layout, not text.
/// - At most an opening, a run of white space and what a body holds are kept back. Time is linear in the bytes.
package struct AnswerSplitter: AnswerParser {
    private enum State {
        case text
        case thought(closing: [UInt8])
        case calls(any SpanBody)
        case ended
    }

    private let rules: [SpanRule]
    private let startsOpening: [Bool]
    private let layout: [UInt8]
    private var state = State.text
    /// The beginning of what may be an opening or a thought's closing.
    private var held: [UInt8] = []
    private var text: TextPieces
    private var events: [AnswerEvent] = []
    private var hasText = false
    private var isLineStart = true

    /// Makes a parser.
    ///
    /// - Parameters:
    ///   - rules: the spans; of those that fit, the first wins.
    ///   - stops: where the answer is over; they are no part of it.
    ///   - layout: characters that are layout right after a span, such as `;` between calls; ASCII.
    package init(_ rules: [SpanRule], stops: [String] = [], layout: String = "") {
        self.rules = rules + stops.map { SpanRule($0, .anywhere, .end) }
        self.layout = Array(layout.utf8)
        var starts = [Bool](repeating: false, count: 256)
        for rule in self.rules {
            if let first = rule.opening.first { starts[Int(first)] = true }
        }
        startsOpening = starts
        text = TextPieces(layout: self.layout)
    }

    package mutating func feed(_ bytes: [UInt8]) -> [AnswerEvent] {
        for byte in bytes { take(byte) }
        releaseText()
        return takeEvents()
    }

    package mutating func finish() -> [AnswerEvent] {
        if case .calls(var body) = state {
            var found: [AnswerEvent] = []
            let step = body.finish(into: &found)
            // What a body held to the end may stand in a string that nothing closed; read again, it could become a call.
            switch step {
            case .endsBefore: close(found, .ends)
            case .isText(let bytes):
                close(found, .isText([]))
                for byte in bytes { release(byte) }
            case .goesOn, .ends: close(found, step)
            }
        }
        for byte in held { text.append(byte) }
        held = []
        endText()
        state = .ended
        return takeEvents()
    }

    private mutating func takeEvents() -> [AnswerEvent] {
        defer { events = [] }
        return events
    }

    // MARK: - Bytes

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .text: takeText(byte)
        case .thought(let closing): takeThought(byte, closing)
        case .calls(var body):
            // The state must not hold a second reference, or each byte would copy what the body holds.
            state = .ended
            var found: [AnswerEvent] = []
            let step = body.take(byte, into: &found)
            if step == .goesOn, found.isEmpty {
                state = .calls(body)
            } else if step == .goesOn {
                emit(found)
                state = .calls(body)
            } else {
                close(found, step)
            }
        case .ended: break
        }
    }

    private mutating func takeText(_ byte: UInt8) {
        if held.isEmpty, !startsOpening[Int(byte)] { return release(byte) }
        held.append(byte)
        while !held.isEmpty {
            var isBeginning = false
            for rule in rules where fits(rule.place) && rule.opening.starts(with: held) {
                if rule.opening.count == held.count { return open(rule) }
                isBeginning = true
            }
            if isBeginning { return }
            release(held.removeFirst())
        }
    }

    private mutating func takeThought(_ byte: UInt8, _ closing: [UInt8]) {
        held.append(byte)
        while !closing.starts(with: held) { text.append(held.removeFirst()) }
        guard held.count == closing.count else { return }
        held = []
        endText()
        state = .text
    }

    private func fits(_ place: SpanRule.Place) -> Bool {
        switch place {
        case .anywhere: true
        case .lineStart: isLineStart
        case .answerStart: !hasText
        }
    }

    /// Passes a byte on as text of the answer.
    private mutating func release(_ byte: UInt8) {
        let isLayout = text.append(byte)
        if byte == UInt8(ascii: "\n") {
            isLineStart = true
        } else if !isLayout {
            isLineStart = false
        }
        if !isLayout { hasText = true }
    }

    // MARK: - Spans

    private mutating func open(_ rule: SpanRule) {
        held = []
        switch rule.content {
        case .nothing: break
        case .end:
            endText()
            state = .ended
        case .thought(let closing):
            endText()
            state = .thought(closing: Array(closing.utf8))
        case .calls(let makeBody): state = .calls(makeBody(hasText))
        }
    }

    private mutating func close(_ found: [AnswerEvent], _ step: SpanStep) {
        state = .text
        switch step {
        case .isText(let bytes):
            emit(found)
            for byte in bytes.dropLast() { release(byte) }
            // What shows that this was no call may begin one, or a stop.
            if let last = bytes.last { take(last) }
        case .endsBefore(let bytes):
            emit(found)
            endSpan()
            for byte in bytes { take(byte) }
        case .goesOn, .ends:
            emit(found)
            endSpan()
        }
    }

    private mutating func emit(_ found: [AnswerEvent]) {
        guard !found.isEmpty else { return }
        endText()
        events += found
    }

    private mutating func endSpan() {
        endText()
        isLineStart = true
    }

    // MARK: - Text

    /// Adds what can be said of the running text to the events.
    private mutating func releaseText() {
        addText(text.takeReady())
    }

    /// Ends the running text, before a span or the end.
    private mutating func endText() {
        addText(text.takeAll())
    }

    private mutating func addText(_ piece: String) {
        guard !piece.isEmpty else { return }
        if case .thought = state {
            events.append(.thought(piece))
        } else {
            events.append(.text(piece))
        }
    }
}
