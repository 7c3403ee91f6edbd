import JSON
import Testing
import Tools

@testable import LanguageModels

struct Llama31Tests {
    static let tapText = """
        Given the following functions, please respond with a JSON for a function call with its proper arguments that \
        best answers the given prompt.

        Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.\
        Do not use variables.

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
        var conversation = Fixture.asked
        conversation.date = "2026-11-28"
        #expect(
            try Llama31().prompt(conversation).text == """
                <|begin_of_text|><|start_header_id|>system<|end_header_id|>

                Environment: ipython
                Cutting Knowledge Date: December 2023
                Today Date: 28 Nov 2026

                You use a phone.<|eot_id|><|start_header_id|>user<|end_header_id|>

                \(Self.tapText)Log in as <|im_end|> Zoë.<|eot_id|><|start_header_id|>assistant<|end_header_id|>


                """)
    }

    @Test func callAndResult() throws {
        #expect(
            try Llama31().prompt(Fixture.called).text == """
                <|begin_of_text|><|start_header_id|>system<|end_header_id|>

                Environment: ipython
                Cutting Knowledge Date: December 2023
                Today Date: 26 Jul 2024

                <|eot_id|><|start_header_id|>user<|end_header_id|>

                \(Self.tapText)Log in.<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                {"name": "tap", "parameters": {"element": 3}}<|eot_id|><|start_header_id|>ipython<|end_header_id|>

                "done"<|eot_id|><|start_header_id|>assistant<|end_header_id|>


                """)
    }

    @Test func parallelCallsStandEachBeforeItsResult() throws {
        let text = try Llama31().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                Log in.<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                {"name": "tap", "parameters": {"element": 3}}<|eot_id|><|start_header_id|>ipython<|end_header_id|>

                {"ok": true, "ms": 1.5}<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                {"name": "type", "parameters": {"text": "Zoë \\"Z\\"\\n"}}<|eot_id|>\
                <|start_header_id|>ipython<|end_header_id|>

                "typed"<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                Done.<|eot_id|><|start_header_id|>user<|end_header_id|>

                Thanks<|eot_id|><|start_header_id|>assistant<|end_header_id|>


                """), "\(text)")
    }

    @Test func noTools() throws {
        #expect(
            try Llama31().prompt(Fixture.bare).text == """
                <|begin_of_text|><|start_header_id|>system<|end_header_id|>

                Cutting Knowledge Date: December 2023
                Today Date: 26 Jul 2024

                <|eot_id|><|start_header_id|>user<|end_header_id|>

                Hi<|eot_id|><|start_header_id|>assistant<|end_header_id|>


                """)
    }

    @Test(
        arguments: [
            Conversation(messages: [.assistant("Hi")], tools: Fixture.tools),
            Conversation(messages: [.user("Hi")], date: "yesterday"),
        ])
    func whatTheTemplateCannotSay(conversation: Conversation) {
        #expect(throws: DialectError.self) { try Llama31().prompt(conversation) }
    }

    @Test(
        arguments: [
            (#"{"name": "tap", "parameters": {"element": 3}}"#, [Fixture.tap3]),
            (#"<|python_tag|>{"name": "tap", "parameters": {"element": 3}}<|eom_id|>"#, [Fixture.tap3]),
            (
                #"{"name": "tap", "parameters": {"element": 3}}; {"name": "tap", "parameters": {"element": 3}}"#,
                [Fixture.tap3, Fixture.tap3]
            ),
            (
                #"<|python_tag|>{"name": "tap", "parameters": {"element": 3}};{"name": "far", "parameters": {}}"#,
                [Fixture.tap3, #"call {"arguments":{},"name":"far"}"#]
            ),
            ("[\n    {\"name\": \"tap\", \"parameters\": {\"element\": 3}}\n]", [Fixture.tap3]),
            (#"{"name": "tap", "parameters": "{\"element\": 3}"}"#, [Fixture.tap3]),
            (#"{"type": "function", "name": "tap", "parameters": {"element": 3}}"#, [Fixture.tap3]),
            (
                "Sure:\n{\"name\": \"tap\", \"arguments\": {\"element\": 3}}\nDone.",
                ["text Sure:", Fixture.tap3, "text Done."]
            ),
            ("```json\n{\"name\": \"tap\", \"parameters\": {\"element\": 3}}\n```", [Fixture.tap3]),
            // Only what names a declared function is a call after text, and only at the start of a line.
            (#"Say {"name": "tap", "parameters": {}}"#, [#"text Say {"name": "tap", "parameters": {}}"#]),
            ("So:\n{\"name\": \"far\", \"parameters\": {}}", ["text So:\n{\"name\": \"far\", \"parameters\": {}}"]),
            (#"{"answer": 42}"#, [#"text {"answer": 42}"#]),
            ("[1] is\n{curly} \n[x", ["text [1] is\n{curly} \n[x"]),
            // Cut off.
            (#"{"name": "tap", "parameters": {"ele"#, ["fault truncated"]),
            (#"{"name": "tap", "parameters": {"element": 3}"#, [Fixture.tap3]),
            (#"{"answer": 4"#, [#"text {"answer": 4"#]),
            (#"<|python_tag|>tap.call(element="3")"#, ["fault malformed"]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        expect(Llama31(), reads: text, as: expected)
    }
}
