import ChatEndpoints
import JSON
import LanguageModels
import TestSupport
import Testing
import Tools

/// What an endpoint does about refusals.
@Suite(.hangGuard)
struct FallbackTests {
    typealias Complaint = StubbornServer.Complaint

    static let call = Stream.text([#"<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 1}}</tool_call>"#])

    @Test("Tools that a server refuses are told as text, and calls read from text, from then on")
    func tools() async throws {
        let ollama = StubbornServer(
            complaints: [
                Complaint(
                    about: "\"tools\"",
                    body: #"{"error":{"message":"registry.ollama.ai/library/gemma3:1b does not support tools"}}"#)
            ], answer: Self.call, owner: "library")
        try await StubServer.with(ollama) { server in
            try await ChatEndpoint.with(EndpointAddress(server.url)) { endpoint in
                let log = EventLog()
                let answer = try await endpoint.answer(Examples.withTools, .init(), onEvent: log.append)
                #expect(answer.calls == [ChatCall(id: "call_1", name: "tap", arguments: ["element": 1])])
                #expect(answer.finish == .calls && answer.text == "")
                #expect(log.answered == [.call(ToolCall("tap", ["element": 1]))])
                #expect(log.warnings == [.refused, .toolsAsText])
                #expect(answer.warnings.first?.message.contains("gemma3:1b does not support tools") == true)
                #expect(endpoint.capabilities.tools == .text)
                let again = try await endpoint.answer(Examples.withTools)
                #expect(again.warnings.map(\.code) == [.toolsAsText])
                #expect(server.chats.count == 3)
            }
        }
    }

    @Test("A schema goes down its ladder, each step said")
    func schema() async throws {
        let server = StubbornServer(complaints: [
            Complaint(about: "\"json_schema\"", body: #"{"error":"'response_format.type' must be 'json_object'"}"#),
            Complaint(
                about: "\"schema\":{", status: 422,
                body:
                    #"{"detail":[{"loc":["body","response_format","schema"],"msg":"Extra inputs are not permitted"}]}"#),
            Complaint(about: "\"json_object\"", status: 501, body: "response_format is not implemented"),
        ])
        let options = ChatOptions(constraint: .jsonSchema(name: "call", Examples.schema))
        try await answer(from: server, Examples.greeting, options) { answer, log, server in
            let answer = try answer.get()
            #expect(log.warnings == [.refused, .refused, .refused, .schemaNotHeld])
            #expect(answer.warnings.map(\.code) == log.warnings)
            let asked = try server.chats.map { try JSONValue(parsing: $0.body)["response_format"]?["type"]?.string }
            #expect(asked == ["json_schema", "json_object", "json_object", nil])
        }
    }

    @Test("Answers that are refused the same at once take one step together")
    func together() async throws {
        let server = GatheringServer(
            count: 6,
            complaint: Complaint(about: "\"json_schema\"", body: #"{"error":"'response_format.type' is not known"}"#))
        try await StubServer.with(server) { stub in
            try await ChatEndpoint.with(EndpointAddress(stub.url + "#m")) { endpoint in
                let options = ChatOptions(constraint: .jsonSchema(name: "call", Examples.schema))
                try await withThrowingTaskGroup(of: ChatAnswer.self) { group in
                    for _ in 0..<6 { group.addTask { try await endpoint.answer(Examples.greeting, options) } }
                    for try await answer in group { #expect(answer.warnings.map(\.code) == [.refused]) }
                }
                #expect(endpoint.capabilities.schema == .jsonObjectWithSchema)
            }
        }
    }

    @Test("A schema that a server cannot read costs this answer its hold, not the next")
    func badSchema() async throws {
        let server = StubbornServer(complaints: [
            Complaint(about: "\"bad\"", body: #"{"error":{"message":"Invalid schema for response_format 'bad'"}}"#)
        ])
        try await StubServer.with(server) { server in
            try await ChatEndpoint.with(EndpointAddress(server.url)) { endpoint in
                let bad = try await endpoint.answer(
                    Examples.greeting, ChatOptions(constraint: .jsonSchema(name: "bad", ["type": "bad"])))
                #expect(bad.warnings.map(\.code).last == .schemaNotHeld)
                #expect(endpoint.capabilities.schema == .jsonSchema)
                let good = try await endpoint.answer(
                    Examples.greeting, ChatOptions(constraint: .jsonSchema(name: "good", Examples.schema)))
                #expect(good.warnings == [])
            }
        }
    }

    @Test("Grammar, streaming and single fields fall away, and what remains is answered")
    func rest() async throws {
        let server = StubbornServer(
            complaints: [
                Complaint(about: "\"stream_options\"", body: #"{"error":"Unknown parameter: 'stream_options'"}"#),
                Complaint(about: "\"grammar\"", body: #"{"error":"Unrecognized request argument supplied: grammar"}"#),
                Complaint(
                    about: "\"seed\"", status: 422,
                    body: #"{"detail":[{"loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}"#),
                Complaint(about: "\"stream\"", status: 501, body: "streaming is not supported"),
            ], answer: Stream.document)
        let options = ChatOptions(seed: 3, constraint: .grammar("root ::= \"a\""))
        try await answer(from: server, Examples.greeting, options) { answer, log, server in
            try #expect(answer.get().text == "hello")
            #expect(
                log.warnings == [.refused, .refused, .refused, .refused, .fieldLeftOut, .notStreamed, .grammarNotHeld])
            #expect(server.chats.count == 5)
        }
    }

    @Test("An error in a stream before anything was said is a refusal like any other")
    func errorInStream() async throws {
        let server = StubbornServer(
            complaints: [
                Complaint(
                    about: "\"tools\"", status: 200,
                    body: "data: {\"error\":{\"code\":500,\"message\":\"tools param requires --jinja flag\"}}\n\n")
            ], answer: Self.call, owner: "llamacpp")
        try await answer(from: server, Examples.withTools) { answer, log, _ in
            try #expect(answer.get().calls.count == 1)
            #expect(log.warnings == [.refused, .toolsAsText])
        }
    }

    @Test("An error in a stream after something was said ends the answer")
    func errorBehindText() async throws {
        let body =
            "data: \(Stream.chunk(#"{"content":"a"}"#))\n\ndata: {\"error\":{\"code\":503,\"message\":\"tools? out of memory\"}}\n\n"
        try await answer(from: SteadyServer(body: body), Examples.withTools) { answer, log, server in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == .brokenOff)
            #expect(error?.message.contains("out of memory") == true)
            #expect(log.answered == [.text("a")])
            #expect(server.chats.count == 1)
        }
    }

    @Test("A refusal of everything ends, with the server's words")
    func stubborn() async throws {
        let server = StubbornServer(complaints: [
            Complaint(about: "", body: #"{"error":"tools, grammar, schema, stream, seed, temperature"}"#)
        ])
        let options = ChatOptions(seed: 1, constraint: .jsonSchema(name: "x", Examples.schema))
        try await answer(from: server, Examples.withTools, options) { answer, _, server in
            let error = #expect(throws: EndpointError.self) { try answer.get() }
            #expect(error?.code == .refused && error?.status == 400)
            #expect(server.chats.count < 20)
        }
    }
}
