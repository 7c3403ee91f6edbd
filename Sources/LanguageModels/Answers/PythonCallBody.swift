import Tools

/// Reads calls in Python's syntax: `[f(a=1), g()]`, or one by itself.
///
/// A call is said as soon as its bracket closes, so that what breaks later does not take it along.
struct PythonCallBody: SpanBody {
    /// The literals of a dialect.
    struct Form: Sendable {
        /// What begins another span of calls; empty where nothing does.
        var opening: [UInt8]
        /// What ends the span; empty where the list's bracket does.
        var closing: [UInt8]
        /// Bytes of one call.
        var limit: Int

        init(opening: String = "", closing: String = "", limit: Int = 1 << 16) {
            self.opening = Array(opening.utf8)
            self.closing = Array(closing.utf8)
            self.limit = limit
        }

        /// Whether a marker tells that calls are meant, so that what is none is a fault and not text.
        var isMarked: Bool { !closing.isEmpty }
    }

    private enum State {
        /// Before a call or after one.
        case between
        case name
        case arguments(PythonExtent)
        /// In what may be the closing.
        case closing
        case broken(BrokenSpan)
        /// In a call that is too long.
        case tooLong(PythonExtent)
        /// In calls that are written as JSON, which some models do between the same markers.
        case json(JSONCallBody)
    }

    private let form: Form
    private let tools: [FunctionDeclaration]
    private let isAfterText: Bool
    private var state = State.between
    /// The call or the closing being read.
    private var buffer: [UInt8] = []
    /// Everything from the opening on, while it may turn out to be text.
    private var raw: [UInt8]
    private var isInList = false
    private var hasCall = false

    /// Makes a body.
    ///
    /// - Parameters:
    ///   - form: the literals of the dialect.
    ///   - tools: what names arguments by their place, and tells calls from text.
    ///   - opening: what was read already, where it is part of the calls: `[`, or a name and `(`.
    ///   - isAfterText: whether text came before, behind which only what names a declared function is a call.
    init(_ form: Form, tools: [FunctionDeclaration], opening: String = "", isAfterText: Bool = false) {
        self.form = form
        self.isAfterText = isAfterText
        self.tools = tools
        raw = Array(opening.utf8)
        if raw == [UInt8(ascii: "[")] {
            isInList = true
        } else if !raw.isEmpty {
            buffer = raw
            state = .arguments(PythonExtent())
        }
    }

    mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep {
        if !form.isMarked, !hasCall { raw.append(byte) }
        // What is bound below must not be held by the state too, or each byte would copy it.
        let before = state
        state = .between
        switch before {
        case .between: return takeBetween(byte, &events)
        case .name: return takeName(byte, &events)
        case .arguments(var extent):
            buffer.append(byte)
            return takeArguments(extent.take(byte), extent, &events)
        case .closing:
            buffer.append(byte)
            return takeClosing(&events)
        case .broken(var span):
            let step = span.take(byte)
            state = .broken(span)
            if step != nil { events.append(span.fault("This is no call; a call is written f(a=1).")) }
            return step ?? .goesOn
        case .tooLong(var extent):
            switch extent.take(byte) {
            case .goesOn: state = .tooLong(extent)
            case .breaks where form.isMarked: return breakOff([byte], &events)
            case .ends, .breaks: if !isInList, !form.isMarked { return .ends }
            }
            return .goesOn
        case .json(var body):
            let step = body.take(byte, into: &events)
            state = .json(body)
            return step
        }
    }

    mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        switch state {
        case .between, .closing:
            guard !hasCall else { break }
            guard form.isMarked else { return .isText(raw) }
            fault(.truncated, "The answer ends before a call.", buffer, &events)
        case .name, .arguments:
            if isText { return .isText(raw) }
            if form.isMarked, let cut = buffer.firstRange(of: form.closing) {
                fault(.malformed, "A call has a quote that nothing closes.", buffer[..<cut.lowerBound], &events)
                return .isText(Array(buffer[cut.upperBound...]))
            }
            fault(.truncated, "The answer ends inside a call.", buffer, &events)
        case .broken(let span): events.append(span.fault("This is no call; a call is written f(a=1)."))
        case .tooLong: break
        case .json(var body): return body.finish(into: &events)
        }
        return .ends
    }

    // MARK: - Bytes

    private mutating func takeBetween(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        if byte == form.closing.first {
            buffer = [byte]
            return takeClosing(&events)
        }
        switch byte {
        case _ where isSpace(byte): return .goesOn
        case UInt8(ascii: ",") where hasCall, UInt8(ascii: ";") where hasCall: return .goesOn
        case UInt8(ascii: "[") where !isInList && !hasCall:
            isInList = true
            return .goesOn
        case UInt8(ascii: "]") where isInList && form.isMarked: return .goesOn
        case UInt8(ascii: "]") where isInList && hasCall: return .ends
        case UInt8(ascii: "{") where form.isMarked && !hasCall: return beginJSON(byte, &events)
        case _ where isCallName(byte):
            buffer = [byte]
            state = .name
            return .goesOn
        default: return breakOff([byte], &events)
        }
    }

    private mutating func beginJSON(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        let shape = JSONCallBody.Form(
            opening: String(decoding: form.opening, as: UTF8.self),
            closing: String(decoding: form.closing, as: UTF8.self), limit: form.limit)
        var body = JSONCallBody(shape)
        if isInList { _ = body.take(UInt8(ascii: "["), into: &events) }
        let step = body.take(byte, into: &events)
        state = .json(body)
        return step
    }

    private mutating func takeName(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        buffer.append(byte)
        if byte == UInt8(ascii: "(") {
            state = .arguments(PythonExtent())
        } else if isCallName(byte), buffer.count < 256 {
            state = .name
        } else {
            return breakOff(buffer, &events)
        }
        return .goesOn
    }

    private mutating func takeArguments(
        _ step: PythonExtent.Step, _ extent: PythonExtent, _ events: inout [AnswerEvent]
    ) -> SpanStep {
        switch step {
        case .ends: return read(&events)
        case .breaks:
            if isText { return .isText(raw) }
            if form.isMarked { return breakOff(buffer, &events) }
            fault(.malformed, "The brackets of a call do not fit.", buffer, &events)
            return .ends
        case .goesOn:
            if !extent.isInString, form.isMarked, buffer.ends(with: form.closing) {
                fault(.malformed, "A bracket of a call is not closed.", buffer.dropLast(form.closing.count), &events)
                return .ends
            }
            guard buffer.count > form.limit else {
                state = .arguments(extent)
                return .goesOn
            }
            if isText { return .isText(raw) }
            fault(.tooLong, "A call must not be longer than \(form.limit) bytes.", buffer, &events)
            state = .tooLong(extent)
            hasRead()
            return .goesOn
        }
    }

    private mutating func takeClosing(_ events: inout [AnswerEvent]) -> SpanStep {
        guard form.closing.starts(with: buffer) else { return breakOff(buffer, &events) }
        state = .closing
        guard buffer.count == form.closing.count else { return .goesOn }
        if !hasCall { fault(.malformed, "There is no call between the markers.", [], &events) }
        return .ends
    }

    /// Reads the call in the buffer.
    private mutating func read(_ events: inout [AnswerEvent]) -> SpanStep {
        if isAfterText, isText { return .isText(raw) }
        do {
            for call in try PythonReader.calls(buffer) { events.append(.call(try call.named(by: tools))) }
        } catch {
            if isText { return .isText(raw) }
            fault(.malformed, "A call cannot be read: \(error.message).", buffer, &events)
        }
        hasRead()
        return isInList || form.isMarked ? .goesOn : .ends
    }

    private mutating func hasRead() {
        hasCall = true
        raw = []
        buffer = []
    }

    // MARK: - What is no call

    /// Whether what was read can be text: nothing but its shape says that it is a call, and no tool has its name.
    private var isText: Bool {
        guard !form.isMarked, !hasCall else { return false }
        let name = buffer.prefix { isCallName($0) }
        return name.count == buffer.count || !tools.contains { $0.name.utf8.elementsEqual(name) }
    }

    /// Leaves the calls at bytes that belong to none.
    private mutating func breakOff(_ bytes: [UInt8], _ events: inout [AnswerEvent]) -> SpanStep {
        guard form.isMarked else { return hasCall ? .endsBefore(bytes) : .isText(raw) }
        state = .broken(BrokenSpan(bytes, closing: form.closing, opening: form.opening))
        return .goesOn
    }

    private func fault(
        _ code: AnswerFault.Code, _ message: String, _ text: some Collection<UInt8>, _ events: inout [AnswerEvent]
    ) {
        events.append(.fault(AnswerFault(code, message, quoting: text)))
    }
}
