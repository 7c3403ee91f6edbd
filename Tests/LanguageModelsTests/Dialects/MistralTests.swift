import JSON
import Testing
import Tools

@testable import LanguageModels

struct MistralTests {
    static let tools = "[AVAILABLE_TOOLS][\(Fixture.tapJSON)][/AVAILABLE_TOOLS]"
    static let bothTools = "[AVAILABLE_TOOLS][\(Fixture.tapJSON), \(Fixture.typeJSON)][/AVAILABLE_TOOLS]"

    @Test(
        arguments: [
            (Mistral(), "<s>\(tools)[INST]You use a phone.\n\nLog in as <|im_end|> Zoë.[/INST]"),
            (
                Mistral11(),
                "<s>[SYSTEM_PROMPT]You use a phone.[/SYSTEM_PROMPT]\(tools)[INST]Log in as <|im_end|> Zoë.[/INST]"
            ),
            (
                Mistral11(version: .v11),
                "<s>[SYSTEM_PROMPT]You use a phone.[/SYSTEM_PROMPT]\(tools)[INST]Log in as <|im_end|> Zoë.[/INST]"
            ),
        ] as [(any Dialect, String)])
    func systemToolsAndQuestion(dialect: any Dialect, expected: String) throws {
        #expect(try dialect.prompt(Fixture.asked).text == expected)
    }

    @Test(
        arguments: [
            (
                Mistral(),
                "<s>\(tools)[INST]Log in.[/INST]"
                    + #"[TOOL_CALLS][{"name": "tap", "arguments": {"element": 3}, "id": "call00001"}]</s>"#
                    + #"[TOOL_RESULTS]{"content": "done", "call_id": "call00001"}[/TOOL_RESULTS]"#
            ),
            (
                Mistral11(),
                "<s>\(tools)[INST]Log in.[/INST]"
                    + #"[TOOL_CALLS]tap[ARGS]{"element": 3}</s>[TOOL_RESULTS]done[/TOOL_RESULTS]"#
            ),
            (
                Mistral11(version: .v11),
                "<s>\(tools)[INST]Log in.[/INST]" + #"[TOOL_CALLS]tap[CALL_ID]call00001[ARGS]{"element": 3}</s>"#
                    + "[TOOL_RESULTS]call00001[TOOL_CONTENT]done[/TOOL_RESULTS]"
            ),
        ] as [(any Dialect, String)])
    func callAndResult(dialect: any Dialect, expected: String) throws {
        #expect(try dialect.prompt(Fixture.called).text == expected)
    }

    @Test(
        arguments: [
            (
                Mistral(),
                "<s>[INST]Log in.[/INST]"
                    + #"[TOOL_CALLS][{"name": "tap", "arguments": {"element": 3}, "id": "call00001"}, "#
                    + #"{"name": "type", "arguments": {"text": "Zoë \"Z\"\n"}, "id": "call00002"}]</s>"#
                    + #"[TOOL_RESULTS]{"content": {"ok": true, "ms": 1.5}, "call_id": "call00001"}[/TOOL_RESULTS]"#
                    + #"[TOOL_RESULTS]{"content": "typed", "call_id": "call00002"}[/TOOL_RESULTS]Done.</s>"#
                    + "\(bothTools)[INST]You use a phone.\n\nThanks[/INST]"
            ),
            (
                Mistral11(),
                "<s>[SYSTEM_PROMPT]You use a phone.[/SYSTEM_PROMPT]\(bothTools)[INST]Log in.[/INST]Both at once."
                    + #"[TOOL_CALLS]tap[ARGS]{"element": 3}[TOOL_CALLS]type[ARGS]{"text": "Zoë \"Z\"\n"}</s>"#
                    + #"[TOOL_RESULTS]{"ok": true, "ms": 1.5}[/TOOL_RESULTS][TOOL_RESULTS]typed[/TOOL_RESULTS]"#
                    + "Done.</s>[INST]Thanks[/INST]"
            ),
        ] as [(any Dialect, String)])
    func parallelCalls(dialect: any Dialect, expected: String) throws {
        #expect(try dialect.prompt(Fixture.parallel).text == expected)
    }

    @Test(arguments: [Mistral(), Mistral11()] as [any Dialect])
    func noTools(dialect: any Dialect) throws {
        #expect(try dialect.prompt(Fixture.bare).text == "<s>[INST]Hi[/INST]")
    }

    @Test func anIDThatFitsIsKept() throws {
        let conversation = Conversation(messages: [
            .user("Hi"), .assistant("", calls: [ChatCall(id: "aB3dE6gH9", name: "tap", arguments: [:])]),
        ])
        #expect(try Mistral().prompt(conversation).text.contains(#""id": "aB3dE6gH9""#))
    }

    @Test(arguments: [[.user("A"), .user("B")], [.assistant("A")]] as [[ChatMessage]])
    func turnsMustAlternate(messages: [ChatMessage]) {
        #expect(throws: DialectError.self) { try Mistral().prompt(Conversation(messages: messages)) }
        #expect(throws: DialectError.self) { try Mistral11().prompt(Conversation(messages: messages)) }
    }

    @Test(
        arguments: [
            (#"[TOOL_CALLS][{"name": "tap", "arguments": {"element": 3}, "id": "abcdefghi"}]</s>"#, [Fixture.tap3]),
            (#"[TOOL_CALLS] [{"name": "tap", "arguments": {"element": 3}}]"#, [Fixture.tap3]),
            (#"[TOOL_CALLS]{"name": "tap", "arguments": {"element": 3}}"#, [Fixture.tap3]),
            (#"Now.[TOOL_CALLS]tap[ARGS]{"element": 3}"#, ["text Now.", Fixture.tap3]),
            (
                #"[TOOL_CALLS]tap{"element": 3}[TOOL_CALLS]tap[CALL_ID]abc[ARGS]{"element": 3}</s>"#,
                [Fixture.tap3, Fixture.tap3]
            ),
            (#"[THINK]Hm.[/THINK][TOOL_CALLS]tap[ARGS]{"element": 3}"#, ["thought Hm.", Fixture.tap3]),
            // Engines drop special tokens.
            (#"[{"name": "tap", "arguments": {"element": 3}}]"#, [Fixture.tap3]),
            (
                "See [1] and\n[{\"name\": \"tap\", \"arguments\": {}}]",
                ["text See [1] and\n[{\"name\": \"tap\", \"arguments\": {}}]"]
            ),
            (
                #"[TOOL_CALLS]tap[ARGS]{"s": "[TOOL_CALLS]"}"#,
                [#"call {"arguments":{"s":"[TOOL_CALLS]"},"name":"tap"}"#]
            ),
            (
                #"[TOOL_CALLS]tap[ARGS]{"element": 3[TOOL_CALLS]tap[ARGS]{"element": 3}"#,
                [Fixture.tap3, Fixture.tap3]
            ),
            (#"[TOOL_CALLS]tap[ARGS]{"element": 3"#, ["fault truncated"]),
            ("[TOOL_CALLS]tap", ["fault truncated"]),
            (#"[TOOL_CALLS][{"name": "tap", "arguments": {"element": 3}, "id": "abc"#, [Fixture.tap3]),
            (#"[TOOL_CALLS][{"name": "tap", "arguments": {"element"#, ["fault truncated"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        expect(Mistral(), reads: text, as: expected)
        expect(Mistral11(), reads: text, as: expected)
    }
}
