import Tools

/// Reads a call behind `<nexa_` and a digit: the rest of a tool's number, `>`, and arguments between brackets.
struct FunctionalTokenBody: SpanBody {
    private enum State {
        case number
        case bracket
        case arguments(PythonExtent)
        case tooLong(PythonExtent)
    }

    private let tools: [FunctionDeclaration]
    private let limit: Int
    private var state = State.number
    private var number: Int
    private var buffer: [UInt8]
    /// Bytes before the arguments.
    private var headCount = 0

    init(firstDigit: Int, tools: [FunctionDeclaration], limit: Int = 1 << 16) {
        number = firstDigit
        buffer = Array("<nexa_\(firstDigit)".utf8)
        self.tools = tools
        self.limit = limit
    }

    mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> SpanStep {
        // What is bound below must not be held by the state too, or each byte would copy it.
        let before = state
        state = .number
        buffer.append(byte)
        switch before {
        case .number:
            if isDigit(byte), buffer.count <= 12 {
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
                return .goesOn
            }
            guard byte == UInt8(ascii: ">") else { return .isText(buffer) }
            state = .bracket
            headCount = buffer.count
        case .bracket:
            state = .bracket
            guard !isSpace(byte) || buffer.count > headCount + 64 else { return .goesOn }
            guard byte == UInt8(ascii: "(") else {
                fault(.malformed, "After <nexa_\(number)> the arguments must follow between brackets.", &events)
                return .endsBefore([byte])
            }
            headCount = buffer.count - 1
            state = .arguments(PythonExtent())
        case .arguments(var extent):
            switch extent.take(byte) {
            case .ends:
                read(&events)
                return .ends
            case .breaks:
                fault(.malformed, "The brackets of a call do not fit.", &events)
                return .ends
            case .goesOn:
                state = .arguments(extent)
                guard buffer.count > limit else { return .goesOn }
                fault(.tooLong, "A call must not be longer than \(limit) bytes.", &events)
                state = .tooLong(extent)
            }
        case .tooLong(var extent):
            buffer = []
            guard extent.take(byte) == .goesOn else { return .ends }
            state = .tooLong(extent)
        }
        return .goesOn
    }

    mutating func finish(into events: inout [AnswerEvent]) -> SpanStep {
        switch state {
        case .number: return .isText(buffer)
        case .bracket, .arguments: fault(.truncated, "The answer ends inside a call.", &events)
        case .tooLong: break
        }
        return .ends
    }

    private func read(_ events: inout [AnswerEvent]) {
        guard tools.indices.contains(number) else {
            return fault(.malformed, "<nexa_\(number)> is no function; there are \(tools.count).", &events)
        }
        do {
            // The name may be none in Python's syntax, so another stands in for it.
            for call in try PythonReader.calls(Array("f".utf8) + buffer[headCount...]) {
                var call = call
                call.name = tools[number].name
                events.append(.call(try call.named(by: tools)))
            }
        } catch {
            fault(.malformed, "A call cannot be read: \(error.message).", &events)
        }
    }

    private func fault(_ code: AnswerFault.Code, _ message: String, _ events: inout [AnswerEvent]) {
        events.append(.fault(AnswerFault(code, message, quoting: buffer)))
    }
}
