import ChatEndpoints
import JSON
import LanguageModels
import TestSupport
import Testing
import Tools

struct ChatStreamTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var body: String
        var events: [AnswerEvent]
        var answer: ChatAnswer

        /// A stream of these deltas.
        init(
            _ name: String, _ deltas: [String], finish: String? = "stop", events: [AnswerEvent], _ answer: ChatAnswer
        ) {
            self.init(
                name,
                body: Stream.events(
                    deltas.map { Stream.chunk($0) } + (finish.map { [Stream.chunk("{}", finish: $0)] } ?? [])),
                events: events, answer)
        }

        init(_ name: String, body: String, events: [AnswerEvent], _ answer: ChatAnswer) {
            self.name = name
            self.body = body
            self.events = events
            self.answer = answer
        }

        var testDescription: String { name }
    }

    static let one = ChatCall(id: "c1", name: "tap", arguments: ["element": 1])
    static let two = ChatCall(id: "call_1", name: "tap", arguments: ["element": 2])
    static let tapOne = AnswerEvent.call(ToolCall("tap", ["element": 1]))
    static let tapTwo = AnswerEvent.call(ToolCall("tap", ["element": 2]))

    static let cases = [
        Case(
            "text", body: Stream.text(["hel", "lo"]), events: [.text("hello")],
            ChatAnswer(text: "hello", usage: TokenUsage(prompt: 11, output: 3))),
        Case(
            "CRLF", body: Stream.events([Stream.chunk(#"{"content":"a"}"#, finish: "stop")], lineEnd: "\r\n"),
            events: [.text("a")], ChatAnswer(text: "a")),
        Case(
            "a document in place of a stream", body: Stream.document, events: [.text("hello")],
            ChatAnswer(text: "hello", usage: TokenUsage(prompt: 11, output: 3))),
        Case(
            "a document behind a mark and line ends", body: "\u{FEFF}\n\n" + Stream.document, events: [.text("hello")],
            ChatAnswer(text: "hello", usage: TokenUsage(prompt: 11, output: 3))),
        Case(
            "a call in pieces of name and arguments",
            [
                #"{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"ta","arguments":""}}]}"#,
                #"{"tool_calls":[{"index":0,"function":{"name":"p"}}]}"#,
                #"{"tool_calls":[{"index":0,"function":{"arguments":"{\"elem"}}]}"#,
                #"{"tool_calls":[{"index":0,"function":{"arguments":"ent\":1}"}}]}"#,
            ], finish: "tool_calls", events: [tapOne], ChatAnswer(calls: [one], finish: .calls)),
        Case(
            "llama-cpp-python repeats id and name with every piece",
            [
                #"{"content":null,"function_call":null,"tool_calls":null}"#,
                #"{"function_call":{"name":"tap","arguments":"{\""},"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"tap","arguments":"{\"ele"}}]}"#,
                #"{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"tap","arguments":"ment\":1"}}]}"#,
                #"{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"tap","arguments":"} "}}]}"#,
            ], finish: "tool_calls", events: [tapOne], ChatAnswer(calls: [one], finish: .calls)),
        Case(
            "several calls, the ids of some missing, behind text",
            [
                #"{"content":"Now "}"#,
                #"{"tool_calls":[{"index":0,"id":"c1","function":{"name":"tap","arguments":"{\"element\":1}"}}]}"#,
                #"{"tool_calls":[{"index":1,"function":{"name":"tap","arguments":"{\"element\":"}}]}"#,
                #"{"tool_calls":[{"index":1,"function":{"arguments":"2}"}}]}"#,
            ], finish: "tool_calls", events: [.text("Now "), tapOne, tapTwo],
            ChatAnswer(text: "Now ", calls: [one, two], finish: .calls)),
        Case(
            "Ollama: arguments as an object, the same index twice, finish reason stop",
            [
                #"{"tool_calls":[{"index":0,"id":"c1","function":{"name":"tap","arguments":{"element":1}}},{"index":0,"id":"c1x","function":{"name":"tap","arguments":{"element":2}}}]}"#
            ], events: [tapOne, tapTwo],
            ChatAnswer(
                calls: [one, ChatCall(id: "c1x", name: "tap", arguments: ["element": 2])], finish: .calls)),
        Case(
            "no index, no id",
            [
                #"{"tool_calls":[{"function":{"name":"tap","arguments":"{\"element\":2}"}}]}"#,
                #"{"tool_calls":[{"function":{"name":"tap","arguments":"{\"element\":"}}]}"#,
                #"{"tool_calls":[{"function":{"arguments":"1}"}}]}"#,
            ], finish: "tool_calls", events: [tapTwo, tapOne],
            ChatAnswer(
                calls: [two, ChatCall(id: "call_2", name: "tap", arguments: ["element": 1])], finish: .calls)),
        Case(
            "an id that stands in the conversation is not given twice",
            [#"{"tool_calls":[{"index":0,"id":"c0","function":{"name":"tap","arguments":"{\"element\":2}"}}]}"#],
            finish: "tool_calls", events: [tapTwo], ChatAnswer(calls: [two], finish: .calls)),
        Case(
            "no arguments, null arguments, arguments as JSON in a string",
            [
                #"{"tool_calls":[{"index":0,"id":"a","function":{"name":"back"}}]}"#,
                #"{"tool_calls":[{"index":1,"id":"b","function":{"name":"back","arguments":"null"}}]}"#,
                #"{"tool_calls":[{"index":2,"id":"c1","function":{"name":"tap","arguments":"\"{\\\"element\\\":1}\""}}]}"#,
            ], finish: "tool_calls", events: [.call(ToolCall("back")), .call(ToolCall("back")), tapOne],
            ChatAnswer(
                calls: [
                    ChatCall(id: "a", name: "back", arguments: [:]), ChatCall(id: "b", name: "back", arguments: [:]),
                    one,
                ], finish: .calls)),
        Case(
            "a call cut off for lack of tokens",
            [#"{"tool_calls":[{"index":0,"id":"c1","function":{"name":"tap","arguments":"{\"elem"}}]}"#],
            finish: "length", events: [.fault(truncated)], ChatAnswer(faults: [truncated], finish: .length)),
        Case(
            "arguments that are no object",
            [#"{"tool_calls":[{"index":0,"id":"c1","function":{"name":"tap","arguments":"[1]"}}]}"#],
            finish: "tool_calls", events: [.fault(malformed)], ChatAnswer(faults: [malformed], finish: .stop)),
        Case(
            "a raw control character in a string of the arguments",
            [
                #"{"tool_calls":[{"index":0,"id":"c1","function":{"name":"say","arguments":"{\"text\":\"a\u0019b\"}"}}]}"#
            ],
            finish: "tool_calls", events: [.call(ToolCall("say", ["text": "a\u{19}b"]))],
            ChatAnswer(calls: [ChatCall(id: "c1", name: "say", arguments: ["text": "a\u{19}b"])], finish: .calls)),
        Case(
            "thoughts under both names, null beside them",
            [
                #"{"reasoning_content":"hm","content":null}"#, #"{"reasoning":" so","reasoning_content":null}"#,
                #"{"content":"a"}"#,
            ], events: [.thought("hm so"), .text("a")], ChatAnswer(text: "a")),
        Case(
            "content in parts", [#"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}"#],
            events: [.text("ab")], ChatAnswer(text: "ab")),
        Case(
            "withheld", [#"{"content":"a"}"#], finish: "content_filter", events: [.text("a")],
            ChatAnswer(text: "a", finish: .filtered)),
        Case(
            "[DONE] without a reason", [#"{"content":"a"}"#], finish: nil, events: [.text("a")], ChatAnswer(text: "a")),
        Case(
            "a reason without [DONE]",
            body: "data: \(Stream.chunk(#"{"content":"a"}"#, finish: "length"))\n\n", events: [.text("a")],
            ChatAnswer(text: "a", finish: .length)),
        Case(
            "probabilities, cached tokens",
            body: Stream.events([
                #"{"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-0.5}]}}]}"#,
                #"{"choices":[{"delta":{"content":"b"},"logprobs":{"content":[{"token":"b","logprob":-1.5}]},"finish_reason":"stop"}]}"#,
                #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"prompt_tokens_details":{"cached_tokens":8}}}"#,
            ]), events: [.text("ab")],
            ChatAnswer(text: "ab", usage: TokenUsage(prompt: 9, output: 2, cached: 8), meanLogprob: -1)),
        Case(
            "keep-alives", body: ": ping\n\nevent: ping\ndata: {}\n\n" + Stream.text(["a"]), events: [.text("a")],
            ChatAnswer(text: "a", usage: TokenUsage(prompt: 11, output: 3))),
    ]

    static let truncated = AnswerFault(
        .truncated, "the answer ended inside the arguments of tap", text: #"tap({"elem)"#)
    static let malformed = AnswerFault(.malformed, "the arguments of tap are no JSON object", text: "tap([1])")

    static let conversation = Conversation(
        messages: [
            .user("go"), .assistant("", calls: [ChatCall(id: "c0", name: "tap", arguments: ["element": 1])]),
            .result(ChatResult(id: "c0", name: "tap", content: "done")),
        ], tools: [Examples.tap])

    @Test("Reads what servers send", arguments: cases)
    func golden(_ example: Case) throws {
        let (events, answer) = try read([Array(example.body.utf8)])
        #expect(events.joined == example.events)
        #expect(answer == example.answer)
    }

    @Test("Where the bytes are cut does not matter", arguments: cases)
    func cuts(_ example: Case) throws {
        let bytes = Array(example.body.utf8)
        try #expect(read(bytes.map { [$0] }).answer == example.answer)
        var random = SeededGenerator(state: 7)
        for _ in 0..<50 {
            var pieces: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...40, using: &random)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            let (events, answer) = try read(pieces)
            #expect(events.joined == example.events)
            #expect(answer == example.answer)
        }
    }

    @Test("What is damaged reads alike whatever the cuts, too", arguments: cases)
    func damaged(_ example: Case) {
        var random = SeededGenerator(state: 11)
        for _ in 0..<40 {
            var bytes = Array(example.body.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
                }
            }
            #expect(outcome([bytes]) == outcome(bytes.map { [$0] }))
        }
    }

    @Test("A stream cut off anywhere is never a whole answer with other calls", arguments: cases)
    func truncation(_ example: Case) throws {
        let bytes = Array(example.body.utf8)
        for count in 0..<bytes.count {
            guard let (_, answer) = try? read([Array(bytes.prefix(count))]), let answer else { continue }
            #expect(answer.calls == example.answer.calls)
            #expect(answer.text == example.answer.text)
        }
    }

    @Test(
        "What is no answer is a fault",
        arguments: [
            (#"{"error":{"message":"out of memory","code":503}}"#, ServerFault.Code.reported, "out of memory", 503),
            (#"{"error":"model is gone"}"#, .reported, "model is gone", nil),
            (#"{"object":"error","message":"too long","code":400}"#, .reported, "too long", 400),
            (
                #"{"detail":[{"loc":["body","grammar"],"msg":"not permitted"}]}"#, .reported,
                "body.grammar: not permitted", nil
            ),
            (
                #"{"error":{"message":"Unsupported value","param":"seed","code":"x"}}"#, .reported,
                "Unsupported value (seed)", nil
            ),
            (#"{"hello":1}"#, .unreadable, "neither choices nor an error", nil),
            ("[1]", .unreadable, "no JSON object", nil),
            ("{\"choices\":", .unreadable, "not JSON", nil),
            ("<html><body><h1>404</h1></body></html>", .unreadable, "a web page", nil),
            ("", .unreadable, "an empty body", nil), ("Hello.\n", .unreadable, "neither an event stream nor JSON", nil),
            ("\u{1F}\u{8B}\u{8}\u{0}", .unreadable, "neither an event stream nor JSON", nil),
        ] as [(String, ServerFault.Code, String, Int?)])
    func faults(body: String, code: ServerFault.Code, message: String, status: Int?) throws {
        for text in [body, "data: \(body)\n\n"] where text == body || ["{", "["].contains(body.prefix(1)) {
            let fault = #expect(throws: ServerFault.self) { try read([Array(text.utf8)]) }
            #expect(fault?.code == code)
            #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "")")
            #expect(fault?.status == status)
        }
    }

    @Test("An error in the middle of a stream comes behind what was said before, in one packet too")
    func errorInTheMiddle() {
        let body = "data: \(Stream.chunk(#"{"content":"a"}"#))\n\ndata: {\"error\":{\"message\":\"oops\"}}\n\n"
        var reader = AnswerBody(ChatStream(Self.conversation), limits: EndpointLimits())
        var events: [AnswerEvent] = []
        #expect(throws: ServerFault.self) { try reader.feed(Array(body.utf8), into: &events) }
        #expect(events == [.text("a")])
        #expect(reader.stream.hasBegun)
    }

    @Test(
        "Limits hold",
        arguments: [
            (EndpointLimits(answerBytes: 100), Stream.text(["a"])),
            (EndpointLimits(answerBytes: 100), Stream.document),
            (EndpointLimits(eventBytes: 50), Stream.text(["a"])),
            (
                EndpointLimits(calls: 2),
                Stream.events(
                    (0..<3).map {
                        Stream.chunk(#"{"tool_calls":[{"index":\#($0),"function":{"name":"back","arguments":""}}]}"#)
                    })
            ),
        ])
    func limits(limits: EndpointLimits, body: String) {
        for pieces in [[Array(body.utf8)], body.utf8.map { [$0] }] {
            let fault = #expect(throws: ServerFault.self) { try read(pieces, limits: limits) }
            #expect(fault?.code == .tooLong)
        }
    }

    @Test("Calls are read from text where the server knows no tools")
    func textDialect() throws {
        let body = Stream.text([
            #"So <tool_"#, #"call>{\"name\": \"tap\", \"argum"#, #"ents\": {\"element\": 1}}</tool_call>"#,
        ])
        let stream = ChatStream(Self.conversation, parser: Plain().makeParser(tools: [Examples.tap]))
        let answer = try read([Array(body.utf8)], stream).answer
        #expect(answer?.calls == [ChatCall(id: "call_1", name: "tap", arguments: ["element": 1])])
        #expect(answer?.finish == .calls)
        #expect(answer?.text == "So")
    }

    @Test("Of calls in text no more are taken than of others", arguments: [2, 3])
    func callsInText(count: Int) {
        let body = Stream.text((0..<count).map { _ in #"<tool_call>{\"name\": \"tap\"}</tool_call>"# })
        let limits = EndpointLimits(calls: 2)
        let stream = ChatStream(
            Self.conversation, parser: Plain().makeParser(tools: [Examples.tap]), limits: limits)
        let answer = Result { try read([Array(body.utf8)], stream, limits: limits).answer }
        switch answer {
        case .success(let answer): #expect(count == 2 && answer?.calls.map(\.id) == ["call_1", "call_2"])
        case .failure(let fault): #expect(count == 3 && (fault as? ServerFault)?.code == .tooLong)
        }
    }

    @Test("No probability is more than certainty", arguments: ["0.5", "1e308", "1e-9"])
    func logprobs(positive: String) throws {
        let token = "{\"logprob\":\(positive)}"
        let body = #"{"choices":[{"message":{"content":"a"},"logprobs":{"content":[\#(token),\#(token)]}}]}"#
        #expect(try read([Array(body.utf8)]).answer?.meanLogprob == 0)
    }

    /// All that a body comes to, as text.
    private func outcome(_ pieces: [[UInt8]]) -> String {
        var body = AnswerBody(ChatStream(Self.conversation), limits: EndpointLimits())
        var events: [AnswerEvent] = []
        do {
            for piece in pieces { try body.feed(piece, into: &events) }
            let end = try body.end()
            return "\((events + end.events).joined) \(String(describing: end.answer))"
        } catch {
            return "\(events.joined) \(error)"
        }
    }

    private func read(
        _ pieces: [[UInt8]], _ stream: ChatStream? = nil, limits: EndpointLimits = .init()
    ) throws -> (events: [AnswerEvent], answer: ChatAnswer?) {
        var body = AnswerBody(stream ?? ChatStream(Self.conversation, limits: limits), limits: limits)
        var events: [AnswerEvent] = []
        for piece in pieces { try body.feed(piece, into: &events) }
        let end = try body.end()
        return (events + end.events, end.answer)
    }
}
