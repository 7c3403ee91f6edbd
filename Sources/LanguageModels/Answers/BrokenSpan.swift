/// Passes over what is no call, up to the literal that closes the span or opens the next one.
struct BrokenSpan {
    /// Bytes that are kept for the fault.
    private static let shown = 512

    private let closing: [UInt8]
    private let opening: [UInt8]
    private var start: [UInt8]
    private var tail: [UInt8]

    /// Makes one from what was read of the span so far; empty literals are not looked for.
    init(_ read: [UInt8], closing: [UInt8], opening: [UInt8]) {
        self.closing = closing
        self.opening = opening
        start = Array(read.prefix(Self.shown))
        tail = Array(read.suffix(max(closing.count, opening.count)))
    }

    /// Takes the next byte; nil while the span goes on.
    mutating func take(_ byte: UInt8) -> SpanStep? {
        if start.count < Self.shown { start.append(byte) }
        tail.append(byte)
        if tail.count > 4096 { tail.removeFirst(tail.count - max(closing.count, opening.count)) }
        if !closing.isEmpty, tail.ends(with: closing) { return .ends }
        if !opening.isEmpty, tail.ends(with: opening) { return .endsBefore(opening) }
        return nil
    }

    /// The fault that it is.
    func fault(_ message: String) -> AnswerEvent { .fault(AnswerFault(.malformed, message, quoting: start)) }
}
