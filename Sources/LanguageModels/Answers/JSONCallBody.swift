import JSON

/// Reads calls written as JSON: one object, several, or arrays of them, plain or in a code fence.
///
/// A call is said as soon as its object ends. One that is broken is skipped up to the next closing or opening literal;
/// literals in its strings never count, or text that a model repeats could become a call.
package struct JSONCallBody: SpanBody {
    private enum State {
        /// Before a value, or between values.
        case between
        /// In the first line of a code fence, and in its last.
        case fence
        case closingFence
        case value(JSONExtent)
        /// In what is no JSON, up to a literal, which does not begin before the offset in `buffer`.
        case broken(from: Int)
        /// In a call that is too long.
        case tooLong
    }

    private static let objectWanted =
        "A call must be one JSON object, nested no deeper than \(JSONExtent.deepest) levels."

    private let form: Form
    private var evidence: Evidence
    private var state = State.between
    /// The value being read, or what stands in its place.
    private var buffer: [UInt8] = []
    /// While there is only the shape to go by: everything from the opening on.
    private var raw: [UInt8] = []
    private var isFenced = false
    private var isInArray = false
    private var hasValue = false

    /// Makes a body; `opening` is the span's where it belongs to the JSON or its fence.
    package init(_ form: Form, _ evidence: Evidence = .marker, opening: String = "") {
        self.form = form
        self.evidence = evidence
        var ignored: [AnswerEvent] = []
        for byte in opening.utf8 { _ = take(byte, into: &ignored) }
    }

    package mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep {
        if case .shape = evidence {
            raw.append(byte)
            if raw.count > form.limit { return .isText(raw) }
        }
        switch state {
        case .between: return takeBetween(byte, &events)
        case .fence:
            if byte == UInt8(ascii: "\n") { state = .between }
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                state = .between
                return takeBetween(byte, &events)
            }
            return .goesOn
        case .closingFence:
            return byte == UInt8(ascii: "`") ? .goesOn : .endsBefore([byte])
        case .value(var extent):
            buffer.append(byte)
            let step = extent.take(byte)
            state = .value(extent)
            switch step {
            case .ends: return endValue(&events)
            case .breaks: return breakOff(&events)
            case .goesOn: return checkLength(&events)
            }
        case .broken(let start):
            buffer.append(byte)
            return takeBroken(from: start, &events)
        case .tooLong:
            buffer.append(byte)
            return takeTooLong()
        }
    }

    package mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        switch state {
        case .between, .fence, .closingFence:
            if case .shape = evidence, !hasValue { return .isText(raw) }
            if !hasValue { fault(.truncated, "The answer ends where a call should follow.", [], &events) }
            return .ends
        case .value: return finishValue(&events)
        case .broken(let start):
            // The closing literal itself may be cut off.
            if start < buffer.count, form.closing.starts(with: buffer[start...]) {
                readEnded(buffer[..<start], &events)
            } else {
                fault(.malformed, Self.objectWanted, buffer, &events)
            }
            return .ends
        case .tooLong: return .ends
        }
    }
}

// MARK: - Between values

extension JSONCallBody {
    private mutating func takeBetween(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        switch byte {
        case UInt8(ascii: "{"):
            begin(byte)
            return .goesOn
        case UInt8(ascii: "[") where !isInArray:
            isInArray = true
            return .goesOn
        case UInt8(ascii: "]") where isInArray:
            isInArray = false
            if case .shape(_, afterText: true) = evidence { return .isText(raw) }
            return endOfValue()
        case UInt8(ascii: "`"):
            state = hasValue ? .closingFence : .fence
            isFenced = true
            return .goesOn
        case _ where isSpace(byte): return .goesOn
        // Between calls, and one bracket too many.
        case _ where hasValue && ",;}]".utf8.contains(byte): return .goesOn
        case _ where hasValue && !isInArray: return .endsBefore([byte])
        default:
            if case .shape = evidence { return .isText(raw) }
            buffer = [byte]
            state = .broken(from: 0)
            return .goesOn
        }
    }

    private mutating func begin(_ byte: UInt8) {
        var extent = JSONExtent()
        _ = extent.take(byte)
        buffer = [byte]
        state = .value(extent)
    }
}

// MARK: - Values

extension JSONCallBody {
    private mutating func endValue(_ events: inout [AnswerEvent]) -> SpanStep {
        let value = LooseJSON.value(of: buffer)
        if case .shape(let declared, let afterText) = evidence {
            guard let value, isCall(value, declared, afterText) else { return .isText(raw) }
            evidence = .marker
            raw = []
        }
        if let value {
            read(value, buffer, &events)
        } else {
            fault(.malformed, "A call must be valid JSON.", buffer, &events)
        }
        buffer = []
        return isInArray ? resume() : endOfValue()
    }

    private mutating func resume() -> SpanStep {
        hasValue = true
        state = .between
        return .goesOn
    }

    /// Ends the span after a whole value, unless a closing literal or the end of a fence is still to come.
    private mutating func endOfValue() -> SpanStep {
        let step = resume()
        return form.closing.isEmpty && !isFenced ? .ends : step
    }

    private func read(_ value: JSONValue, _ text: some Collection<UInt8>, _ events: inout [AnswerEvent]) {
        do {
            events.append(.call(try form.shape.call(in: value)))
        } catch {
            fault(error.code, error.message, text, &events)
        }
    }

    private func isCall(_ value: JSONValue, _ declared: Set<String>, _ afterText: Bool) -> Bool {
        guard let name = form.shape.name(in: value) else { return false }
        if declared.contains(name) { return true }
        return !afterText && form.shape.argumentsValue(in: value) != nil
    }

    private mutating func checkLength(_ events: inout [AnswerEvent]) -> SpanStep {
        guard buffer.count > form.limit else { return .goesOn }
        fault(.tooLong, "A call must not be longer than \(form.limit) bytes.", buffer, &events)
        hasValue = true
        buffer = []
        state = .tooLong
        return .goesOn
    }

    /// Reads a value that the model ended without all its brackets.
    private func readEnded(_ text: ArraySlice<UInt8>, _ events: inout [AnswerEvent]) {
        let loose = LooseJSON(text)
        if !loose.isInString, let value = loose.closed() {
            read(value, text, &events)
        } else {
            fault(.malformed, Self.objectWanted, text, &events)
        }
    }

    /// Reads a value that the end of the answer cut off: a call only when its name and arguments are there in full.
    private func finishValue(_ events: inout [AnswerEvent]) -> SpanStep {
        let shape = form.shape
        let loose = LooseJSON(buffer)
        // Arguments that are not closed are never all there.
        let candidates =
            shape.givenName != nil
            ? []
            : [
                loose.closers.count == 1 && !loose.isInString ? loose.closed() : nil,
                loose.withoutLastMember(),
                loose.isInString ? loose.closed().flatMap { holdsEncodedArguments($0) ? $0 : nil } : nil,
            ].compactMap(\.self)
        let call = candidates.first { shape.name(in: $0) != nil && shape.argumentsValue(in: $0) != nil }
        switch evidence {
        case .shape(let declared, let afterText):
            guard let named = call ?? candidates.first(where: { shape.name(in: $0).map(declared.contains) ?? false }),
                isCall(named, declared, afterText)
            else { return .isText(raw) }
        case .marker: break
        }
        if let call {
            read(call, buffer, &events)
        } else {
            fault(.truncated, "The answer ends inside a call.", buffer, &events)
        }
        return .ends
    }

    /// Whether the last member is the arguments, as a text whose JSON is whole.
    private func holdsEncodedArguments(_ value: JSONValue) -> Bool {
        guard let last = value.object?.members.last, form.shape.argumentKeys.contains(last.key) else { return false }
        guard let text = last.value.string, let inner = try? JSONValue(parsing: text, limits: LooseJSON.limits) else {
            return false
        }
        return inner.object != nil
    }
}

// MARK: - What is no call

extension JSONCallBody {
    /// Leaves a value at a byte that no JSON has there.
    private mutating func breakOff(_ events: inout [AnswerEvent]) -> SpanStep {
        if case .shape = evidence { return .isText(raw) }
        let start = buffer.count - beginningOfLiteral()
        state = .broken(from: start)
        return takeBroken(from: start, &events)
    }

    private mutating func takeBroken(from start: Int, _ events: inout [AnswerEvent]) -> SpanStep {
        for literal in [form.closing, form.opening] where !literal.isEmpty && buffer[start...].ends(with: literal) {
            readEnded(buffer.dropLast(literal.count), &events)
            return literal == form.closing ? .ends : .endsBefore(literal)
        }
        return checkLength(&events)
    }

    private mutating func takeTooLong() -> SpanStep {
        for literal in [form.closing, form.opening] where !literal.isEmpty && buffer.ends(with: literal) {
            return literal == form.closing ? .ends : .endsBefore(literal)
        }
        if buffer.count > 4096 { buffer.removeFirst(buffer.count - max(form.closing.count, form.opening.count)) }
        return .goesOn
    }

    /// How many of the last bytes may be the beginning of a closing or an opening.
    private func beginningOfLiteral() -> Int {
        [form.closing, form.opening].map { literal in
            (0...literal.count).last { buffer.ends(with: Array(literal.prefix($0))) } ?? 0
        }.max() ?? 0
    }

    private func fault(
        _ code: AnswerFault.Code, _ message: String, _ text: some Collection<UInt8>, _ events: inout [AnswerEvent]
    ) {
        events.append(.fault(AnswerFault(code, message, quoting: text)))
    }
}
