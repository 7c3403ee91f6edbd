import JSON
import LanguageModels
import Testing
import Tools

@testable import ChatEndpoints

struct ChatRequestTests {
    static let tools = Examples.tap.json.print()
    static let messages = #"[{"role":"system","content":"You tap."},{"role":"user","content":"tap one"}]"#
    static let stream = #""stream":true,"stream_options":{"include_usage":true}"#

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var kind: ServerKind
        var options: ChatOptions
        /// The members behind model and messages.
        var golden: String
        var warnings: [ChatWarning.Code] = []

        var testDescription: String { "\(kind): \(name)" }
    }

    static let cases = [
        Case(
            name: "auto", kind: .unknown, options: ChatOptions(),
            golden: #""temperature":0,\#(stream),"tools":[\#(tools)],"tool_choice":"auto""#),
        Case(
            name: "everything", kind: .unknown,
            options: ChatOptions(
                temperature: 0.5, seed: 7, maxTokens: 20, toolChoice: .required, parallelCalls: false, stop: ["END"],
                logprobs: true),
            golden: """
                "temperature":0.5,"seed":7,"max_tokens":20,"stop":["END"],"logprobs":true,\(stream),\
                "tools":[\(tools)],"tool_choice":"required","parallel_tool_calls":false
                """),
        Case(
            name: "a named tool", kind: .vLLM, options: ChatOptions(toolChoice: .named("tap")),
            golden: """
                "temperature":0,\(stream),"tools":[\(tools)],\
                "tool_choice":{"type":"function","function":{"name":"tap"}},\
                "chat_template_kwargs":{"enable_thinking":false}
                """),
        Case(
            name: "no tool", kind: .unknown, options: ChatOptions(toolChoice: .none),
            golden: #""temperature":0,\#(stream)"#),
        Case(
            name: "schema", kind: .lmStudio,
            options: ChatOptions(toolChoice: .none, constraint: .jsonSchema(name: "call", Examples.schema)),
            golden: """
                "temperature":0,\(stream),"response_format":{"type":"json_schema","json_schema":\
                {"name":"call","schema":\(Examples.schema.print()),"strict":true}}
                """),
        Case(
            name: "schema", kind: .llamaCppPython,
            options: ChatOptions(toolChoice: .none, constraint: .jsonSchema(name: "call", Examples.schema)),
            golden: """
                "temperature":0,\(stream),"response_format":{"type":"json_object","schema":\(Examples.schema.print())}
                """),
        Case(
            name: "grammar", kind: .llamaServer,
            options: ChatOptions(toolChoice: .none, constraint: .grammar("root ::= \"a\"")),
            golden:
                #""temperature":0,\#(stream),"grammar":"root ::= \"a\"","chat_template_kwargs":{"enable_thinking":false}"#
        ),
        Case(
            name: "grammar", kind: .vLLM,
            options: ChatOptions(toolChoice: .none, constraint: .grammar("root ::= \"a\"")),
            golden:
                #""temperature":0,\#(stream),"structured_outputs":{"grammar":"root ::= \"a\""},"chat_template_kwargs":{"enable_thinking":false}"#
        ),
        Case(
            name: "grammar", kind: .ollama,
            options: ChatOptions(toolChoice: .none, constraint: .grammar("root ::= \"a\"")),
            golden: #""temperature":0,\#(stream),"reasoning_effort":"none""#, warnings: [.grammarNotHeld]),
        Case(
            name: "grammar", kind: .unknown,
            options: ChatOptions(toolChoice: .none, constraint: .grammar("root ::= \"a\"")),
            golden: #""temperature":0,\#(stream),"grammar":"root ::= \"a\"""#, warnings: [.grammarNotHeld]),
        Case(
            name: "required", kind: .ollama, options: ChatOptions(toolChoice: .required),
            golden:
                #""temperature":0,\#(stream),"tools":[\#(tools)],"tool_choice":"required","reasoning_effort":"none""#,
            warnings: [.toolChoiceNotHeld]),
        Case(
            name: "a named tool", kind: .llamaCppPython, options: ChatOptions(toolChoice: .named("tap")),
            golden:
                #""temperature":0,\#(stream),"tools":[\#(tools)],"tool_choice":{"type":"function","function":{"name":"tap"}}"#
        ),
    ]

    @Test("The request is the golden one", arguments: cases)
    func golden(_ example: Case) throws {
        let request = try request(Examples.withTools, example.options, example.kind.capabilities())
        #expect(
            JSONValue.object(request.body).print()
                == #"{"model":"m","messages":\#(Self.messages),\#(example.golden)}"#)
        #expect(request.warnings.map(\.code) == example.warnings)
    }

    @Test("Calls and results are said in OpenAI's shape")
    func messages() throws {
        let conversation = Conversation(messages: [
            .user("go"),
            .assistant("I tap.", calls: [ChatCall(id: "c1", name: "tap", arguments: ["element": 1])]),
            .result(ChatResult(id: "c1", name: "tap", content: ["ok": true])),
            .assistant("", calls: [ChatCall(id: "c2", name: "tap", arguments: ["element": 2])]),
            .result(ChatResult(id: "c2", name: "tap", content: "done")), .assistant("Done."),
        ])
        let request = try request(conversation, ChatOptions(), EndpointCapabilities())
        let golden = """
            [{"role":"user","content":"go"},\
            {"role":"assistant","content":"I tap.","tool_calls":[{"id":"c1","type":"function",\
            "function":{"name":"tap","arguments":"{\\"element\\":1}"}}]},\
            {"role":"tool","tool_call_id":"c1","name":"tap","content":"{\\"ok\\":true}"},\
            {"role":"assistant","content":"","tool_calls":[{"id":"c2","type":"function",\
            "function":{"name":"tap","arguments":"{\\"element\\":2}"}}]},\
            {"role":"tool","tool_call_id":"c2","name":"tap","content":"done"},\
            {"role":"assistant","content":"Done."}]
            """
        #expect(request.body["messages"]?.print() == golden)
    }

    @Test("A model that may think is not told otherwise")
    func thinking() throws {
        var conversation = Examples.greeting
        conversation.allowsThinking = true
        for kind in [ServerKind.ollama, .vLLM, .llamaServer] {
            let request = try request(conversation, ChatOptions(), kind.capabilities())
            #expect(request.body["chat_template_kwargs"] == nil && request.body["reasoning_effort"] == nil)
        }
    }

    @Test("Fields that were refused stay out, and max_tokens changes its name")
    func leftOut() throws {
        var known = EndpointCapabilities()
        known.leftOut = [.seed, .maxTokens, .streamOptions]
        let request = try request(Examples.greeting, ChatOptions(seed: 1, maxTokens: 5), known)
        #expect(
            request.body["seed"] == nil && request.body["max_tokens"] == nil && request.body["stream_options"] == nil)
        #expect(request.body["max_completion_tokens"] == 5)
        #expect(request.warnings.map(\.code) == [.fieldLeftOut])
    }

    @Test(
        "Tools are told as text where the server has none, or none for this choice",
        arguments: [
            (ServerKind.llamaCppPython, ChatOptions.ToolChoice.auto, [ChatWarning.Code.toolsAsText]),
            (.llamaCppPython, .required, [.toolsAsText, .toolChoiceNotHeld]),
            (.lmStudio, .named("tap"), [.toolsAsText, .toolChoiceNotHeld]),
        ])
    func text(kind: ServerKind, choice: ChatOptions.ToolChoice, warnings: [ChatWarning.Code]) throws {
        let request = try request(Examples.withTools, ChatOptions(toolChoice: choice), kind.capabilities())
        #expect(request.body["tools"] == nil && request.body["tool_choice"] == nil)
        #expect(request.dialect != nil)
        let said = request.body["messages"]?[0]?["content"]?.string ?? ""
        #expect(said.hasPrefix("You tap.") && said.contains("Taps an element.") && said.contains("\"element\""))
        #expect(request.warnings.map(\.code) == warnings)
    }

    private func request(
        _ conversation: Conversation, _ options: ChatOptions, _ capabilities: EndpointCapabilities
    ) throws -> ChatRequest {
        try ChatRequest(conversation, options, model: "m", capabilities: capabilities)
    }
}
