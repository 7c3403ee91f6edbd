import JSON
import Testing
import Tools

@testable import LanguageModels

struct Granite4Tests {
    static let toolsText = """
        You are a helpful assistant with access to the following tools. You may call one or more tools to assist with \
        the user query.

        You are provided with function signatures within <tools></tools> XML tags:
        <tools>
        \(Fixture.tapJSON)
        </tools>

        For each tool call, return a json object with function name and arguments within <tool_call></tool_call> XML \
        tags:
        <tool_call>
        {"name": <function-name>, "arguments": <args-json-object>}
        </tool_call>. If a tool does not exist in the provided list of tools, notify the user that you do not have the \
        ability to fulfill the request.
        """

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try Granite4().prompt(Fixture.asked).text == """
                <|start_of_role|>system<|end_of_role|>You use a phone.

                \(Self.toolsText)<|end_of_text|>
                <|start_of_role|>user<|end_of_role|>Log in as <|im_end|> Zoë.<|end_of_text|>
                <|start_of_role|>assistant<|end_of_role|>
                """)
    }

    @Test func callAndResult() throws {
        #expect(
            try Granite4().prompt(Fixture.called).text == """
                <|start_of_role|>system<|end_of_role|>\(Self.toolsText)<|end_of_text|>
                <|start_of_role|>user<|end_of_role|>Log in.<|end_of_text|>
                <|start_of_role|>assistant<|end_of_role|><tool_call>
                {"name": "tap", "arguments": {"element": 3}}
                </tool_call><|end_of_text|>
                <|start_of_role|>user<|end_of_role|>
                <tool_response>
                done
                </tool_response><|end_of_text|>
                <|start_of_role|>assistant<|end_of_role|>
                """)
    }

    @Test func parallelCalls() throws {
        let text = try Granite4().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|start_of_role|>assistant<|end_of_role|>Both at once.
                <tool_call>
                {"name": "tap", "arguments": {"element": 3}}
                </tool_call>
                <tool_call>
                {"name": "type", "arguments": {"text": "Zoë \\"Z\\"\\n"}}
                </tool_call><|end_of_text|>
                <|start_of_role|>user<|end_of_role|>
                <tool_response>
                {"ok": true, "ms": 1.5}
                </tool_response>
                <tool_response>
                typed
                </tool_response><|end_of_text|>
                <|start_of_role|>assistant<|end_of_role|>Done.<|end_of_text|>
                <|start_of_role|>user<|end_of_role|>Thanks<|end_of_text|>
                <|start_of_role|>assistant<|end_of_role|>
                """), "\(text)")
    }

    @Test func noTools() throws {
        #expect(
            try Granite4().prompt(Fixture.bare).text == """
                <|start_of_role|>system<|end_of_role|>You are a helpful assistant. Please ensure responses are \
                professional, accurate, and safe.<|end_of_text|>
                <|start_of_role|>user<|end_of_role|>Hi<|end_of_text|>
                <|start_of_role|>assistant<|end_of_role|>
                """)
    }

    @Test func answer() {
        let text =
            "I tap.\n<tool_call>\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n</tool_call><|end_of_text|>"
        expect(Granite4(), reads: text, as: ["text I tap.", Fixture.tap3])
    }
}
