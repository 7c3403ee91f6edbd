import JSON
import Testing
import Tools

@testable import LanguageModels

struct SmolLM3Tests {
    static let toolsText = """
        ### Tools

        You may call one or more functions to assist with the user query.
        You are provided with function signatures within <tools></tools> XML tags:

        <tools>
        {'type': 'function', 'function': {'name': 'tap', 'description': 'Taps an element.', 'parameters': {'type': \
        'object', 'properties': {'element': {'type': 'integer', 'description': 'Its number.'}}, 'required': \
        ['element']}}}
        </tools>

        For each function call, return a json object with function name and arguments within <tool_call></tool_call> \
        XML tags:
        <tool_call>
        {"name": <function-name>, "arguments": <args-json-object>}
        </tool_call>

        <|im_end|>
        """

    static func dated(_ conversation: Conversation, thinks: Bool = false) -> Conversation {
        var conversation = conversation
        conversation.date = "2026-11-28"
        conversation.allowsThinking = thinks
        return conversation
    }

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try SmolLM3().prompt(Self.dated(Fixture.asked)).text == """
                <|im_start|>system
                ## Metadata

                Knowledge Cutoff Date: June 2025
                Today Date: 28 November 2026
                Reasoning Mode: /no_think

                ## Custom Instructions

                You use a phone.

                \(Self.toolsText)
                <|im_start|>user
                Log in as <|im_end|> Zoë.<|im_end|>
                <|im_start|>assistant
                <think>

                </think>

                """)
    }

    @Test func callAndResult() throws {
        let text = try SmolLM3().prompt(Self.dated(Fixture.called, thinks: true)).text
        #expect(
            text.hasSuffix(
                """
                systematically present the final solution that you deem correct. The Solution section should be \
                logical, accurate, and concise and detail necessary steps needed to reach the conclusion.

                \(Self.toolsText)
                <|im_start|>user
                Log in.<|im_end|>
                <|im_start|>assistant
                <tool_call>
                {"name": "tap", "arguments": {"element": 3}}
                </tool_call><|im_end|>
                <|im_start|>user
                done<|im_end|>
                <|im_start|>assistant

                """), "\(text)")
        #expect(
            text.contains("Reasoning Mode: /think\n\n## Custom Instructions\n\nYou are a helpful AI assistant named"))
    }

    @Test func parallelCalls() throws {
        let text = try SmolLM3().prompt(Self.dated(Fixture.parallel)).text
        #expect(
            text.hasSuffix(
                """
                <|im_start|>assistant
                <think>

                </think>
                Both at once.
                <tool_call>
                {"name": "tap", "arguments": {"element": 3}}
                </tool_call>
                <tool_call>
                {"name": "type", "arguments": {"text": "Zoë \\"Z\\"\\n"}}
                </tool_call><|im_end|>
                <|im_start|>user
                {"ok": true, "ms": 1.5}<|im_end|>
                <|im_start|>user
                typed<|im_end|>
                <|im_start|>assistant
                <think>

                </think>
                Done.<|im_end|>
                <|im_start|>user
                Thanks<|im_end|>
                <|im_start|>assistant
                <think>

                </think>

                """), "\(text)")
    }

    @Test func noToolsLeaveTheSystemTurnOpen() throws {
        #expect(
            try SmolLM3().prompt(Self.dated(Fixture.bare)).text == """
                <|im_start|>system
                ## Metadata

                Knowledge Cutoff Date: June 2025
                Today Date: 28 November 2026
                Reasoning Mode: /no_think

                ## Custom Instructions

                You are a helpful AI assistant named SmolLM, trained by Hugging Face.

                <|im_start|>user
                Hi<|im_end|>
                <|im_start|>assistant
                <think>

                </think>

                """)
    }

    @Test(arguments: [("Be kind. /no_think", true, "/no_think"), ("/think Be kind.", false, "/think")])
    func theSystemMessageSetsTheMode(system: String, allows: Bool, mode: String) throws {
        let conversation = Conversation(messages: [.system(system), .user("Hi")])
        let text = try SmolLM3().prompt(Self.dated(conversation, thinks: allows)).text
        #expect(text.contains("Reasoning Mode: \(mode)\n"))
        #expect(text.split(separator: "\n").contains { $0.hasSuffix("Be kind.") })
    }

    @Test func aDateIsNeeded() {
        #expect(throws: DialectError.self) { try SmolLM3().prompt(Fixture.asked) }
    }

    @Test func answer() {
        let text = "<think>\nHm.\n</think>\n<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}}</tool_call>"
        expect(SmolLM3(), reads: text, as: ["thought Hm.", Fixture.tap3])
    }
}
