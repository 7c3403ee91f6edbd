import JSON
import Tools

/// Reads calls whose arguments stand between tags as bare text:
/// `<function=f>`, `<parameter=a>`, a value, `</parameter>`, `</function>`, `</tool_call>`.
///
/// A value ends at a `</parameter>` behind which a parameter, a function or the call begins or ends; so it may hold such
/// tags, save in just that order. The call is said at `</function>`; what closes the span may be left out.
struct ParameterCallBody: SpanBody {
    private static let opening = Array("<tool_call>".utf8)
    private static let closing = Array("</tool_call>".utf8)
    private static let parameterEnd = Array("</parameter>".utf8)

    private enum Tag: CaseIterable {
        case function, parameter, functionEnd, callEnd

        var literal: [UInt8] {
            switch self {
            case .function: Array("<function=".utf8)
            case .parameter: Array("<parameter=".utf8)
            case .functionEnd: Array("</function>".utf8)
            case .callEnd: ParameterCallBody.closing
            }
        }
    }

    private enum State {
        /// Before one of the tags.
        case tag([Tag])
        case functionName
        case parameterName
        case value
        /// After `</parameter>`, which counts if a tag follows.
        case valueEnd
        case broken(BrokenSpan)
        case tooLong
        /// In a call that is written as JSON, as the models before did it.
        case json(JSONCallBody)
    }

    private let tools: [FunctionDeclaration]
    private let limit: Int
    private var state: State
    /// The tag, name or value being read.
    private var buffer: [UInt8] = []
    /// What was read behind a `</parameter>`.
    private var ahead: [UInt8] = []
    private var size = 0
    private var function = ""
    private var parameter = ""
    private var arguments = JSONObject()
    private var hasCall = false

    /// Makes a body.
    ///
    /// - Parameters:
    ///   - tools: what types the values.
    ///   - isInFunction: whether `<function=` was the opening.
    ///   - limit: bytes of one call.
    init(tools: [FunctionDeclaration], isInFunction: Bool = false, limit: Int = 1 << 16) {
        self.tools = tools
        self.limit = limit
        state = isInFunction ? .functionName : .tag([.function])
    }

    mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep {
        // What is bound below must not be held by the state too, or each byte would copy it.
        let before = state
        state = .tooLong
        size += 1
        switch before {
        case .tag(let tags): return takeTag(byte, tags, &events)
        case .functionName, .parameterName: return takeName(byte, before, &events)
        case .value: return takeValue(byte, &events)
        case .valueEnd: return takeValueEnd(byte, &events)
        case .broken(var span):
            let step = span.take(byte)
            state = .broken(span)
            if step != nil { events.append(span.fault(Self.noCall)) }
            return step ?? .goesOn
        case .tooLong:
            buffer.append(byte)
            if buffer.count > 4096 { buffer.removeFirst(buffer.count - Self.closing.count) }
            return buffer.ends(with: Self.closing) ? .ends : .goesOn
        case .json(var body):
            let step = body.take(byte, into: &events)
            state = .json(body)
            return step
        }
    }

    mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        switch state {
        case .tag where hasCall: return .isText(buffer)
        case .broken(let span): events.append(span.fault(Self.noCall))
        case .tooLong: break
        case .json(var body): return body.finish(into: &events)
        default:
            let read = function.isEmpty ? buffer : Array("<function=\(function)>…".utf8) + buffer
            events.append(.fault(AnswerFault(.truncated, "The answer ends inside a call.", quoting: read)))
        }
        return .ends
    }

    private static let noCall = "This is no call; a call begins with <function=NAME> and ends with </function>."

    // MARK: - Bytes

    private mutating func takeTag(_ byte: UInt8, _ tags: [Tag], _ events: inout [AnswerEvent]) -> SpanStep {
        if buffer.isEmpty, isSpace(byte), size <= limit {
            state = .tag(tags)
            return .goesOn
        }
        if buffer.isEmpty, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "["), !hasCall, function.isEmpty {
            var body = JSONCallBody(.init(opening: "<tool_call>", closing: "</tool_call>"))
            let step = body.take(byte, into: &events)
            state = .json(body)
            return step
        }
        buffer.append(byte)
        for tag in tags where tag.literal.starts(with: buffer) {
            state = .tag(tags)
            if tag.literal.count == buffer.count { return begin(tag, &events) }
            return .goesOn
        }
        if hasCall, function.isEmpty { return .endsBefore(buffer) }
        return breakOff()
    }

    private mutating func begin(_ tag: Tag, _ events: inout [AnswerEvent]) -> SpanStep {
        buffer = []
        switch tag {
        case .function: state = .functionName
        case .parameter: state = .parameterName
        case .functionEnd:
            finishCall(&events)
            state = .tag([.callEnd, .function])
        case .callEnd:
            if !function.isEmpty { finishCall(&events) }
            return .ends
        }
        return .goesOn
    }

    private mutating func takeName(_ byte: UInt8, _ before: State, _ events: inout [AnswerEvent]) -> SpanStep {
        guard byte == UInt8(ascii: ">") else {
            buffer.append(byte)
            state = before
            return byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\n") || buffer.count > 256 ? breakOff() : .goesOn
        }
        let name = PythonText.strip(String(decoding: buffer, as: UTF8.self))
        guard !name.isEmpty else { return breakOff() }
        buffer = []
        if case .functionName = before {
            function = name
            arguments = [:]
            size = 0
            state = .tag([.parameter, .functionEnd, .callEnd])
        } else {
            parameter = name
            state = .value
        }
        return .goesOn
    }

    private mutating func takeValue(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        buffer.append(byte)
        state = buffer.ends(with: Self.parameterEnd) ? .valueEnd : .value
        return checkLength(&events)
    }

    private mutating func takeValueEnd(_ byte: UInt8, _ events: inout [AnswerEvent]) -> SpanStep {
        ahead.append(byte)
        state = .valueEnd
        let tag = ahead.drop(while: isSpace)
        if let found = [Tag.parameter, .functionEnd, .callEnd].first(where: { $0.literal.starts(with: tag) }) {
            guard found.literal.count == tag.count else { return checkLength(&events) }
            finishParameter()
            return begin(found, &events)
        }
        // The `</parameter>` was part of the value, and what followed may hold another.
        let rest = ahead
        ahead = []
        state = .value
        for byte in rest.dropLast() {
            buffer.append(byte)
        }
        return takeValue(rest[rest.count - 1], &events)
    }

    private mutating func finishParameter() {
        var value = buffer.dropLast(Self.parameterEnd.count)
        // The template puts the value on lines of its own.
        if value.first == UInt8(ascii: "\n") { value.removeFirst() }
        if value.last == UInt8(ascii: "\n") { value.removeLast() }
        arguments[parameter] = ArgumentTypes(of: function, in: tools)
            .value(of: String(decoding: value, as: UTF8.self), for: parameter)
        ahead = []
    }

    private mutating func finishCall(_ events: inout [AnswerEvent]) {
        events.append(.call(ToolCall(function, arguments)))
        hasCall = true
        function = ""
    }

    private mutating func checkLength(_ events: inout [AnswerEvent]) -> SpanStep {
        guard size > limit else { return .goesOn }
        let fault = AnswerFault(.tooLong, "A call must not be longer than \(limit) bytes.", quoting: buffer)
        events.append(.fault(fault))
        buffer = Array(buffer.suffix(Self.closing.count))
        ahead = []
        state = .tooLong
        return .goesOn
    }

    private mutating func breakOff() -> SpanStep {
        state = .broken(BrokenSpan(buffer, closing: Self.closing, opening: Self.opening))
        buffer = []
        return .goesOn
    }
}
