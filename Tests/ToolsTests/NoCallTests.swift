import JSON
import Testing
import ToolTestSupport
import Tools

@Suite("The offer to call nothing")
struct NoCallTests {
    static func taxi() throws -> ToolRegistry { try ToolRegistry([Tool("call_taxi", "Order a taxi.", risk: .pays)]) }

    @Test("The offer is in every rendering")
    func renderings() throws {
        let space = CallSpace(try Self.taxi(), on: nil, offering: .anyReason)
        #expect(
            space.text == """
                call_taxi() - Order a taxi.
                no_call(reason: done|infeasible|off_topic) - Call nothing: the task is done, no tool can do it, or it is \
                about something else.
                """)
        #expect(space.functions.map(\.name) == ["call_taxi", "no_call"])
        let calls = try #require(space.jsonSchema["anyOf"]?.array)
        #expect(calls.last?["properties"]?["name"]?["const"] == "no_call")
        let reason = calls.last?["properties"]?["arguments"]?["properties"]?["reason"]
        #expect(reason?["enum"] == ["done", "infeasible", "off_topic"])
    }

    @Test("The call of nothing is valid where it is offered, and read back", arguments: NoCall.Reason.allCases)
    func validation(reason: NoCall.Reason) throws {
        let space = CallSpace(try Self.taxi(), on: nil, offering: .anyReason)
        #expect(try space.validate(.noCall(reason)).noCall == reason)
        let error = #expect(throws: ToolCallError.self) {
            try CallSpace(try Self.taxi(), on: nil).validate(.noCall(reason))
        }
        #expect(error?.code == .unknownTool)
    }

    @Test("Only the offered reasons are taken")
    func someReasons() throws {
        let space = CallSpace(try Self.taxi(), on: nil, offering: NoCall([.infeasible]))
        #expect(try space.validate(.noCall(.infeasible)).noCall == .infeasible)
        let error = #expect(throws: ToolCallError.self) { try space.validate(.noCall(.done)) }
        #expect(error?.code == .notAChoice)
    }

    @Test("Nothing is added where tools can end the task, the name is taken, or there is no reason")
    func notNeeded() throws {
        #expect(CallSpace(.ui, on: ToolFixture.inbox, offering: .anyReason)["no_call"] == nil)
        let done = try ToolRegistry([UITool.done.tool])
        #expect(CallSpace(done, on: nil, offering: .anyReason).choices.count == 1)
        let own = try ToolRegistry([Tool("no_call", "Ours.")])
        #expect(CallSpace(own, on: nil, offering: .anyReason)["no_call"]?.tool.summary == "Ours.")
        #expect(CallSpace(try Self.taxi(), on: nil, offering: NoCall([]))["no_call"] == nil)
        #expect(CallSpace(try Self.taxi(), on: nil)["no_call"] == nil)
    }

    @Test("Another tool's reason is no call of nothing, nor is an unknown reason")
    func notNoCall() {
        #expect(ToolCall("infeasible", ["reason": "done"]).noCall == nil)
        #expect(ToolCall("no_call", ["reason": "tired"]).noCall == nil)
        #expect(ToolCall("no_call").noCall == nil)
    }

    @Test("The pseudo-tool passes the checks of registration")
    func form() throws {
        try CallSpace(try Self.taxi(), on: nil, offering: .anyReason).registry.tools.forEach { try $0.checkForm() }
    }
}
