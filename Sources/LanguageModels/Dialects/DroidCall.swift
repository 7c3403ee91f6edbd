import JSON
package import Tools

/// The dialect of DroidCall: calls as code, `result0 = f(a="x")`, or as JSON with ids, `{"id": 0, "name": …}`.
///
/// The turns are ChatML, as with the Qwen models that it tunes; the last question carries the functions. What a call is
/// given of one before, `result0` or `"#0"`, becomes the text `$1`, which counts the calls of the answer from 1.
package struct DroidCall: WritingDialect {
    /// The name of the JSON form is `droidcall-json`.
    package static let name = "droidcall"

    /// How functions and calls are written.
    package enum Form: Sendable {
        case code
        case json
    }

    private let form: Form

    package init(_ form: Form = .code) { self.form = form }

    package var stops: [String] { ["<|im_end|>", "<|endoftext|>"] }

    package func prompt(_ conversation: Conversation) throws(DialectError) -> Prompt {
        let (system, turns) = try Turns.split(conversation, for: Self.name)
        var writer = ChatML.writer
        let instruction = conversation.tools.isEmpty ? [] : [DroidCallPrompt.system]
        let lines = ([system].compactMap(\.self) + instruction).joined(separator: "\n")
        if !lines.isEmpty { ChatML.write("system", lines, to: &writer) }
        let lastUser = turns.lastIndex { if case .user = $0 { true } else { false } }
        for (index, turn) in turns.enumerated() {
            switch turn {
            case .user(let text):
                let carriesTools = index == lastUser && !conversation.tools.isEmpty
                let prompt = DroidCallPrompt(form: form, tools: conversation.tools)
                ChatML.write("user", carriesTools ? prompt.text(query: text) : text, to: &writer)
            case .assistant(let text, let calls): ChatML.write("assistant", said(text, calls), to: &writer)
            case .results(let results): ChatML.write("user", self.text(of: results), to: &writer)
            }
        }
        writer.template("<|im_start|>assistant\n")
        return writer.prompt
    }

    package func answer(_ text: String, _ calls: [ChatCall]) throws(DialectError) -> Prompt {
        if case .code = form { try PythonicText.check(calls, for: Self.name) }
        return Prompt([.text(said(text, calls))])
    }

    package func makeParser(tools: [FunctionDeclaration]) -> any AnswerParser {
        switch form {
        case .code:
            StatementParser(StatementReader(StatementReader.Form(endings: stops), tools: tools))
        case .json:
            NumberedCallParser(
                AnswerSplitter(BareCalls.rules(.init(), tools: tools), stops: stops, layout: BareCalls.layout))
        }
    }

    private func said(_ text: String, _ calls: [ChatCall]) -> String {
        guard !calls.isEmpty else { return text }
        return (text.isEmpty ? "" : text + "\n") + self.text(of: calls)
    }

    private func text(of calls: [ChatCall]) -> String {
        switch form {
        case .code:
            return StatementText(
                printer: PythonPrinter(quote: .double), prefix: { "result\($0 - 1) = " },
                reference: { "result\($0 - 1)" }
            ).lines(calls)
        case .json:
            let objects = calls.enumerated().map { index, call in
                JSONValue.object([
                    "id": .integer(Int64(index)), "name": .string(call.name),
                    "arguments": CallNumbers.written(.object(call.arguments), before: index + 1),
                ])
            }
            return PythonJSON(indent: 2).text(.array(objects))
        }
    }

    private func text(of results: [ChatResult]) -> String {
        results.enumerated().map { index, result in
            switch form {
            case .code: "result\(index) = \(PythonPrinter(quote: .double).text(result.content))"
            case .json: PythonJSON().text(["id": .integer(Int64(index)), "result": result.content])
            }
        }
        .joined(separator: "\n")
    }
}

/// Reads the references `"#0"` of calls with ids, which count from 0, as `$1`.
struct NumberedCallParser: AnswerParser {
    private var parser: AnswerSplitter
    private var count = 0

    init(_ parser: AnswerSplitter) { self.parser = parser }

    mutating func feed(_ bytes: [UInt8]) -> [AnswerEvent] { numbered(parser.feed(bytes)) }

    mutating func finish() -> [AnswerEvent] { numbered(parser.finish()) }

    private mutating func numbered(_ events: [AnswerEvent]) -> [AnswerEvent] {
        events.map { event in
            guard case .call(let call) = event else { return event }
            count += 1
            let arguments = CallNumbers.read(.object(call.arguments), before: count)
            return .call(ToolCall(call.name, arguments.object ?? call.arguments))
        }
    }
}

/// The two spellings of a reference: `#0` counts from 0, `$1` from 1.
enum CallNumbers {
    /// A value whose texts `#0` that refer to calls before the one of a number are `$1`.
    static func read(_ value: JSONValue, before number: Int) -> JSONValue {
        mapped(value) { text in
            Self.number(of: text, mark: "#").flatMap { $0 + 1 < number ? "$\($0 + 1)" : nil }
        }
    }

    /// The reverse of `read`.
    static func written(_ value: JSONValue, before number: Int) -> JSONValue {
        mapped(value) { text in
            Self.number(of: text, mark: "$").flatMap { 0 < $0 && $0 < number ? "#\($0 - 1)" : nil }
        }
    }

    private static func number(of text: String, mark: String) -> Int? {
        guard text.hasPrefix(mark), let number = Int(text.dropFirst()), "\(mark)\(number)" == text else { return nil }
        return number
    }

    private static func mapped(_ value: JSONValue, _ change: (String) -> String?) -> JSONValue {
        switch value {
        case .string(let text): .string(change(text) ?? text)
        case .array(let values): .array(values.map { mapped($0, change) })
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, mapped($0.value, change)) }))
        default: value
        }
    }
}
