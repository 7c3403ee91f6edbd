import JSON
import Testing
import Tools

@testable import LanguageModels

struct Phi4MiniTests {
    static let tap = """
        {"name": "tap", "description": "Taps an element.", "parameters": {"type": "object", "properties": {"element": \
        {"type": "integer", "description": "Its number."}}, "required": ["element"]}}
        """

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try Phi4Mini().prompt(Fixture.asked).text == """
                <|system|>You use a phone.<|tool|>[\(Self.tap)]<|/tool|><|end|><|user|>Log in as <|im_end|> Zoë.<|end|>\
                <|assistant|>
                """)
    }

    @Test func callAndResult() throws {
        #expect(
            try Phi4Mini().prompt(Fixture.called).text == """
                <|system|>You are a helpful assistant with some tools.<|tool|>[\(Self.tap)]<|/tool|><|end|>\
                <|user|>Log in.<|end|><|assistant|><|tool_call|>[{"name": "tap", "arguments": {"element": 3}}]\
                <|/tool_call|><|end|><|tool_response|>"done"<|end|><|assistant|>
                """)
    }

    @Test func parallelCalls() throws {
        let text = try Phi4Mini().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|user|>Log in.<|end|><|assistant|>Both at once.<|tool_call|>[{"name": "tap", "arguments": \
                {"element": 3}}, {"name": "type", "arguments": {"text": "Zoë \\"Z\\"\\n"}}]<|/tool_call|><|end|>\
                <|tool_response|>{"ok": true, "ms": 1.5}<|end|><|tool_response|>"typed"<|end|>\
                <|assistant|>Done.<|end|><|user|>Thanks<|end|><|assistant|>
                """), "\(text)")
    }

    @Test func noTools() throws {
        #expect(try Phi4Mini().prompt(Fixture.bare).text == "<|user|>Hi<|end|><|assistant|>")
    }

    @Test(
        arguments: [
            (#"<|tool_call|>[{"name": "tap", "arguments": {"element": 3}}]<|/tool_call|>"#, [Fixture.tap3]),
            (#"<|tool_call|>[{"name": "tap", "arguments": {"element": 3}}]<|end|>"#, [Fixture.tap3]),
            (
                #"<|tool_call|>{"name": "tap", "arguments": {"element": 3}}, {"name": "far"}<|/tool_call|>Done."#,
                [Fixture.tap3, #"call {"arguments":{},"name":"far"}"#, "text Done."]
            ),
            (#"functools[{"name": "tap", "arguments": {"element": 3}}]"#, [Fixture.tap3]),
            (#"[{"name": "tap", "arguments": {"element": 3}}]"#, [Fixture.tap3]),
            (
                "So functools[x] is\n[{\"name\": \"tap\", \"arguments\": {}}]",
                ["text So functools[x] is\n[{\"name\": \"tap\", \"arguments\": {}}]"]
            ),
            (#"<|tool_call|>[{"name": "tap", "arg"#, ["fault truncated"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        expect(Phi4Mini(), reads: text, as: expected)
    }
}
