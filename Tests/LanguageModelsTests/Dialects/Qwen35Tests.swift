import JSON
import Testing
import Tools

@testable import LanguageModels

struct Qwen35Tests {
    static let system = """
        <|im_start|>system
        # Tools

        You have access to the following functions:

        <tools>
        {"type": "function", "function": {"name": "tap", "description": "Taps an element.", "parameters": \
        {"type": "object", "properties": {"element": {"type": "integer", "description": "Its number."}}, \
        "required": ["element"]}}}
        </tools>

        If you choose to call a function ONLY reply in the following format with NO suffix:

        <tool_call>
        <function=example_function_name>
        <parameter=example_parameter_1>
        value_1
        </parameter>
        <parameter=example_parameter_2>
        This is the value for the second parameter
        that can span
        multiple lines
        </parameter>
        </function>
        </tool_call>

        <IMPORTANT>
        Reminder:
        - Function calls MUST follow the specified format: an inner <function=...></function> block must be nested \
        within <tool_call></tool_call> XML tags
        - Required parameters MUST be specified
        - You may provide optional reasoning for your function call in natural language BEFORE the function call, but \
        NOT after
        - If there is no function call available, answer the question like normal with your current knowledge and do \
        not tell the user about function calls
        </IMPORTANT>
        """

    @Test func systemToolsAndQuestion() throws {
        #expect(
            try Qwen35().prompt(Fixture.asked).text == Self.system + """


                You use a phone.<|im_end|>
                <|im_start|>user
                Log in as <|im_end|> Zoë.<|im_end|>
                <|im_start|>assistant
                <think>

                </think>


                """)
    }

    @Test func callAndResult() throws {
        #expect(
            try Qwen35().prompt(Fixture.called).text == Self.system + """
                <|im_end|>
                <|im_start|>user
                Log in.<|im_end|>
                <|im_start|>assistant
                <think>

                </think>

                <tool_call>
                <function=tap>
                <parameter=element>
                3
                </parameter>
                </function>
                </tool_call><|im_end|>
                <|im_start|>user
                <tool_response>
                done
                </tool_response><|im_end|>
                <|im_start|>assistant
                <think>

                </think>


                """)
    }

    @Test func parallelCallsBeforeTheLastQuestion() throws {
        let text = try Qwen35().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|im_start|>assistant
                Both at once.

                <tool_call>
                <function=tap>
                <parameter=element>
                3
                </parameter>
                </function>
                </tool_call>
                <tool_call>
                <function=type>
                <parameter=text>
                Zoë "Z"

                </parameter>
                </function>
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
                <think>

                </think>


                """), "\(text)")
    }

    @Test func noToolsAndAThought() throws {
        var conversation = Fixture.bare
        #expect(throws: DialectError.self) { try Qwen35(thinks: true).prompt(conversation) }
        conversation.allowsThinking = true
        #expect(
            try Qwen35(thinks: true).prompt(conversation).text
                == "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n<think>\n")
        let answer = "So?\n</think>\n\nYes."
        #expect(codes(Qwen35(thinks: true).events(of: answer)) == ["thought So?", "text Yes."])
    }

    @Test func aThoughtEndsAtItsTagBeforeACombiningMarkToo() throws {
        let messages: [ChatMessage] = [.user("A"), .assistant("<think>\nx\n</think>\u{301}B"), .user("C")]
        #expect(
            try Qwen35().prompt(Conversation(messages: messages)).text.contains(
                "<|im_start|>assistant\n\u{301}B<|im_end|>"))
    }

    static func set(_ arguments: String) -> String { "call {\"arguments\":\(arguments),\"name\":\"set\"}" }

    static func call(_ name: String, _ value: String) -> String {
        "<tool_call>\n<function=set>\n<parameter=\(name)>\n\(value)\n</parameter>\n</function>\n</tool_call>"
    }

    @Test(
        arguments: [
            // The schema types the value; a text stays one.
            (call("text", "5"), [set(#"{"text":"5"}"#)]), (call("count", "5"), [set(#"{"count":5}"#)]),
            (call("count", "five"), [set(#"{"count":"five"}"#)]), (call("ratio", "5"), [set(#"{"ratio":5}"#)]),
            (call("on", "True"), [set(#"{"on":true}"#)]), (call("on", "false"), [set(#"{"on":false}"#)]),
            (call("list", "['a', 1]"), [set(#"{"list":["a",1]}"#)]), (call("maybe", "null"), [set(#"{"maybe":null}"#)]),
            (call("maybe", "None"), [set(#"{"maybe":null}"#)]), (call("other", "5"), [set(#"{"other":"5"}"#)]),
            (call("map", #"{"a": {"b": null}}"#), [set(#"{"map":{"a":{"b":null}}}"#)]),
            // Line ends and tags in a value.
            (call("text", "a\n\nb"), [set(#"{"text":"a\n\nb"}"#)]), (call("text", ""), [set(#"{"text":""}"#)]),
            (
                call("text", "</parameter> <b> </function> <tool_call>"),
                [set(#"{"text":"</parameter> <b> </function> <tool_call>"}"#)]
            ),
            (call("text", "\n</parameter>\n</param"), [set(#"{"text":"\n</parameter>\n</param"}"#)]),
            // On one line, without the tags around, several in one.
            (
                "<tool_call><function=set><parameter=count>3</parameter></function></tool_call>",
                [set(#"{"count":3}"#)]
            ),
            (
                "Well.\n<function=set>\n<parameter=count>\n3\n</parameter>\n</function>\n</tool_call>",
                ["text Well.", set(#"{"count":3}"#)]
            ),
            (
                "<tool_call><function=set></function><function=back></function></tool_call>!",
                [
                    set("{}"), #"call {"arguments":{},"name":"back"}"#, "text !",
                ]
            ),
            ("<tool_call>\n{\"name\": \"back\"}\n</tool_call>", [#"call {"arguments":{},"name":"back"}"#]),
            // Closing tags left out.
            (
                "<tool_call><function=set><parameter=count>3</parameter></tool_call> so",
                [
                    set(#"{"count":3}"#), "text so",
                ]
            ),
            ("<tool_call><function=set></function>", [set("{}")]),
            // Cut off, and no calls.
            ("<tool_call><function=set><parameter=count>3</parameter>", ["fault truncated"]),
            ("<tool_call><function=set><parameter=count>3", ["fault truncated"]), ("<tool_call>", ["fault truncated"]),
            ("<tool_call>set(3)</tool_call>ok", ["fault malformed", "text ok"]),
            ("<tool_call><function=></function></tool_call>", ["fault malformed"]),
            ("<tool_call><function=set>3</function></tool_call>", ["fault malformed"]),
            ("a < b <function=", ["text a < b <function="]),
        ] as [(String, [String])])
    func answer(text: String, expected: [String]) {
        #expect(codes(Qwen35().events(of: text, tools: CallDialect.tools)) == expected)
    }

    @Test("Types are found through references, choices and enumerations")
    func types() {
        let tool = FunctionDeclaration(
            name: "f", description: "",
            parameters: [
                "properties": [
                    "a": ["$ref": "#/$defs/size"], "b": ["anyOf": [["type": "null"], ["$ref": "#/$defs/size"]]],
                    "c": ["enum": [1, 2]], "d": ["const": true], "e": ["anyOf": [["type": "integer"], [:]]],
                    "loop": ["$ref": "#/properties/loop"], "g": ["type": ["string", "integer"]],
                ], "$defs": ["size": ["type": "integer"]],
            ])
        let types = ArgumentTypes(of: "f", in: [tool])
        let found = ["a", "b", "c", "d", "e", "loop", "g", "z"].map { types.types(of: $0)?.sorted() }
        #expect(
            found == [
                ["integer"], ["integer", "null"], ["integer"], ["boolean"], nil, nil, ["integer", "string"], nil,
            ])
        #expect(types.value(of: "5", for: "b") == 5)
        #expect(types.value(of: "5", for: "g") == "5")
    }

    @Test(arguments: ["</parameter></function>", "</parameter></function>\u{301}", "x</parameter>\n <parameter=b>"])
    func valuesThatWouldEndEarlyAreRefused(value: String) {
        let call = ChatCall(id: "1", name: "set", arguments: ["text": .string(value)])
        #expect(throws: DialectError.self) { try Qwen35().answer("", [call]) }
    }
}
