import Tools

/// Reads calls in Python's syntax: `[f(a=1), g()]`, or one by itself.
///
/// A call is said as soon as its bracket closes, so that what breaks later does not take it along.
struct PythonCallBody: SpanBody {
    /// The literals of a dialect.
    struct Form: Sendable {
        /// What ends the span; empty where the list's bracket does.
        var closing: [UInt8]
        /// What begins another span of calls; empty where nothing does.
        var opening: [UInt8]
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
        /// In what is no call, up to a literal.
        case broken
        /// In a call that is too long.
        case tooLong(PythonExtent)
        /// In calls that are written as JSON, which some models do between the same markers.
        case json(JSONCallBody)
    }

    private let form: Form
    private let tools: [FunctionDeclaration]
    private var state = State.between
    /// The call being read, or what stands in its place.
    private var buffer: [UInt8] = []
    /// Everything from the opening on, while it may turn out to be text.
    private var raw: [UInt8]
    private var isInList = false
    private var hasCall = false

    /// Makes a body.
    ///
    /// - Parameters:
    ///   - opening: what was read already, where it is part of the calls: `[`, or a name and `(`.
    init(_ form: Form, tools: [FunctionDeclaration], opening: String = "") {
        self.form = form
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
        switch state {
        case .between: return takeBetween(byte, &events)
        case .name: return takeName(byte, &events)
        case .arguments(var extent):
            // The state must not hold a second reference, or each byte would copy the brackets.
            state = .between
            buffer.append(byte)
            let step = extent.take(byte)
            state = .arguments(extent)
            return takeArguments(step, extent.isInString, &events)
        case .broken: return takeBroken(byte, &events)
        case .tooLong(var extent):
            state = .between
            let step = extent.take(byte)
            if step == .goesOn { state = .tooLong(extent) }
            if step == .breaks, form.isMarked { state = .broken }
            return step == .goesOn || isInList || form.isMarked ? .goesOn : .ends
        case .json(var body):
            state = .between
            let step = body.take(byte, into: &events)
            state = .json(body)
            return step
        }
    }

    mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        switch state {
        case .between:
            if form.isMarked, !hasCall {
                events.append(.fault(AnswerFault(.truncated, "The answer ends before a call.", quoting: buffer)))
            } else if !hasCall {
                return .isText(raw)
            }
        case .name, .arguments:
            if isUnmarkedText { return .isText(raw) }
            if let cut = buffer.firstRange(of: form.closing) {
                fault(.malformed, "A call has a quote that nothing closes.", buffer[..<cut.lowerBound], &events)
                return .endsBefore(Array(buffer[cut.upperBound...]))
            }
            fault(.truncated, "The answer ends inside a call.", buffer, &events)
        case .broken: fault(.malformed, "This is no call; a call is written f(a=1).", buffer, &events)
        case .tooLong: break
        case .json(var body): return body.finish(into: &events)
        }
        return .ends
    }

    // MARK: - Bytes

    private mutating func takeBetween(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        if byte == form.closing.first || !buffer.isEmpty {
            return takeBroken(byte, &events)
        }
        if isSpace(byte) { return .goesOn }
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"): if hasCall { return .goesOn }
        case UInt8(ascii: "["):
            if !isInList, !hasCall {
                isInList = true
                return .goesOn
            }
        case UInt8(ascii: "]"):
            if isInList, form.isMarked { return .goesOn }
            if isInList, hasCall { return .ends }
        case UInt8(ascii: "{") where form.isMarked && !hasCall:
            return beginJSON(byte, &events)
        case _ where isCallName(byte):
            buffer = [byte]
            state = .name
            return .goesOn
        default: break
        }
        return breakOff(byte, &events)
    }

    private mutating func beginJSON(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        let shape = JSONCallBody.Form(
            opening: String(decoding: form.opening, as: UTF8.self), closing: String(decoding: form.closing, as: UTF8.self),
            limit: form.limit)
        var body = JSONCallBody(shape)
        if isInList { _ = body.take(UInt8(ascii: "["), into: &events) }
        let step = body.take(byte, into: &events)
        state = .json(body)
        return step
    }

    private mutating func takeName(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        if isCallName(byte), buffer.count < 256 {
            buffer.append(byte)
        } else if byte == UInt8(ascii: "(") {
            buffer.append(byte)
            state = .arguments(PythonExtent())
        } else {
            return breakOff(byte, &events)
        }
        return .goesOn
    }

    private mutating func takeArguments(
        _ step: PythonExtent.Step, _ isInString: Bool, _ events: inout [AnswerEvent]
    ) -> SpanStep {
        switch step {
        case .ends: return read(&events)
        case .breaks:
            if isUnmarkedText { return .isText(raw) }
            state = .broken
            if form.isMarked { return .goesOn }
            fault(.malformed, "The brackets of a call do not fit.", buffer, &events)
            return .ends
        case .goesOn:
            if !isInString, form.isMarked, buffer.ends(with: form.closing) {
                fault(.malformed, "A bracket of a call is not closed.", buffer.dropLast(form.closing.count), &events)
                return .ends
            }
            guard buffer.count > form.limit else { return .goesOn }
            if isUnmarkedText { return .isText(raw) }
            fault(.tooLong, "A call must not be longer than \(form.limit) bytes.", buffer, &events)
            if case .arguments(let extent) = state { state = .tooLong(extent) }
            buffer = []
            raw = []
            hasCall = true
            return .goesOn
        }
    }

    /// Reads the call in the buffer.
    private mutating func read(_ events: inout [AnswerEvent]) -> SpanStep {
        do {
            for call in try PythonReader.calls(buffer) { events.append(.call(try call.named(by: tools))) }
        } catch {
            if isUnmarkedText { return .isText(raw) }
            fault(.malformed, "A call cannot be read: \(error.message).", buffer, &events)
        }
        hasCall = true
        raw = []
        buffer = []
        state = .between
        return isInList || form.isMarked ? .goesOn : .ends
    }

    /// Whether what was read is no call at all when it cannot be read as one.
    private var isUnmarkedText: Bool {
        guard !form.isMarked, !hasCall else { return false }
        let name = buffer.prefix { isCallName($0) }
        return !tools.contains { $0.name.utf8.elementsEqual(name) } || buffer.count == name.count
    }

    // MARK: - What is no call

    private mutating func breakOff(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        guard form.isMarked else {
            return hasCall ? .endsBefore(buffer + [byte]) : .isText(raw)
        }
        state = .broken
        return takeBroken(byte, &events)
    }

    /// Goes on to the closing or the next opening.
    private mutating func takeBroken(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        buffer.append(byte)
        for literal in [form.closing, form.opening] where !literal.isEmpty && buffer.ends(with: literal) {
            let rest = buffer.dropLast(literal.count)
            if case .broken = state {
                fault(.malformed, "This is no call; a call is written f(a=1).", rest, &events)
            } else if !hasCall {
                fault(.malformed, "There is no call between the markers.", rest, &events)
            }
            return literal == form.closing ? .ends : .endsBefore(literal)
        }
        // What looked like the closing may turn out to be none.
        if case .between = state, !form.closing.starts(with: buffer) { state = .broken }
        guard buffer.count > form.limit else { return .goesOn }
        buffer.removeFirst(buffer.count / 2)
        return .goesOn
    }

    private func fault(
        _ code: AnswerFault.Code, _ message: String, _ text: some Collection<UInt8>, _ events: inout [AnswerEvent]
    ) {
        events.append(.fault(AnswerFault(code, message, quoting: text)))
    }
}
