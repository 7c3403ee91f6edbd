import Agents
import JSON
import LanguageModels
import Testing
import Tools

@Suite("Calls of functions, chosen by a model and by words")
struct FunctionCallerTests {
    static func clock() throws -> CallSpace {
        let registry = try ToolRegistry([
            Tool(
                "set_alarm", "Set an alarm at an hour and a minute.",
                parameters: [
                    .required("hour", .integer(0...23), "The hour."),
                    .optional("minute", .integer(0...59), "The minute."),
                    .optional("sound", .oneOf(["bell", "birds"]), "What to play."),
                ]),
            Tool(
                "send_message", "Send a text message to somebody.",
                parameters: [
                    .required("to", .string(length: 1...80), "Who gets it."),
                    .required("text", .string(length: 1...400), "What it says."),
                ]),
            Tool("find_flight", "Find a flight.", parameters: [.required("day", .integer(1...31), "The day.")]),
            Tool("book", "Book a flight.", parameters: [.required("flight", .string, "Its id.")]),
        ])
        return CallSpace(registry, on: nil, offering: .anyReason)
    }

    // MARK: A model

    @Test("A valid call is taken as it is, in its normal form")
    func validCall() async throws {
        let model = ScriptedModel([.calling(("set_alarm", ["minute": 30, "hour": 7]))])
        let result = try await ChatFunctionCaller(model).calls(for: "wake me at 7:30", in: Self.clock(), .single)
        #expect(result.calls == [ToolCall("set_alarm", ["hour": 7, "minute": 30])])
        #expect(result.fault == nil && !result.wasMended)
        #expect(model.requests.count == 1)
        #expect(model.requests[0].conversation.tools.map(\.name).contains("no_call"))
        #expect(!model.requests[0].options.parallelCalls)
    }

    @Test("An invalid call is told what would be valid, and may be mended once")
    func mending() async throws {
        let model = ScriptedModel([.calling(("set_alarm", ["hour": 77])), .calling(("set_alarm", ["hour": 7]))])
        let result = try await ChatFunctionCaller(model).calls(for: "wake me at 7", in: Self.clock(), .single)
        #expect(result.calls == [ToolCall("set_alarm", ["hour": 7])])
        #expect(result.wasMended && result.fault == nil)
        #expect(result.usage == TokenUsage(prompt: 200, output: 20))
        guard case .result(let told) = try #require(model.requests[1].conversation.messages.last) else {
            Issue.record("the fault is not told as the call's result")
            return
        }
        #expect(told.id == "call_1" && told.name == "set_alarm")
        #expect(try #require(told.content["error"]?.string).contains("a whole number from 0 to 23, not 77"))
    }

    @Test("There is one second turn and no third; nothing invalid comes out")
    func onlyOneRepair() async throws {
        let model = ScriptedModel([.calling(("set_alarm", ["hour": 77])), .calling(("wake", ["hour": 7]))])
        let result = try await ChatFunctionCaller(model).calls(for: "wake me at 7", in: Self.clock(), .single)
        #expect(result.calls.isEmpty)
        #expect(try #require(result.fault).contains("unknown tool \"wake\""))
        #expect(model.requests.count == 2)
    }

    @Test("A call that cannot be read is told in words, since there is no call to answer")
    func unreadableCall() async throws {
        let broken = ChatAnswer(
            text: "<tool_call>{", faults: [AnswerFault(.truncated, "the call ends too early", text: "{")])
        let model = ScriptedModel([broken, .calling(("set_alarm", ["hour": 7]))])
        let result = try await ChatFunctionCaller(model).calls(for: "wake me at 7", in: Self.clock(), .single)
        #expect(result.calls.count == 1 && result.wasMended)
        #expect(
            Array(model.requests[1].conversation.messages.suffix(2)) == [
                .assistant("<tool_call>{"), .user("the call ends too early. Answer with the call again, put right."),
            ])
    }

    @Test("Nothing is called where the model says so, in words or by no_call")
    func noCall() async throws {
        var said = ChatAnswer(finish: .calls)
        said.calls = [ChatCall(id: "1", name: "no_call", arguments: ["reason": "off_topic"])]
        let byCall = try await ChatFunctionCaller(ScriptedModel([said])).calls(for: "sing", in: Self.clock(), .single)
        #expect(byCall.calls.isEmpty && byCall.noCall == .offTopic && byCall.fault == nil)
        let words = ChatAnswer(text: "I cannot sing.")
        let byWords = try await ChatFunctionCaller(ScriptedModel([words])).calls(for: "sing", in: Self.clock(), .single)
        #expect(byWords.calls.isEmpty && byWords.noCall == nil && byWords.text == "I cannot sing.")
    }

    @Test("A plan's calls may use results, and say which")
    func plan() async throws {
        var answer = ChatAnswer.calling(("find_flight", ["day": 3]))
        answer.calls.append(ChatCall(id: "call_2", name: "book", arguments: ["flight": "$1.id"]))
        let result = try await ChatFunctionCaller(ScriptedModel([answer])).calls(for: "fly", in: Self.clock(), .plan)
        #expect(result.calls.map(\.name) == ["find_flight", "book"])
        #expect(result.dependencies == [[], [1]])
        #expect(result.fault == nil)
    }

    @Test("A plan that waits for itself is refused and mended")
    func circularPlan() async throws {
        var circular = ChatAnswer(finish: .calls)
        circular.calls = [ChatCall(id: "1", name: "book", arguments: ["flight": "$1.id"])]
        let model = ScriptedModel([circular, .calling(("find_flight", ["day": 3]))])
        let result = try await ChatFunctionCaller(model).calls(for: "fly", in: Self.clock(), .plan)
        #expect(result.calls.map(\.name) == ["find_flight"] && result.wasMended)
    }

    @Test("An endpoint is held to the legal calls by schema or by grammar", arguments: [CallHold.schema, .grammar])
    func held(hold: CallHold) async throws {
        let space = try Self.clock()
        let said = ChatAnswer(text: #"{"name":"set_alarm","arguments":{"hour":7}}"#)
        let model = ScriptedModel([said])
        let result = try await ChatFunctionCaller(model, hold: hold).calls(for: "wake me at 7", in: space, .single)
        #expect(result.calls == [ToolCall("set_alarm", ["hour": 7])])
        let asked = try #require(model.requests.first)
        #expect(asked.conversation.tools.isEmpty && asked.options.toolChoice == .none)
        switch asked.options.constraint {
        case .jsonSchema(_, let schema): #expect(hold == .schema && schema == space.jsonSchema)
        case .grammar(let text): #expect(hold == .grammar && text.hasPrefix("root ::= "))
        case .none: Issue.record("nothing holds the model")
        }
        guard case .system(let told) = try #require(asked.conversation.messages.first) else { return }
        #expect(told.contains(#""name":"send_message""#))
    }

    @Test("Where the call was asked for as text, it is mended in words", arguments: [CallHold.schema, .grammar])
    func heldMending(hold: CallHold) async throws {
        let model = ScriptedModel([
            ChatAnswer(text: #"{"name":"set_alarm","arguments":{"hour":77}}"#),
            ChatAnswer(text: #"{"name":"set_alarm","arguments":{"hour":7}}"#),
        ])
        let result = try await ChatFunctionCaller(model, hold: hold).calls(for: "wake me", in: Self.clock(), .single)
        #expect(result.calls == [ToolCall("set_alarm", ["hour": 7])] && result.wasMended)
        let told = model.requests[1].conversation.messages.suffix(2)
        #expect(told.first == .assistant(#"{"name":"set_alarm","arguments":{"hour":77}}"#))
        guard case .user(let advice)? = told.last else {
            Issue.record("\(told)")
            return
        }
        #expect(advice.contains("0 to 23, not 77"))
    }

    @Test("A server that does not hold to the form is read leniently, and mended")
    func notHeld() async throws {
        let model = ScriptedModel([
            ChatAnswer(text: "Sure! I would wake you."),
            ChatAnswer(text: "```json\n{\"name\": \"set_alarm\", \"arguments\": {\"hour\": 7}}\n```"),
        ])
        let caller = ChatFunctionCaller(model, hold: .schema)
        let result = try await caller.calls(for: "wake me at 7", in: Self.clock(), .single)
        #expect(result.calls == [ToolCall("set_alarm", ["hour": 7])] && result.wasMended)
    }

    @Test("A single call is one, whatever the model says")
    func oneOfSeveral() async throws {
        let model = ScriptedModel([.calling(("set_alarm", ["hour": 7]), ("set_alarm", ["hour": 8]))])
        let result = try await ChatFunctionCaller(model).calls(for: "wake me", in: Self.clock(), .single)
        #expect(result.calls == [ToolCall("set_alarm", ["hour": 7])])
    }

    // MARK: Words

    @Test(
        "Words find the function and the values that the request holds",
        arguments: [
            ("set an alarm at 7", ToolCall("set_alarm", ["hour": 7])),
            ("set the alarm for 6 with birds", ToolCall("set_alarm", ["hour": 6, "sound": "birds"])),
            (
                "send \"Ada\" the message \"see you at 5\"",
                ToolCall("send_message", ["to": "Ada", "text": "see you at 5"])
            ),
        ])
    func baseline(request: String, call: ToolCall) throws {
        let result = BaselineFunctionCaller().calls(for: request, in: try Self.clock(), .single)
        #expect(result.calls == [call])
    }

    @Test(
        "Where no word fits or a value is missing, nothing is called",
        arguments: [("sing a lullaby", NoCall.Reason.offTopic), ("book", .infeasible)])
    func baselineCallsNothing(request: String, reason: NoCall.Reason) throws {
        let result = BaselineFunctionCaller().calls(for: request, in: try Self.clock(), .single)
        #expect(result.calls.isEmpty && result.noCall == reason)
    }
}
