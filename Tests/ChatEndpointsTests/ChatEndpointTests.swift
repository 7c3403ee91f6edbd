import ChatEndpoints
import JSON
import LanguageModels
import NIOCore
import NIOPosix
import TestSupport
import Testing
import Tools

@Suite(.hangGuard)
struct ChatEndpointTests {
    static let hello = ChatAnswer(text: "hello", usage: TokenUsage(prompt: 11, output: 3))

    @Test("A stream that comes byte by byte is the same answer, told word by word")
    func dripping() async throws {
        try await answer(from: DrippingServer(bytes: Array(Stream.text(["hel", "lo"]).utf8))) { answer, log, server in
            try #expect(answer.get() == Self.hello)
            #expect(log.answered == [.text("hel"), .text("lo")])
            #expect(log.warnings == [])
            #expect(server.requests.map(\.path) == ["/v1/models", "/props", "/api/version", "/v1/chat/completions"])
        }
    }

    @Test("The request says what it takes, asks for no compression, and carries the key")
    func headers() async throws {
        try await answer(from: SteadyServer(), key: Secret("hunter2")) { _, _, server in
            for request in server.requests {
                #expect(request.headers["authorization"] == "Bearer hunter2")
                #expect(request.headers["accept-encoding"] == nil)
                #expect(request.headers["host"] == "127.0.0.1:\(server.port)")
            }
            #expect(server.chats.first?.headers["content-type"] == "application/json")
            #expect(server.chats.first?.headers["accept"] == "text/event-stream, application/json")
            let body = try JSONValue(parsing: server.chats.first?.body ?? "")
            #expect(body["model"] == "tiny" && body["stream"] == true)
        }
    }

    @Test(
        "Content types and line ends do not matter",
        arguments: [
            ("text/event-stream", Stream.text(["hel", "lo"]).replacing("\n", with: "\r\n")),
            ("application/json", Stream.text(["hel", "lo"])),
            ("text/plain", "\u{FEFF}: hi\n\n" + Stream.text(["hello"])),
            ("text/html", Stream.document), ("text/event-stream", "\r\n " + Stream.document),
        ])
    func contentTypes(type: String, body: String) async throws {
        try await answer(from: SteadyServer(body: body, headers: ["content-type": type])) { answer, log, _ in
            var answer = try answer.get()
            #expect(log.warnings == (body.contains("[DONE]") ? [] : [.notStreamed]))
            answer.warnings = []
            #expect(answer == Self.hello)
        }
    }

    @Test(
        "A body that is no chat completion is an error that quotes it",
        arguments: [
            (
                "<html><head><title>Router</title></head><body>Please log in</body></html>",
                EndpointError.Code.badAnswer, "Please log in"
            ),
            ("", .badAnswer, "empty"), ("{\"ok\":true}", .badAnswer, "neither choices"),
            ("data: x\n\n", .badAnswer, "not JSON"),
            ("{\"a\":\"\u{1}\u{7F}", .badAnswer, "not JSON"),
        ])
    func badBodies(body: String, code: EndpointError.Code, words: String) async throws {
        try await answer(from: SteadyServer(body: body)) { answer, log, _ in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == code)
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            #expect(log.answered == [])
        }
    }

    @Test("Bytes that are no UTF-8 become marks, not errors")
    func invalidUTF8() async throws {
        let bytes =
            Array("data: {\"choices\":[{\"delta\":{\"content\":\"a".utf8) + [0xFF]
            + Array("\"}}]}\n\ndata: [DONE]\n\n".utf8)
        try await answer(from: DrippingServer(bytes: bytes)) { answer, _, _ in
            try #expect(answer.get().text == "a\u{FFFD}")
        }
    }

    @Test("Answers and events have limits")
    func hugeBodies() async throws {
        let long = Stream.text([String(repeating: "x", count: 100_000)])
        for limits in [EndpointLimits(answerBytes: 50_000), EndpointLimits(eventBytes: 50_000)] {
            try await answer(from: SteadyServer(body: long), limits: limits) { answer, _, _ in
                #expect(throws: EndpointError.self) { try answer.get() }
                #expect(code(answer) == .tooLong)
            }
        }
        // Of an error's body no more is read than is worth it.
        let server = SteadyServer(status: 400, body: String(repeating: "y", count: 100_000))
        try await answer(from: server, limits: EndpointLimits(reportBytes: 1000)) { answer, _, _ in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.message.count ?? 0 < 300)
        }
    }

    @Test(
        "A status is an error with a code, and only what passes is asked for again",
        arguments: [
            (
                401, #"{"error":{"message":"Incorrect API key provided: hunter2"}}"#, EndpointError.Code.unauthorized,
                "key provided: •••"
            ),
            (403, "no", .unauthorized, "“no”"), (404, "<html><body>Not here</body></html>", .refused, "“Not here”"),
            (400, #"{"error":"model is missing"}"#, .refused, "model is missing"),
            (500, "<h1>Internal</h1>", .serverFailed, "“Internal”"),
            (500, #"{"detail":"boom"}"#, .serverFailed, "“boom”"),
            (418, "", .refused, "418, the server refused the request"),
        ])
    func statuses(status: Int, body: String, code: EndpointError.Code, words: String) async throws {
        try await answer(from: SteadyServer(status: status, body: body), key: Secret("hunter2")) {
            answer, log, server in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == code && error?.status == status)
            #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
            #expect("\(String(describing: error))".contains("hunter2") == false)
            #expect(error?.url == "\(server.url)/v1/chat/completions")
            #expect(server.chats.count == 1 && log.events == [])
        }
    }

    @Test("A redirect is not followed, and its target named without its query")
    func redirect() async throws {
        let server = SteadyServer(status: 307, body: "", headers: ["location": "https://example.org/v1/chat?token=abc"])
        try await answer(from: server, key: Secret("hunter2")) { answer, _, server in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == .redirected)
            #expect(error?.message.contains("“https://example.org/v1/chat”") == true)
            #expect(server.chats.count == 1)
        }
    }

    @Test("Without a model in the address the server's first is asked, and one that has none is an error")
    func models() async throws {
        try await StubServer.with(SteadyServer()) { server in
            try await ChatEndpoint.with(EndpointAddress(server.url)) { endpoint in
                #expect(endpoint.name == "\(server.url)/v1")
                _ = try await endpoint.answer(Examples.greeting)
                #expect(endpoint.name == "tiny")
            }
        }
        for page in [#"{"object":"list","data":null}"#, #"{"object":"list","data":[]}"#] {
            try await answer(from: ModellessServer(page: page)) { answer, _, _ in #expect(code(answer) == .noModel) }
        }
        try await answer(from: ModellessServer(page: nil)) { answer, _, server in
            #expect(code(answer) == .refused)
            #expect(server.chats.isEmpty)
        }
        try await answer(from: ModellessServer(page: nil), model: "mine") { answer, _, server in
            try #expect(answer.get().text == "hello")
            try #expect(JSONValue(parsing: server.chats[0].body)["model"] == "mine")
        }
    }

    @Test(
        "What a server is, is asked of it once",
        arguments: [
            (["/v1/models": SteadyServer().models("me")], ServerKind.llamaCppPython, 1),
            (
                ["/v1/models": SteadyServer().models("x"), "/props": #"{"default_generation_settings":{}}"#],
                .llamaServer, 2
            ),
            (["/v1/models": SteadyServer().models("x"), "/api/version": #"{"version":"0.12.3"}"#], .ollama, 3),
            (["/v1/models": SteadyServer().models("vllm"), "/version": #"{"version":"0.10.0"}"#], .vLLM, 2),
            (["/v1/models": SteadyServer().models("organization_owner")], .lmStudio, 1),
        ])
    func probes(pages: [String: String], kind: ServerKind, questions: Int) async throws {
        try await StubServer.with(PagedServer(pages: pages)) { server in
            try await ChatEndpoint.with(EndpointAddress(server.url)) { endpoint in
                for _ in 0..<2 { _ = try await endpoint.answer(Examples.greeting) }
                #expect(endpoint.kind == kind)
                #expect(server.requests.count == questions + 2)
                if kind == .vLLM { #expect(endpoint.capabilities.grammar == .guided) }
            }
        }
    }

    @Test("Usage sums up over an endpoint's answers, which may be asked for at once")
    func usage() async throws {
        try await StubServer.with(SteadyServer()) { server in
            try await ChatEndpoint.with(EndpointAddress(server.url)) { endpoint in
                try await withThrowingTaskGroup(of: ChatAnswer.self) { group in
                    for _ in 0..<20 { group.addTask { try await endpoint.answer(Examples.greeting) } }
                    for try await answer in group { #expect(answer == Self.hello) }
                }
                #expect(endpoint.usage == TokenUsage(prompt: 220, output: 60))
            }
        }
    }

    @Test("A key goes over plain http to this computer alone, unless that is allowed, and must fit a header")
    func keys() async throws {
        func code(_ url: String, _ key: String, allowed: Bool = false) async -> EndpointError.Code? {
            do {
                try await ChatEndpoint.with(EndpointAddress(url), key: Secret(key), allowsPlaintextKey: allowed) { _ in
                }
                return nil
            } catch { return (error as? EndpointError)?.code }
        }
        #expect(await code("http://example.org", "k") == .insecureKey)
        #expect(await code("http://127.0.0.1.example.org", "k") == .insecureKey)
        #expect(await code("http://example.org", "k", allowed: true) == nil)
        #expect(await code("https://example.org", "k") == nil)
        #expect(await code("http://localhost", "k") == nil)
        for key in ["", "a b", "a\n", "a\r\nx-evil: 1", "ключ"] {
            #expect(await code("http://localhost", key) == .badKey)
        }
    }

    private func code(_ answer: Result<ChatAnswer, any Error>) -> EndpointError.Code? {
        if case .failure(let error as EndpointError) = answer { error.code } else { nil }
    }
}

/// Answers, but lists no model; nil has no list at all.
struct ModellessServer: ServerBehaviour {
    var page: String?
    var pages: [String: String] { page.map { ["/v1/models": $0] } ?? [:] }

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        try await response.send(200, Stream.text(["hel", "lo"]))
    }
}

/// Answers, and serves these pages beside.
struct PagedServer: ServerBehaviour {
    var pages: [String: String]

    func answer(_ request: RecordedRequest, number: Int, _ response: StubResponse) async throws {
        try await response.send(200, Stream.text(["hel", "lo"]))
    }
}

/// Asks a stub once, and hands over what came of it.
func answer(
    from behaviour: some ServerBehaviour, _ conversation: Conversation = Examples.greeting,
    _ options: ChatOptions = .init(), model: String? = nil, key: Secret? = nil, limits: EndpointLimits = .init(),
    clock: any Clock<Duration> = ContinuousClock(),
    _ body: (Result<ChatAnswer, any Error>, EventLog, StubServer) async throws -> Void
) async throws {
    try await StubServer.with(behaviour) { server in
        let address = try EndpointAddress(server.url + (model.map { "#\($0)" } ?? ""))
        let log = EventLog()
        let result: Result<ChatAnswer, any Error>
        do {
            result = .success(
                try await ChatEndpoint.with(address, key: key, limits: limits, clock: clock, random: { 0 }) {
                    endpoint in
                    try await endpoint.answer(conversation, options, onEvent: log.append)
                })
        } catch {
            result = .failure(error)
        }
        try await body(result, log, server)
    }
}
