/// A kind of span in an answer: how it begins, where it may begin, and what is inside.
package struct SpanRule: Sendable {
    /// Where in an answer an opening counts.
    package enum Place: Sendable {
        /// Wherever it is written: for markers that nobody writes by chance.
        case anywhere
        /// After nothing but blanks on its line, or right after another span.
        case lineStart
        /// Where no text came before: at the start, and after thoughts and calls.
        case answerStart
    }

    /// What follows an opening.
    package enum Content: Sendable {
        /// Nothing: the literal is left out of the text, such as a closing tag that closes nothing.
        case nothing
        /// Nothing, and the answer is over: what a model writes after its stop is no part of it.
        case end
        /// What the model thinks, up to a literal.
        case thought(closing: String)
        /// Calls, read by a body; it is told whether text came before.
        case calls(@Sendable (_ afterText: Bool) -> any SpanBody)
    }

    package var opening: [UInt8]
    package var place: Place
    package var content: Content

    /// Makes a rule; no opening of a dialect may be the beginning of another that is allowed at the same place.
    package init(_ opening: String, _ place: Place = .anywhere, _ content: Content) {
        self.opening = Array(opening.utf8)
        self.place = place
        self.content = content
    }
}

/// Reads what follows an opening, byte by byte.
///
/// It holds a bounded number of bytes, and spends a bounded time on each.
package protocol SpanBody {
    /// Takes the next byte and adds the events that are complete with it.
    mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep

    /// Ends the span where the answer ends; nothing is read again then, so `goesOn` and `endsBefore` count as `ends`.
    mutating func finish(into events: inout [AnswerEvent]) -> SpanStep
}

/// What a body makes of a byte.
package enum SpanStep: Sendable, Equatable {
    case goesOn
    /// The span ends with this byte.
    case ends
    /// The span ended before these bytes, the byte just taken being the last; they are read again as any answer. They
    /// must be no more than a literal: time would not be linear otherwise, and strings would be read as calls.
    case endsBefore([UInt8])
    /// This was no call: the bytes, opening included, are text.
    case isText([UInt8])
}
