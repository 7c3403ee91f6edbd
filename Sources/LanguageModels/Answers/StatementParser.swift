/// Reads an answer that is statements from the start, with lines of text between them.
struct StatementParser: AnswerParser {
    private var reader: StatementReader
    private var isOver = false

    init(_ reader: StatementReader) { self.reader = reader }

    mutating func feed(_ bytes: [UInt8]) -> [AnswerEvent] {
        var events: [AnswerEvent] = []
        for byte in bytes where !isOver { isOver = reader.take(byte, into: &events) != nil }
        reader.flush(into: &events)
        return events
    }

    mutating func finish() -> [AnswerEvent] {
        var events: [AnswerEvent] = []
        if !isOver { reader.finish(into: &events) }
        isOver = true
        return events
    }
}

/// Reads statements between two literals.
struct StatementBody: SpanBody {
    private var reader: StatementReader

    init(_ reader: StatementReader) { self.reader = reader }

    mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep {
        guard let ending = reader.take(byte, into: &events) else { return .goesOn }
        return .endsBefore(Array(ending.utf8))
    }

    mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        reader.finish(into: &events)
        return .ends
    }
}
