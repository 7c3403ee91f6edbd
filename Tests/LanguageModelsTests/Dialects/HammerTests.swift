import JSON
import Testing
import Tools

@testable import LanguageModels

struct HammerTests {
    static func toolsText(_ tools: String) -> String {
        """
        <|im_start|>user
        [BEGIN OF TASK INSTRUCTION]
        You are a tool calling assistant. In order to complete the user's request, you need to select one or more \
        appropriate tools from the following tools and fill in the correct values for the tool parameters. Your \
        specific tasks are:
        1. Make one or more function/tool calls to meet the request based on the question.
        2. If none of the function can be used, point it out and refuse to answer.
        3. If the given question lacks the parameters required by the function, also point it out.

        The following are characters that may interact with you
        1. user: Provides query or additional information.
        2. tool: Returns the results of the tool calling.

        [END OF TASK INSTRUCTION]

        [BEGIN OF AVAILABLE TOOLS]
        \(tools)
        [END OF AVAILABLE TOOLS]

        [BEGIN OF FORMAT INSTRUCTION]

        The output MUST strictly adhere to the following JSON format, and NO other text MUST be included.
        The example format is as follows. Please make sure the parameter type is correct. If no function call is \
        needed, please directly output an empty list '[]'
        ```
        [
            {"name": "func_name1", "arguments": {"argument1": "value1", "argument2": "value2"}},
            ... (more tool calls as required)
        ]
        ```

        [END OF FORMAT INSTRUCTION]

        <|im_end|>
        """
    }

    static let tapText = toolsText(
        """
        [{"name": "tap", "description": "Taps an element.", "parameters": {"element": {"type": "integer", \
        "description": "Its number.", "required": true}}}]
        """)

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try Hammer().prompt(Fixture.asked).text == """
                <|im_start|>system
                You use a phone.<|im_end|>
                \(Self.tapText)
                <|im_start|>user
                Log in as <|im_end|> Zoë.<|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func callAndResult() throws {
        #expect(
            try Hammer().prompt(Fixture.called).text == """
                <|im_start|>system
                You are a helpful assistant.<|im_end|>
                \(Self.tapText)
                <|im_start|>user
                Log in.<|im_end|>
                <|im_start|>assistant
                ```
                [{"name": "tap", "arguments": {"element": 3}}]
                ```<|im_end|>
                <|im_start|>tool
                done<|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func parallelCalls() throws {
        let text = try Hammer().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|im_start|>assistant
                ```
                [{"name": "tap", "arguments": {"element": 3}}, {"name": "type", "arguments": {"text": \
                "Zoë \\"Z\\"\\n"}}]
                ```<|im_end|>
                <|im_start|>tool
                {"ok": true, "ms": 1.5}<|im_end|>
                <|im_start|>tool
                typed<|im_end|>
                <|im_start|>assistant
                Done.<|im_end|>
                <|im_start|>user
                Thanks<|im_end|>
                <|im_start|>assistant

                """), "\(text)")
    }

    @Test func noTools() throws {
        #expect(
            try Hammer().prompt(Fixture.bare).text == """
                <|im_start|>system
                You are a helpful assistant.<|im_end|>
                <|im_start|>user
                Hi<|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func parametersAreFlattened() throws {
        let tool = FunctionDeclaration(
            name: "f", description: "Zoë's.",
            parameters: [
                "type": "object",
                "properties": [
                    "a": ["type": "integer", "description": "A. ", "default": 5],
                    "b": ["type": "object", "properties": ["c": ["type": "string"]], "required": ["c"]],
                    "d": ["type": "boolean", "default": true],
                ],
                "required": ["a"],
            ])
        let conversation = Conversation(messages: [.user("Hi")], tools: [tool])
        let tools = #"""
            [{"name": "f", "description": "Zo\u00eb's.", "parameters": {"a": {"type": "integer", "description": \#
            "A. default is '5'", "default": 5, "required": true}, "b": {"c": {"type": "string", "required": true}}, \#
            "d": {"type": "boolean", "default": true, "description": "default is 'True'"}}}]
            """#
        #expect(try Hammer().prompt(conversation).text.contains(tools))
    }

    @Test(
        arguments: [
            ("```\n[\n    {\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n]\n```", [Fixture.tap3]),
            (
                "```json\n[{'name': 'tap', 'arguments': {'element': 3}}]\n```\nDone [1].",
                [Fixture.tap3, "text Done [1]."]
            ),
            (#"[{"name": "tap", "arguments": {"element": 3}}]"#, [Fixture.tap3]),
            ("```\n[]\n```", []),
            ("{so<|im_end|>\n<|im_start|>user\nmore", ["text {so"]),
            ("[]", []),
            ("```swift\nlet a = [1]\n```", ["text ```swift\nlet a = [1]\n```"]),
            ("```\n[{\"name\": \"tap\", \"arguments\": {\"el", ["fault truncated"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        expect(Hammer(), reads: text, as: expected)
    }
}
