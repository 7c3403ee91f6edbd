/// Reads what follows `[TOOL_CALLS]`: an array of calls, or a name, `[ARGS]` and the arguments.
///
/// `[CALL_ID]…` between the name and `[ARGS]` is passed over, and `[ARGS]` may be left out.
package struct MistralCallBody: SpanBody {
    /// Bytes of a name and what stands before the arguments.
    private static let longestHead = 512

    private enum State {
        case head([UInt8])
        case json(JSONCallBody)
    }

    private let opening = "[TOOL_CALLS]"
    private var state = State.head([])

    package init() {}

    package mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep {
        switch state {
        case .head(var head):
            state = .head([])
            let isFirst = head.allSatisfy(isSpace)
            if byte == UInt8(ascii: "{") || isFirst && byte == UInt8(ascii: "[") {
                return begin(byte, head: head, &events)
            }
            head.append(byte)
            guard head.count <= Self.longestHead else {
                events.append(
                    .fault(AnswerFault(.malformed, "A call begins with the name of a function.", quoting: head)))
                return .ends
            }
            state = .head(head)
            return .goesOn
        case .json(var body):
            // A second reference would make each byte copy what the body holds.
            state = .head([])
            let step = body.take(byte, into: &events)
            state = .json(body)
            return step
        }
    }

    package mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        guard case .json(var body) = state else {
            events.append(.fault(AnswerFault(.truncated, "The answer ends before the arguments of a call.", text: "")))
            return .ends
        }
        return body.finish(into: &events)
    }

    private mutating func begin(_ byte: UInt8, head: [UInt8], _ events: inout [AnswerEvent]) -> SpanStep {
        let name = String(decoding: head.prefix { $0 != UInt8(ascii: "[") }, as: UTF8.self)
        let trimmed = PythonText.strip(name)
        let shape = trimmed.isEmpty ? CallShape() : CallShape(argumentsOf: trimmed)
        var body = JSONCallBody(.init(opening: opening, shape: shape))
        let step = body.take(byte, into: &events)
        state = .json(body)
        return step
    }
}
