import Tools

/// Reads lines of calls that build on each other: `a = f(x=1)`, `g(y=a)`, or `1. f("x")`, `2. g($1)`.
///
/// What a call returns is referred to by the text `$1`, `$2` …, which counts the calls of the answer. A line that
/// cannot be read as a call is a fault and gets no number; a later line that builds on it is a fault too.
struct StatementReader {
    /// How a dialect writes its lines.
    struct Form: Sendable {
        /// Whether lines are numbered, `1. f()`, instead of assigned to variables.
        var isNumbered = false
        /// Whether lines that are no calls are faults; otherwise they are text.
        var isCodeOnly = false
        /// Functions that are not called: what they do is not for a tool.
        var ignored: Set<String> = []
        /// What ends the statements.
        var endings: [String] = []
        /// Bytes of one call.
        var limit = 1 << 16
    }

    private enum State {
        /// At the beginning of a statement, which the buffer holds.
        case head
        case arguments(PythonExtent, StatementHead)
        /// In a call that is too long.
        case tooLong(PythonExtent)
        /// In a comment, the line of a code fence, or what follows a bracket that does not fit.
        case ignoredLine
        /// In a line that is no call.
        case otherLine
        case thought
    }

    private let form: Form
    private let endings: [[UInt8]]
    private let tools: [FunctionDeclaration]
    private var state = State.head
    private var buffer: [UInt8] = []
    /// The beginning of what may be an ending.
    private var held: [UInt8] = []
    private var results: [String: Int] = [:]
    private var count = 0
    private var text = TextPieces(layout: [])
    private var isLineStart = true

    init(_ form: Form, tools: [FunctionDeclaration]) {
        self.form = form
        self.tools = tools
        endings = form.endings.map { Array($0.utf8) }
    }

    /// Takes the next byte and adds the events that are complete with it.
    /// - Returns: the ending that the byte completes, which may stand inside of brackets but not of a string.
    mutating func take(_ byte: UInt8, into events: inout [AnswerEvent]) -> String? {
        held.append(byte)
        while !held.isEmpty {
            if !isInString, let ending = endings.first(where: { $0.starts(with: held) }) {
                guard ending.count == held.count else { return nil }
                held = []
                finishLine(isCut: false, &events)
                return String(decoding: ending, as: UTF8.self)
            }
            step(held.removeFirst(), &events)
        }
        return nil
    }

    /// Ends the statements where the answer ends.
    mutating func finish(into events: inout [AnswerEvent]) {
        for byte in held { step(byte, &events) }
        held = []
        finishLine(isCut: true, &events)
    }

    /// Adds the text that is complete.
    mutating func flush(into events: inout [AnswerEvent]) {
        if case .thought = state { return }
        addText(text.takeReady(), &events)
    }

    private var isInString: Bool {
        switch state {
        case .arguments(let extent, _), .tooLong(let extent): extent.isInString
        default: false
        }
    }

    // MARK: - Bytes

    private mutating func step(_ byte: UInt8, _ events: inout [AnswerEvent]) {
        switch state {
        case .head: takeHead(byte, &events)
        case .arguments(var extent, let head):
            // The state must not hold a second reference, or each byte would copy the brackets.
            state = .head
            buffer.append(byte)
            let step = extent.take(byte)
            state = .arguments(extent, head)
            takeArguments(step, head, &events)
        case .tooLong(var extent):
            state = .head
            let step = extent.take(byte)
            if step == .goesOn { state = .tooLong(extent) }
        case .ignoredLine: if byte == UInt8(ascii: "\n") { beginLine() }
        case .otherLine:
            other(byte)
            if byte == UInt8(ascii: "\n") { endOtherLine(&events) }
        case .thought:
            if byte == UInt8(ascii: "\n") { endThought(&events) } else { text.append(byte) }
        }
    }

    private mutating func takeHead(_ byte: UInt8, _ events: inout [AnswerEvent]) {
        if buffer.isEmpty, isSpace(byte) || byte == UInt8(ascii: ";") {
            if byte == UInt8(ascii: "\n") { beginLine() }
            if isSpace(byte), !form.isCodeOnly { text.append(byte) }
            return
        }
        if buffer.isEmpty, byte == UInt8(ascii: "#"), form.isCodeOnly || !isLineStart {
            state = .ignoredLine
            return
        }
        if byte == UInt8(ascii: "("), let head = StatementHead(buffer, form, tools) {
            buffer = Array(head.name.utf8) + [byte]
            state = .arguments(PythonExtent(), head)
            return
        }
        buffer.append(byte)
        if form.isNumbered, buffer.elementsEqual("Thought:".utf8), isLineStart {
            endText(&events)
            buffer = []
            state = .thought
        } else if buffer.elementsEqual("```".utf8) {
            buffer = []
            state = .ignoredLine
        } else if byte == UInt8(ascii: "\n") || buffer.count > 256 || !isHeadByte(byte) {
            if !form.isCodeOnly { for byte in buffer { text.append(byte) } }
            state = .otherLine
            if byte == UInt8(ascii: "\n") { endOtherLine(&events) }
        }
    }

    private func isHeadByte(_ byte: UInt8) -> Bool {
        isCallName(byte) || isSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "`")
    }

    private mutating func takeArguments(
        _ step: PythonExtent.Step, _ head: StatementHead, _ events: inout [AnswerEvent]
    ) {
        switch step {
        case .ends: read(head, &events)
        case .breaks:
            fault(.malformed, "The brackets of a call do not fit.", &events)
            state = .ignoredLine
        case .goesOn:
            guard buffer.count > form.limit else { return }
            if case .arguments(let extent, _) = state { state = .tooLong(extent) }
            fault(.tooLong, "A call must not be longer than \(form.limit) bytes.", &events)
        }
    }

    /// Reads the call in the buffer.
    private mutating func read(_ head: StatementHead, _ events: inout [AnswerEvent]) {
        state = .head
        isLineStart = false
        do {
            var read = try PythonReader.calls(buffer, results: results, number: count + 1)
            if form.ignored.contains(head.name), !tools.contains(where: { $0.name == head.name }) { read.removeLast() }
            let calls = try read.map { call throws(PythonSyntaxError) in try call.named(by: tools) }
            if !calls.isEmpty { endText(&events) }
            events += calls.map(AnswerEvent.call)
            count += calls.count
            if let target = head.target { results[target] = count }
            buffer = []
        } catch {
            if let target = head.target { results[target] = nil }
            let isPrinted = form.ignored.contains(head.name)
            if isPrinted { buffer = [] } else { fault(.malformed, "A call cannot be read: \(error.message).", &events) }
        }
    }

    // MARK: - Lines

    private mutating func beginLine() {
        state = .head
        buffer = []
        isLineStart = true
    }

    /// Takes a byte of a line that is no call.
    private mutating func other(_ byte: UInt8) {
        if !form.isCodeOnly { text.append(byte) } else if buffer.count <= 512 { buffer.append(byte) }
    }

    private mutating func endOtherLine(_ events: inout [AnswerEvent]) {
        if form.isCodeOnly { fault(.malformed, "Only calls with literal arguments are read from code.", &events) }
        beginLine()
    }

    private mutating func endThought(_ events: inout [AnswerEvent]) {
        let thought = text.takeAll()
        if !thought.isEmpty { events.append(.thought(thought)) }
        beginLine()
    }

    private mutating func finishLine(isCut: Bool, _ events: inout [AnswerEvent]) {
        switch state {
        case .head:
            if isCut, StatementHead.isBegun(buffer, form) {
                fault(.truncated, "The answer ends before the arguments of a call.", &events)
            } else if !buffer.isEmpty {
                let line = buffer
                if form.isCodeOnly { buffer = [] }
                for byte in line { other(byte) }
                endOtherLine(&events)
            }
        case .arguments:
            fault(isCut ? .truncated : .malformed, "The answer ends inside a call.", &events)
        case .otherLine: endOtherLine(&events)
        case .thought: endThought(&events)
        case .ignoredLine, .tooLong: break
        }
        endText(&events)
        beginLine()
    }

    // MARK: - Events

    private mutating func endText(_ events: inout [AnswerEvent]) { addText(text.takeAll(), &events) }

    private func addText(_ piece: String, _ events: inout [AnswerEvent]) {
        if !piece.isEmpty { events.append(.text(piece)) }
    }

    private mutating func fault(_ code: AnswerFault.Code, _ message: String, _ events: inout [AnswerEvent]) {
        endText(&events)
        events.append(.fault(AnswerFault(code, message, quoting: buffer)))
        buffer = []
    }
}
