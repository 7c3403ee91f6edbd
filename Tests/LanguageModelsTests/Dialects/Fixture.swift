import JSON
import Testing
import Tools

@testable import LanguageModels

/// What tests of dialects say and ask for.
enum Fixture {
    static let tap = FunctionDeclaration(
        name: "tap", description: "Taps an element.",
        parameters: [
            "type": "object", "properties": ["element": ["type": "integer", "description": "Its number."]],
            "required": ["element"],
        ])
    static let type = FunctionDeclaration(
        name: "type", description: "Types \"text\".",
        parameters: ["type": "object", "properties": ["text": ["type": "string"]], "required": ["text"]])
    static let tools = [tap, type]
    static let tapJSON = """
        {"type": "function", "function": {"name": "tap", "description": "Taps an element.", "parameters": \
        {"type": "object", "properties": {"element": {"type": "integer", "description": "Its number."}}, \
        "required": ["element"]}}}
        """
    static let typeJSON = #"""
        {"type": "function", "function": {"name": "type", "description": "Types \"text\".", "parameters": \#
        {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}}}
        """#
    /// The call that most answers in tests make, as `codes` writes it.
    static let tap3 = #"call {"arguments":{"element":3},"name":"tap"}"#

    /// System, tools and a question.
    static let asked = Conversation(
        messages: [.system("You use a phone."), .user("Log in as <|im_end|> Zoë.")], tools: [tap])
    /// A call and its result.
    static let called = Conversation(
        messages: [
            .user("Log in."), .assistant("", calls: [call(1, "tap", ["element": 3])]),
            .result(ChatResult(id: "call_1", name: "tap", content: "done")),
        ], tools: [tap])
    /// Two calls in one turn, after text, and both results.
    static let parallel = Conversation(
        messages: [
            .system("You use a phone."), .user("Log in."),
            .assistant(
                "Both at once.", calls: [call(1, "tap", ["element": 3]), call(2, "type", ["text": "Zoë \"Z\"\n"])]),
            .result(ChatResult(id: "call_1", name: "tap", content: ["ok": true, "ms": 1.5])),
            .result(ChatResult(id: "call_2", name: "type", content: "typed")),
            .assistant("Done."), .user("Thanks"),
        ], tools: tools)
    /// No tools, no system message.
    static let bare = Conversation(messages: [.user("Hi")])

    static func call(_ number: Int, _ name: String, _ arguments: JSONObject) -> ChatCall {
        ChatCall(id: "call_\(number)", name: name, arguments: arguments)
    }
}

extension Dialect {
    /// The events of an answer that comes in pieces, neighbouring texts and thoughts joined.
    func events(of pieces: [[UInt8]], tools: [FunctionDeclaration] = Fixture.tools) -> [AnswerEvent] {
        var parser = makeParser(tools: tools)
        var events: [AnswerEvent] = []
        for piece in pieces { events += parser.feed(piece) }
        return joined(events + parser.finish())
    }

    /// The events of an answer that comes at once.
    func events(of answer: String, tools: [FunctionDeclaration] = Fixture.tools) -> [AnswerEvent] {
        events(of: [Array(answer.utf8)], tools: tools)
    }
}

/// Expects an answer to be read so, whole and byte by byte, and each beginning of it to hold no other calls.
func expect(
    _ dialect: any Dialect, reads text: String, as expected: [String],
    at location: SourceLocation = #_sourceLocation
) {
    #expect(codes(dialect.events(of: text)) == expected, sourceLocation: location)
    #expect(codes(dialect.events(of: text.utf8.map { [$0] })) == expected, sourceLocation: location)
    let calls = expected.filter { $0.hasPrefix("call ") }
    for length in 0..<text.utf8.count {
        let found = codes(dialect.events(of: [Array(text.utf8.prefix(length))])).filter { $0.hasPrefix("call ") }
        #expect(found == Array(calls.prefix(found.count)), "\(length) bytes", sourceLocation: location)
    }
}

/// Joins neighbouring texts, and neighbouring thoughts.
func joined(_ events: [AnswerEvent]) -> [AnswerEvent] {
    events.reduce(into: []) { joined, event in
        switch (joined.last, event) {
        case (.text(let before), .text(let text)): joined[joined.count - 1] = .text(before + text)
        case (.thought(let before), .thought(let text)): joined[joined.count - 1] = .thought(before + text)
        default: joined.append(event)
        }
    }
}

/// Events as short texts; of faults the code alone, as their messages are for people.
func codes(_ events: [AnswerEvent]) -> [String] {
    events.map { event in
        switch event {
        case .text(let text): "text \(text)"
        case .thought(let text): "thought \(text)"
        case .call(let call): "call \(call.json.print(.canonical))"
        case .fault(let fault): "fault \(fault.code)"
        }
    }
}
