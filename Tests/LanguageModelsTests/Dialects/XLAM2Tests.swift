import JSON
import Testing
import Tools

@testable import LanguageModels

struct XLAM2Tests {
    /// The end of the instructions and one tool.
    static let tapText = """
        directly in plain text. The available tools are:

        {
            "type": "function",
            "function": {
                "name": "tap",
                "description": "Taps an element.",
                "parameters": {
                    "type": "object",
                    "properties": {
                        "element": {
                            "type": "integer",
                            "description": "Its number."
                        }
                    },
                    "required": [
                        "element"
                    ]
                }
            }
        }


        """

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try XLAM2().prompt(Fixture.asked).text == """
                <|im_start|>system
                You use a phone.
                You have access to a set of tools. When using tools, make calls in a single JSON array:\u{20}

                [{"name": "tool_call_name", "arguments": {"arg1": "value1", "arg2": "value2"}}, ... (additional \
                parallel tool calls as needed)]

                If no tool is suitable, state that explicitly. If the user's input lacks required parameters, ask for \
                clarification. Do not interpret or respond until tool results are returned. Once they are available, \
                process them or make additional calls if needed. For tasks that don't require tools, such as casual \
                conversation or general advice, respond \(Self.tapText)<|im_end|><|im_start|>user
                Log in as <|im_end|> Zoë.<|im_end|><|im_start|>assistant

                """)
    }

    @Test func callAndResult() throws {
        let text = try XLAM2().prompt(Fixture.called).text
        #expect(
            text.hasPrefix(
                """
                <|im_start|>system
                You are a helpful assistant that can use tools. You are developed by Salesforce xLAM team.
                You have access
                """))
        #expect(
            text.hasSuffix(
                """
                \(Self.tapText)<|im_end|><|im_start|>user
                Log in.<|im_end|><|im_start|>assistant
                [{"name": "tap", "arguments": {"element": 3}}]<|im_end|><|im_start|>tool
                done<|im_end|><|im_start|>assistant

                """), "\(text)")
    }

    @Test func parallelCalls() throws {
        let text = try XLAM2().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|im_start|>assistant
                [{"name": "tap", "arguments": {"element": 3}}, {"name": "type", "arguments": {"text": \
                "Zoë \\"Z\\"\\n"}}]<|im_end|><|im_start|>tool
                {"ok": true, "ms": 1.5}<|im_end|><|im_start|>tool
                typed<|im_end|><|im_start|>assistant
                Done.<|im_end|><|im_start|>user
                Thanks<|im_end|><|im_start|>assistant

                """), "\(text)")
    }

    @Test func noTools() throws {
        #expect(
            try XLAM2().prompt(Fixture.bare).text == """
                <|im_start|>system
                You are a helpful assistant that can use tools. You are developed by Salesforce xLAM team.
                <|im_end|><|im_start|>user
                Hi<|im_end|><|im_start|>assistant

                """)
    }

    @Test(
        arguments: [
            (#"[{"name": "tap", "arguments": {"element": 3}}]"#, [Fixture.tap3]),
            (
                #"[{"name": "tap", "arguments": {"element": 3}}, {"name": "far", "arguments": {}}]<|im_end|>"#,
                [Fixture.tap3, #"call {"arguments":{},"name":"far"}"#]
            ),
            (#"{"name": "tap", "arguments": {"element": 3}}"#, [Fixture.tap3]),
            ("[]", []),
            ("No tool fits.", ["text No tool fits."]),
            ("[1, 2] are numbers.", ["text [1, 2] are numbers."]),
            (#"[{"name": "tap", "arguments": {"element": 3}}, {"name": "ta"#, [Fixture.tap3, "fault truncated"]),
            (#"[{"name": "tap", "arguments": {"element": 3}}"#, [Fixture.tap3]),
            (#"[{"name": "tap", "arguments": {"element": 3}}], as"#, [Fixture.tap3, "text , as"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        expect(XLAM2(), reads: text, as: expected)
    }
}
