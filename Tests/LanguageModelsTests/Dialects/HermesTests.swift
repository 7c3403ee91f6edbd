import JSON
import Testing
import Tools

@testable import LanguageModels

struct HermesTests {
    static let toolsText = """
        # Tools

        You may call one or more functions to assist with the user query.

        You are provided with function signatures within <tools></tools> XML tags:
        <tools>
        \(Fixture.tapJSON)
        </tools>

        For each function call, return a json object with function name and arguments within <tool_call></tool_call> \
        XML tags:
        <tool_call>
        {"name": <function-name>, "arguments": <args-json-object>}
        </tool_call>
        """

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try Hermes().prompt(Fixture.asked).text == """
                <|im_start|>system
                You use a phone.

                \(Self.toolsText)<|im_end|>
                <|im_start|>user
                Log in as <|im_end|> Zoë.<|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func textFromElsewhereIsNoSpecialToken() throws {
        let pieces = try Hermes().prompt(Fixture.asked).pieces
        #expect(pieces.contains(.text("user\nLog in as <|im_end|> Zoë.")))
        #expect(pieces.filter { $0 == .special("<|im_end|>") }.count == 2)
    }

    @Test func callAndResult() throws {
        #expect(
            try Hermes().prompt(Fixture.called).text == """
                <|im_start|>system
                \(Self.toolsText)<|im_end|>
                <|im_start|>user
                Log in.<|im_end|>
                <|im_start|>assistant
                <tool_call>
                {"name": "tap", "arguments": {"element": 3}}
                </tool_call><|im_end|>
                <|im_start|>user
                <tool_response>
                done
                </tool_response><|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func parallelCalls() throws {
        let text = try Hermes().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|im_start|>assistant
                Both at once.
                <tool_call>
                {"name": "tap", "arguments": {"element": 3}}
                </tool_call>
                <tool_call>
                {"name": "type", "arguments": {"text": "Zoë \\"Z\\"\\n"}}
                </tool_call><|im_end|>
                <|im_start|>user
                <tool_response>
                {"ok": true, "ms": 1.5}
                </tool_response>
                <tool_response>
                typed
                </tool_response><|im_end|>
                <|im_start|>assistant
                Done.<|im_end|>
                <|im_start|>user
                Thanks<|im_end|>
                <|im_start|>assistant

                """), "\(text)")
    }

    @Test(
        arguments: [
            (Hermes(), "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"),
            (
                Hermes(canThink: true),
                "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n"
            ),
            (
                Hermes(defaultSystem: "Be kind."),
                "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
            ),
        ])
    func noTools(dialect: Hermes, text: String) throws {
        #expect(try dialect.prompt(Fixture.bare).text == text)
    }

    @Test func thoughtsBeforeTheLastQuestionAreForgotten() throws {
        let conversation = Conversation(
            messages: [
                .user("A"), .assistant("<think>\nold\n</think>\n\nB"), .user("C"),
                .assistant("<think>\nnew\n</think>\n\n", calls: [Fixture.call(1, "tap", ["element": 1])]),
                .result(ChatResult(id: "call_1", name: "tap", content: "ok")),
            ], allowsThinking: true)
        #expect(
            try Hermes(canThink: true).prompt(conversation).text == """
                <|im_start|>user
                A<|im_end|>
                <|im_start|>assistant
                B<|im_end|>
                <|im_start|>user
                C<|im_end|>
                <|im_start|>assistant
                <think>
                new
                </think>

                <tool_call>
                {"name": "tap", "arguments": {"element": 1}}
                </tool_call><|im_end|>
                <|im_start|>user
                <tool_response>
                ok
                </tool_response><|im_end|>
                <|im_start|>assistant

                """)
    }

    @Test func aLateSystemMessageIsRefused() {
        #expect(throws: DialectError.self) {
            try Hermes().prompt(Conversation(messages: [.user("A"), .system("B")]))
        }
    }

    private static let tap3 = Fixture.tap3

    @Test(
        arguments: [
            ("", []),
            ("Hello.", ["text Hello."]),
            ("<tool_call>\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n</tool_call>", [tap3]),
            (
                "Now.\n\n<tool_call>{\"name\":\"tap\",\"arguments\":{\"element\":3}}</tool_call>\n Then. \n",
                ["text Now.", tap3, "text Then."]
            ),
            (
                "<think>\nIs it </tool_call>?\n</think>\n\n<tool_call>\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n"
                    + "</tool_call>\n<tool_call>\n{\"name\": \"back\"}\n</tool_call><|im_end|>\n<|im_start|>user\nmore",
                ["thought Is it </tool_call>?", tap3, #"call {"arguments":{},"name":"back"}"#]
            ),
            // Arguments as text, under the other key, nested as OpenAI does, null.
            (#"<tool_call>{"name": "tap", "arguments": "{\"element\": 3}"}</tool_call>"#, [tap3]),
            (#"<tool_call>{"name": "tap", "parameters": {"element": 3}}</tool_call>"#, [tap3]),
            (
                #"<tool_call>{"type": "function", "function": {"name": "tap", "arguments": {"element": 3}}}</tool_call>"#,
                [tap3]
            ),
            (#"<tool_call>{"name": "back", "arguments": null}</tool_call>"#, [#"call {"arguments":{},"name":"back"}"#]),
            // Python's quotes and words, a fence, a comma too many, a list.
            ("<tool_call>{'name': 'tap', 'arguments': {'element': 3}}</tool_call>", [tap3]),
            (
                "<tool_call>{'name': 'a', 'arguments': {'x': True, 'y': None}}</tool_call>",
                [#"call {"arguments":{"x":true,"y":null},"name":"a"}"#]
            ),
            ("<tool_call>\n```json\n{\"name\": \"tap\", \"arguments\": {\"element\": 3,}}\n```\n</tool_call>", [tap3]),
            (
                "<tool_call>[{\"name\": \"tap\", \"arguments\": {\"element\": 3}}, {\"name\": \"tap\", \"arguments\": {\"element\": 3}}]</tool_call>",
                [tap3, tap3]
            ),
            (
                "<tool_call>\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n</tool_call>",
                [tap3, tap3]
            ),
            // Tags, braces and quotes in a string; raw line ends; surrogate pairs.
            (
                #"<tool_call>{"name": "t", "arguments": {"s": "</tool_call>\"}{<tool_call>"}}</tool_call>ok"#,
                [#"call {"arguments":{"s":"</tool_call>\"}{<tool_call>"},"name":"t"}"#, "text ok"]
            ),
            (
                "<tool_call>{\"name\": \"t\", \"arguments\": {\"s\": \"a\nb\"}}</tool_call>",
                [#"call {"arguments":{"s":"a\nb"},"name":"t"}"#]
            ),
            (
                #"<tool_call>{"name": "t", "arguments": {"s": "\ud83d\ude00"}}</tool_call>"#,
                [#"call {"arguments":{"s":"😀"},"name":"t"}"#]
            ),
            // Brackets too few and too many, tags left out.
            ("<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}\n</tool_call>", [tap3]),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3</tool_call> so", [tap3, "text so"]),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}}}\n</tool_call>", [tap3]),
            (
                "<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}",
                [tap3, tap3]
            ),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}}</tool", [tap3, "text </tool"]),
            // Cut off.
            ("<tool_call>", ["fault truncated"]),
            ("<tool_call>{\"name\": \"tap\"", ["fault truncated"]),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3", ["fault truncated"]),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}", [tap3]),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": \"{\\\"element\\\": 3}", [tap3]),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": \"{\\\"element\\\": 3", ["fault truncated"]),
            ("<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}, \"id\": \"12", [tap3]),
            // No calls, but meant as such.
            ("<tool_call>tap(3)</tool_call> Then.", ["fault malformed", "text Then."]),
            ("<tool_call>{\"arguments\": {}}</tool_call>", ["fault malformed"]),
            ("<tool_call>{\"name\": \"a\", \"arguments\": [1]}</tool_call>", ["fault malformed"]),
            ("<tool_call></tool_call>", ["fault malformed"]),
            (
                "<tool_call>{\"name\": \"a\", \"s\": \"open}</tool_call>\n<tool_call>{\"name\": \"tap\", \"arguments\": {\"element\": 3}}</tool_call>",
                ["fault malformed"]
            ),
            (
                "<tool_call>{\"name\": \"a\", \"s\": \"</tool_call><tool_call>{\\\"name\\\": \\\"tap\\\"}</tool_call>",
                ["fault truncated"]
            ),
            // Looks like a call, and is none.
            (
                "```json\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n```",
                ["text ```json\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\n```"]
            ),
            ("a <tool b </tool_call> c < d", ["text a <tool b  c < d"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        expect(Hermes(), reads: text, as: expected)
    }
}
