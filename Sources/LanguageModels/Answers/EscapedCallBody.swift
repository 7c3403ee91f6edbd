import JSON
import Tools

/// Reads a call in Gemma's notation behind its opening: `call:f{a:1}`, and the closing.
///
/// The call is said when its brace closes; the closing may be left out.
struct EscapedCallBody: SpanBody {
    /// The literals of a dialect.
    struct Form: Sendable {
        var opening: [UInt8]
        var closing: [UInt8]
        /// What stands around strings.
        var quote: [UInt8]
        /// Bytes of one call.
        var limit: Int

        init(opening: String, closing: String, quote: String, limit: Int = 1 << 16) {
            self.opening = Array(opening.utf8)
            self.closing = Array(closing.utf8)
            self.quote = Array(quote.utf8)
            self.limit = limit
        }
    }

    private enum State {
        case name
        case arguments
        /// After a call, in white space or the closing.
        case closing
        /// In the rest of a call that is too long.
        case tooLong
        case broken(BrokenSpan)
    }

    private let form: Form
    private let tools: [FunctionDeclaration]
    private var state = State.name
    private var buffer: [UInt8] = []
    private var name = ""
    private var closers: [UInt8] = []
    private var isInString = false
    /// Where the last quote in the buffer ends.
    private var quoteEnd = 0

    init(_ form: Form, tools: [FunctionDeclaration]) {
        self.form = form
        self.tools = tools
    }

    mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep {
        if case .broken(var span) = state {
            state = .name
            let step = span.take(byte)
            state = .broken(span)
            if step != nil { events.append(span.fault(Self.noCall)) }
            return step ?? .goesOn
        }
        buffer.append(byte)
        switch state {
        case .name: return takeName(byte, &events)
        case .arguments: return takeArguments(byte, &events)
        case .closing: return takeClosing()
        case .tooLong, .broken:
            if buffer.count > 4096 { buffer.removeFirst(buffer.count - form.closing.count) }
            return buffer.ends(with: form.closing) ? .ends : .goesOn
        }
    }

    mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        switch state {
        case .name: fault(.truncated, "The answer ends before a call.", buffer, &events)
        case .arguments:
            if let cut = buffer.firstRange(of: form.closing) {
                fault(.malformed, "A call has a string that nothing closes.", buffer[..<cut.lowerBound], &events)
                return .isText(Array(buffer[cut.upperBound...]))
            }
            fault(.truncated, "The answer ends inside a call.", buffer, &events)
        case .closing: return .isText(buffer)
        case .tooLong: break
        case .broken(let span): events.append(span.fault(Self.noCall))
        }
        return .ends
    }

    private static let noCall = "This is no call; a call is written call:f{a:1}."

    private mutating func takeName(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        guard byte == UInt8(ascii: "{") else {
            let isName = !"<|>}\"".utf8.contains(byte) && buffer.count <= 256
            if !isName { breakOff() }
            return .goesOn
        }
        let head = buffer.dropLast().drop(while: isSpace)
        let rest = head.starts(with: "call:".utf8) ? head.dropFirst(5) : head
        name = String(decoding: rest.drop(while: isSpace).prefix { !isSpace($0) }, as: UTF8.self)
        guard !name.isEmpty, rest.drop(while: isSpace).dropFirst(name.utf8.count).allSatisfy(isSpace) else {
            breakOff()
            return .goesOn
        }
        buffer = [byte]
        closers = [UInt8(ascii: "}")]
        state = .arguments
        return .goesOn
    }

    private mutating func takeArguments(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        guard buffer.count <= form.limit else {
            fault(.tooLong, "A call must not be longer than \(form.limit) bytes.", buffer, &events)
            state = .tooLong
            buffer = []
            return .goesOn
        }
        if buffer[quoteEnd...].ends(with: form.quote) {
            isInString.toggle()
            quoteEnd = buffer.count
            return .goesOn
        }
        guard !isInString else { return .goesOn }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): closers.append(byte + 2)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            guard closers.popLast() == byte else {
                breakOff()
                return .goesOn
            }
            if closers.isEmpty { read(&events) }
        default:
            guard buffer[quoteEnd...].ends(with: form.closing) else { return .goesOn }
            fault(.malformed, "A brace of a call is not closed.", buffer.dropLast(form.closing.count), &events)
            return .ends
        }
        return .goesOn
    }

    private mutating func read(_ events: inout [AnswerEvent]) {
        do {
            var reader = EscapedReader(buffer, quote: form.quote)
            let types = ArgumentTypes(of: name, in: tools)
            let arguments = try reader.members().map { key, member -> JSONObject.Member in
                switch member {
                case .value(let value): return (key, value)
                case .bare(let text):
                    let isTyped = types.types(of: key) != nil
                    return (key, isTyped ? types.value(of: text, for: key) : EscapedReader.bareValue(text))
                }
            }
            events.append(.call(ToolCall(name, JSONObject(arguments))))
        } catch {
            events.append(.fault(error))
        }
        state = .closing
        buffer = []
    }

    private mutating func takeClosing() -> SpanStep {
        let rest = Array(buffer.drop(while: isSpace))
        guard form.closing.starts(with: rest) else { return .endsBefore(buffer) }
        if rest.isEmpty, buffer.count > 1024 { return .endsBefore(buffer) }
        return rest.count == form.closing.count ? .ends : .goesOn
    }

    private mutating func breakOff() {
        state = .broken(BrokenSpan(buffer, closing: form.closing, opening: form.opening))
    }

    private func fault(
        _ code: AnswerFault.Code, _ message: String, _ text: some Collection<UInt8>, _ events: inout [AnswerEvent]
    ) {
        events.append(.fault(AnswerFault(code, message, quoting: text)))
    }
}
