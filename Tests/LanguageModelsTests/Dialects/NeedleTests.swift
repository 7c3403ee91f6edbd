import JSON
import Testing
import Tools

@testable import LanguageModels

struct NeedleTests {
    static let tap = """
        {"name":"tap","description":"Taps an element.","parameters":{"type":"object","properties":{"element":\
        {"type":"integer","description":"Its number."}},"required":["element"]}}
        """

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try Needle().prompt(Fixture.asked).text == """
                <|im_start|>system
                You use a phone.<|im_end|>
                <|im_start|>user
                <tools>[\(Self.tap)]</tools>
                Log in as <|im_end|> Zoë.<|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func callAndResult() throws {
        #expect(
            try Needle().prompt(Fixture.called).text == """
                <|im_start|>user
                <tools>[\(Self.tap)]</tools>
                Log in.<|im_end|>
                <|im_start|>assistant
                <tool_call>[{"name":"tap","arguments":{"element":3}}]</tool_call><|im_end|>
                <|im_start|>user
                <tool_result>done</tool_result><|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func parallelCalls() throws {
        let text = try Needle().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|im_start|>assistant
                Both at once.<tool_call>[{"name":"tap","arguments":{"element":3}},{"name":"type","arguments":\
                {"text":"Zoë \\"Z\\"\\n"}}]</tool_call><|im_end|>
                <|im_start|>user
                <tool_result>{"ok":true,"ms":1.5}</tool_result><tool_result>typed</tool_result><|im_end|>
                <|im_start|>assistant
                Done.<|im_end|>
                <|im_start|>user
                Thanks<|im_end|>
                <|im_start|>assistant

                """), "\(text)")
    }

    @Test func noTools() throws {
        #expect(
            try Needle().prompt(Fixture.bare).text == """
                <|im_start|>user
                <tools>[]</tools>
                Hi<|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test(
        arguments: [
            (
                #"<think>\#nelement 3\#n</think>\#n<tool_call>[{"name":"tap","arguments":{"element":3}}]</tool_call><|im_end|>"#,
                ["thought element 3", Fixture.tap3]
            ),
            ("<tool_call>[]</tool_call>", []),
            (#"<tool_call>[{"name":"tap","arguments":{"element":3}}]"#, [Fixture.tap3]),
            ("<tool_call>[", ["fault truncated"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        expect(Needle(), reads: text, as: expected)
    }
}
