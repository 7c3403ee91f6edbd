import JSON
import Testing
import Tools

@testable import LanguageModels

/// Llama 3.2, ToolACE, LFM2, SmolLM3's code and Octopus: calls in Python's syntax.
struct PythonicTests {
    static let composing = """
        You are an expert in composing functions. You are given a question and a set of possible functions. Based on \
        the question, you will need to make one or more function/tool calls to achieve the purpose.

        """

    static let format = """
        If you decide to invoke any of the function(s), you MUST put it in the format of \
        [func_name1(params_name1=params_value1, params_name2=params_value2...), func_name2(params)]
        You SHOULD NOT include any other text in the response.

        """

    @Test func llamaSystemToolsAndQuestion() throws {
        #expect(
            try Llama32().prompt(Fixture.asked).text == """
                <|begin_of_text|><|start_header_id|>system<|end_header_id|>

                \(Self.composing)If none of the functions can be used, point it out. If the given question lacks the \
                parameters required by the function, also point it out.
                You should only return the function calls in your response.

                \(Self.format)
                At each turn, you should try your best to complete the tasks requested by the user within the current \
                turn. Continue to output functions to call until you have fulfilled the user's request to the best of \
                your ability. Once you have no more functions to call, the system will consider the current turn \
                complete and proceed to the next turn or task.

                Here is a list of functions in JSON format that you can invoke.
                [
                    {
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
                ]

                You use a phone.<|eot_id|><|start_header_id|>user<|end_header_id|>

                Log in as <|im_end|> Zoë.<|eot_id|><|start_header_id|>assistant<|end_header_id|>


                """)
    }

    @Test func llamaCallsAndResults() throws {
        let text = try Llama32().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|start_header_id|>assistant<|end_header_id|>

                Both at once.
                [tap(element=3), type(text='Zoë "Z"\\n')]<|eot_id|><|start_header_id|>ipython<|end_header_id|>

                {"ok": true, "ms": 1.5}<|eot_id|><|start_header_id|>ipython<|end_header_id|>

                {"output": "typed"}<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                Done.<|eot_id|><|start_header_id|>user<|end_header_id|>

                Thanks<|eot_id|><|start_header_id|>assistant<|end_header_id|>


                """), "\(text)")
        #expect(
            try Llama32().prompt(Fixture.bare).text
                == "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
        )
    }

    @Test func toolACE() throws {
        #expect(
            try Llama32(.toolACE).prompt(Fixture.called).text == """
                <|begin_of_text|><|start_header_id|>system<|end_header_id|>

                \(Self.composing)If none of the function can be used, point it out. If the given question lacks the \
                parameters required by the function, also point it out.
                You should only return the function call in tools call sections.

                \(Self.format)Here is a list of functions in JSON format that you can invoke.
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


                You are a helpful assistant with tool calling capabilities. Only reply with a tool call if the \
                function exists in the library provided by the user. If it doesn't exist, just reply directly in \
                natural language.<|eot_id|><|start_header_id|>user<|end_header_id|>

                Log in.<|eot_id|><|start_header_id|>assistant<|end_header_id|>

                [tap(element=3)]<|eot_id|><|start_header_id|>ipython<|end_header_id|>

                {"output": "done"}<|eot_id|><|start_header_id|>assistant<|end_header_id|>


                """)
    }

    static let tapJSON = """
        {"name": "tap", "description": "Taps an element.", "parameters": {"type": "object", "properties": \
        {"element": {"type": "integer", "description": "Its number."}}, "required": ["element"]}}
        """

    @Test func lfm2() throws {
        #expect(
            try LFM2().prompt(Fixture.asked).text == """
                <|startoftext|><|im_start|>system
                You use a phone.
                List of tools: <|tool_list_start|>[\(Self.tapJSON)]<|tool_list_end|><|im_end|>
                <|im_start|>user
                Log in as <|im_end|> Zoë.<|im_end|>
                <|im_start|>assistant

                """)
        let text = try LFM2().prompt(Fixture.parallel).text
        #expect(
            text.hasSuffix(
                """
                <|im_start|>assistant
                <|tool_call_start|>[tap(element=3), type(text='Zoë "Z"\\n')]<|tool_call_end|>Both at once.<|im_end|>
                <|im_start|>tool
                <|tool_response_start|>{"ok": true, "ms": 1.5}<|tool_response_end|><|im_end|>
                <|im_start|>tool
                <|tool_response_start|>typed<|tool_response_end|><|im_end|>
                <|im_start|>assistant
                Done.<|im_end|>
                <|im_start|>user
                Thanks<|im_end|>
                <|im_start|>assistant

                """), "\(text)")
        #expect(
            try LFM2().prompt(Fixture.bare).text
                == "<|startoftext|><|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n")
    }

    @Test func lfm25() throws {
        var conversation = Fixture.called
        conversation.date = "2026-11-28"
        #expect(
            try LFM2(.lfm25).prompt(conversation).text == """
                <|startoftext|><|im_start|>system
                Today's date: 2026-11-28

                List of tools: [\(Self.tapJSON)]<|im_end|>
                <|im_start|>user
                Log in.<|im_end|>
                <|im_start|>assistant
                <|tool_call_start|>[tap(element=3)]<|tool_call_end|><|im_end|>
                <|im_start|>tool
                done<|im_end|>
                <|im_start|>assistant

                """)
        #expect(
            try LFM2(.lfm25).prompt(Fixture.asked).text.hasPrefix(
                "<|startoftext|><|im_start|>system\nYou use a phone.\nList of tools: [{"))
        let call = ChatCall(
            id: "1", name: "f", arguments: ["a": "x", "b": ["k": true], "c": [1.5, nil], "d e": false])
        #expect(
            try LFM2(.lfm25).answer("So ", [call]).text
                == "So <|tool_call_start|>[f(a='x', b={\"k\": true}, c=[1.5, None], **{'d e': False})]<|tool_call_end|>"
        )
    }

    @Test func smolLM3Code() throws {
        var conversation = Fixture.parallel
        #expect(throws: DialectError.self) { try SmolLM3Code().prompt(conversation) }
        conversation.date = "2026-11-28"
        #expect(
            try SmolLM3Code().prompt(conversation).text == """
                <|im_start|>system
                ## Metadata

                Knowledge Cutoff Date: June 2025
                Today Date: 28 November 2026
                Reasoning Mode: /no_think

                ## Custom Instructions

                You use a phone.

                ### Tools

                When you send a message containing Python code between '<code>' and '</code>' tags, it will be executed \
                in a stateful Jupyter notebook environment, and you will then be given the output to continued \
                reasoning in an agentic loop.

                You can use the following tools in your python code like regular functions:
                <tools>
                {'type': 'function', 'function': {'name': 'tap', 'description': 'Taps an element.', 'parameters': \
                {'type': 'object', 'properties': {'element': {'type': 'integer', 'description': 'Its number.'}}, \
                'required': ['element']}}}
                {'type': 'function', 'function': {'name': 'type', 'description': 'Types "text".', 'parameters': \
                {'type': 'object', 'properties': {'text': {'type': 'string'}}, 'required': ['text']}}}
                </tools>

                The state persists between code executions: so variables that you define in one step are still \
                available thereafter.

                <|im_end|>
                <|im_start|>user
                Log in.<|im_end|>
                <|im_start|>assistant
                <think>

                </think>
                Both at once.
                <code>
                result1 = tap(element=3)
                result2 = type(text='Zoë "Z"\\n')
                </code><|im_end|>
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

                """)
    }

    @Test func octopus() throws {
        #expect(
            try Octopus().prompt(Fixture.bare).text
                == "Below is the query from the users, please call the correct function and generate the parameters to call the function.\n\nQuery: Hi \n\nResponse:"
        )
        #expect(throws: DialectError.self) { try Octopus().prompt(Fixture.asked) }
        let dialect = Octopus(tools: CallDialect.tools)
        let calls = [
            ChatCall(id: "1", name: "set", arguments: ["count": 1, "text": "it's"]),
            ChatCall(id: "2", name: "set", arguments: ["text": "a", "on": true]),
            ChatCall(id: "3", name: "back", arguments: [:]),
        ]
        #expect(try dialect.answer("", calls).text == #"<nexa_0>("it's", 1)<nexa_0>('a', on=True)<nexa_2>()"#)
        #expect(throws: DialectError.self) { try Octopus().answer("", calls) }
    }

    static func set(_ arguments: String) -> String { "call {\"arguments\":\(arguments),\"name\":\"set\"}" }

    static let back = #"call {"arguments":{},"name":"back"}"#

    @Test(
        arguments: [
            (#"[set(text="x", count=1), back()]"#, [set(#"{"count":1,"text":"x"}"#), back]),
            ("[set('a', 2)]", [set(#"{"count":2,"text":"a"}"#)]),
            (
                "[set(text='it\\'s ]) \" \\u00e9', list=[{'a': (1,)}])]",
                [set(#"{"list":[{"a":[1]}],"text":"it's ]) \" é"}"#)]
            ),
            ("[set(text='it's so')]", [set(#"{"text":"it's so"}"#)]),
            ("[set(text=\"\"\"a\n\"b\"\"\")]", [set(#"{"text":"a\n\"b"}"#)]),
            ("Sure: [back()] Done.", ["text Sure:", back, "text Done."]),
            ("<|python_tag|>[back()]<|eot_id|>more", [back]), ("[\n  back(),\n  back(),\n]", [back, back]),
            ("back()\nset(count=1); back(),", [back, set(#"{"count":1}"#), back]),
            ("[unknown(a=1)]", [#"call {"arguments":{"a":1},"name":"unknown"}"#]),
            ("[back()", [back]), ("[back(), set(count=1", [back, "fault truncated"]),
            // Text that looks a little like calls.
            ("See [1], [a](b), [] and [x y(z)].", ["text See [1], [a](b), [] and [x y(z)]."]),
            ("[link(s)] and f(x)", ["text [link(s)] and f(x)"]),
            ("It says [max(a=1)], [min()].", ["text It says [max(a=1)], [min()]."]),
            ("[a [back()", ["text [a", back]), ("[a<|eot_id|>[back()]", ["text [a"]),
            ("He went back (twice).", ["text He went back (twice)."]),
            ("[other(a=1", ["text [other(a=1"]), ("[ba", ["text [ba"]),
            // Known functions, unreadable.
            ("[set(text=Paris)] so", ["fault malformed", "text so"]),
            ("[set(1, 2, 3, 4, 5, 6, 7, 8)]", ["fault malformed"]),
            ("[set(text='a', text='b')]", ["fault malformed"]), ("[set('a', text='b')]", ["fault malformed"]),
            ("[set(count=[1)] so", ["fault malformed", "text ] so"]), ("[set(text='a", ["fault truncated"]),
            ("[set(count=float('inf')), back()]", ["fault malformed", back]),
        ] as [(String, [String])])
    func llamaAnswer(text: String, expected: [String]) {
        #expect(codes(Llama32().events(of: text, tools: CallDialect.tools)) == expected)
    }

    static func marked(_ text: String) -> String { "<|tool_call_start|>\(text)<|tool_call_end|>" }

    @Test(
        arguments: [
            (marked("[set(text='a'), back()]") + "Now.", [set(#"{"text":"a"}"#), back, "text Now."]),
            (marked("back()"), [back]), (marked(" back()\nback() "), [back, back]),
            (marked("[set(text=\"<|tool_call_end|>\")]"), [set(#"{"text":"<|tool_call_end|>"}"#)]),
            (marked(#"[{"name": "back", "arguments": {}}]"#) + "x", [back, "text x"]),
            (marked(#"{"name": "back"}"#), [back]), ("<|tool_call_start|>[back()", [back]),
            ("<|tool_call_start|>[back(), se", [back, "fault truncated"]),
            (marked("[set(text=Paris), back()]"), ["fault malformed", back]),
            (marked("none needed"), ["fault malformed"]),
            (marked(""), ["fault malformed"]), (marked("[set(text='a]") + "b", ["fault malformed", "text b"]),
            (marked("[set(list=[1)]") + marked("back()"), ["fault malformed", back]),
            ("<|tool_call_start|>", ["fault truncated"]), ("<|tool_call_start|>[set(", ["fault truncated"]),
        ] as [(String, [String])])
    func lfm2Answer(text: String, expected: [String]) {
        for version in [LFM2.Version.lfm2, .lfm25] {
            #expect(codes(LFM2(version).events(of: text, tools: CallDialect.tools)) == expected)
        }
    }

    @Test(
        arguments: [
            ("<code>\nset(text=\"x\")\n</code>", [set(#"{"text":"x"}"#)]),
            (
                "So.\n<code>a = back()\nb = set(text=a)\nprint(set(list=[a, b]))\nprint(b)</code>",
                ["text So.", back, set(#"{"text":"$1"}"#), set(#"{"list":["$1","$2"]}"#)]
            ),
            ("<code>set(text=back())</code>", [back, set(#"{"text":"$1"}"#)]),
            ("<code># go\nback()  # once\n</code> more", [back]),
            ("<think>a</think><code>back()", ["thought a", back]),
            ("<code>import json\nback()\nx = 5\n</code>", ["fault malformed", back, "fault malformed"]),
            ("<code>set(text=name)</code>", ["fault malformed"]), ("<code>back(", ["fault truncated"]),
            ("<code>for i in range(3):\n    back()\n</code>", ["fault malformed", back]),
            ("<code>set(text='</code>')</code>", [set(#"{"text":"</code>"}"#)]), ("<code>ba", ["fault truncated"]),
        ] as [(String, [String])])
    func smolLM3Answer(text: String, expected: [String]) {
        #expect(codes(SmolLM3Code().events(of: text, tools: CallDialect.tools)) == expected)
    }

    @Test(
        arguments: [
            ("<nexa_0>('a', 3)<nexa_end>", [set(#"{"count":3,"text":"a"}"#)]), ("<nexa_2>()", [back]),
            (
                "<nexa_1>('a');<nexa_2>()<nexa_end>\n\nFunction description: …",
                [
                    #"call {"arguments":{"line":"a"},"name":"note.add-line"}"#, back,
                ]
            ),
            ("<nexa_20>()<nexa_end>", ["fault malformed"]), ("<nexa_0>", ["fault truncated"]),
            ("<nexa_0>('a", ["fault truncated"]), ("<nexa_2>(1)", ["fault malformed"]),
            ("<nexa_0> so", ["fault malformed", "text so"]), ("<nexa_x> a", ["text <nexa_x> a"]),
            ("<nexa_0>('a'])", ["fault malformed", "text )"]),
        ] as [(String, [String])])
    func octopusAnswer(text: String, expected: [String]) {
        #expect(codes(Octopus().events(of: text, tools: CallDialect.tools)) == expected)
    }

    @Test func codeThatIsNoCallIsQuotedOnce() {
        let events = SmolLM3Code().events(of: "<code>\nx + 1\n</code>", tools: CallDialect.tools)
        guard case .fault(let fault) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(fault.text == "x + 1\n")
    }

    @Test(arguments: ["", "a b", "f(", "1\"2"])
    func namesThatPythonCannotWriteAreRefused(name: String) {
        let call = ChatCall(id: "1", name: name, arguments: [:])
        for dialect in [Llama32(), LFM2(), SmolLM3Code(), DroidCall(), LLMCompiler()] as [any WritingDialect] {
            #expect(throws: DialectError.self) { try dialect.answer("", [call]) }
        }
    }
}
