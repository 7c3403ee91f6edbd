import JSON
import Testing
import Tools

@testable import LanguageModels

/// DroidCall and LLMCompiler: calls that build on each other.
struct PlanTests {
    static let calls = [
        ChatCall(id: "1", name: "set", arguments: ["text": "a", "count": 2]),
        ChatCall(id: "2", name: "set", arguments: ["text": "$1", "list": ["$1"]]),
    ]

    @Test func whatCallsLookLike() throws {
        #expect(
            try DroidCall().answer("", Self.calls).text
                == "result0 = set(text=\"a\", count=2)\nresult1 = set(text=result0, list=[\"$1\"])")
        #expect(
            try LLMCompiler(tools: CallDialect.tools).answer("So.", Self.calls).text
                == "So.\n1. set(\"a\", 2)\n2. set($1, list=[\"$1\"])\n3. join()")
        #expect(
            try DroidCall(.json).answer("", [Self.calls[1]]).text == """
                [
                  {
                    "id": 0,
                    "name": "set",
                    "arguments": {
                      "text": "$1",
                      "list": [
                        "$1"
                      ]
                    }
                  }
                ]
                """)
    }

    @Test func droidCallPrompt() throws {
        #expect(
            try DroidCall().prompt(Fixture.called).text.contains(
                "Log in.\n<|im_end|>\n<|im_start|>assistant\nresult0 = tap(element=3)<|im_end|>\n<|im_start|>user\nresult0 = \"done\"<|im_end|>\n<|im_start|>assistant\n"
            ))
        #expect(
            try DroidCall().prompt(Fixture.asked).text.contains(
                """
                Here is a list of functions that you can invoke:
                Name:
                    tap
                Description:
                    Taps an element.
                Args:
                    element (int): Its number.
                Returns:
                    None

                Should you decide to return the function call(s), Put it in the format of \n\nresult1 = func0(
                """))
        #expect(
            try DroidCall().prompt(Fixture.bare).text
                == "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n")
    }

    @Test func droidCallJSONPrompt() throws {
        let text = try DroidCall(.json).prompt(Fixture.called).text
        #expect(
            text.contains(
                """
                Here is a list of functions that you can invoke:
                [
                  {
                    "name": "tap",
                    "description": "Taps an element.",
                    "arguments": {
                      "element": {
                        "description": "Its number.",
                        "type": "int",
                        "required": true
                      }
                    }
                  }
                ]

                Should you decide to return the function call(s), Put it in the format of \n
                [
                    {
                      "id": 0,
                      "name": "func0",
                """), "\(text)")
        #expect(
            text.hasSuffix(
                """
                Now my query is: Log in.
                <|im_end|>
                <|im_start|>assistant
                [
                  {
                    "id": 0,
                    "name": "tap",
                    "arguments": {
                      "element": 3
                    }
                  }
                ]<|im_end|>
                <|im_start|>user
                {"id": 0, "result": "done"}<|im_end|>
                <|im_start|>assistant

                """), "\(text)")
    }

    @Test func llmCompilerPrompt() throws {
        let text = try LLMCompiler().prompt(Fixture.called).text
        #expect(
            text.contains(
                "an action from the following 2 types:\n1. tap(element: int) -> str\n - Taps an element.\n\n2. join():\n"
            ))
        #expect(
            text.hasSuffix(
                "<|im_start|>user\nQuestion: Log in.\nPrevious Plan:\n\n1. tap(3)\nObservation: done\n\nCurrent Plan:\n\n<|im_end|>\n<|im_start|>assistant\n"
            ))
        #expect(throws: DialectError.self) { try LLMCompiler().prompt(Fixture.parallel) }
    }

    static func set(_ arguments: String) -> String { "call {\"arguments\":\(arguments),\"name\":\"set\"}" }

    static let back = #"call {"arguments":{},"name":"back"}"#

    @Test(
        arguments: [
            (
                "result0 = back()\nresult1 = set(text=result0)\nend",
                [back, set(#"{"text":"$1"}"#), "text end"]
            ),
            ("First:\n```python\nback()\n```", ["text First:", back]),
            ("x = set(text=back())", [back, set(#"{"text":"$1"}"#)]),
            (
                "result0 = set(text=nothing)\nresult1 = set(text=result0)\nresult2 = back()",
                ["fault malformed", "fault malformed", back]
            ),
            ("result0 = ba", ["fault truncated"]), ("result0 = set(te", ["fault truncated"]),
            ("The result is back (twice).\nEnd", ["text The result is back (twice).\nEnd"]),
            ("back()<|im_end|>back()", [back]), ("set(list=[1))\nback()", ["fault malformed", back]),
        ] as [(String, [String])])
    func droidCallAnswer(text: String, expected: [String]) {
        #expect(codes(DroidCall().events(of: text, tools: CallDialect.tools)) == expected)
    }

    @Test func droidCallJSONAnswer() {
        let text = """
            [{"id": 0, "name": "back", "arguments": {}}, {"id": 1, "name": "set", "arguments": {"text": "#0", "list": ["#1"]}}]
            """
        #expect(
            codes(DroidCall(.json).events(of: text, tools: CallDialect.tools))
                == [Self.back, Self.set(##"{"list":["#1"],"text":"$1"}"##)])
    }

    @Test(
        arguments: [
            (
                "Thought: go\n1. back()\n2. set($1, list=[${1}])\n3. join()<END_OF_PLAN> more",
                ["thought go", back, set(#"{"list":["$1"],"text":"$1"}"#)]
            ),
            ("4. back()\n5. set($4)\n6. join()", [back, set(#"{"text":"$1"}"#)]),
            ("1. set($2)\n2. back()", ["fault malformed", back]), ("1. set(\"a", ["fault truncated"]),
            ("1. Open the settings (gear).\n2. So", ["text 1. Open the settings (gear).\n2. So"]),
            ("1. set(1, 2, 3, 4, 5, 6, 7, 8)", ["fault malformed"]),
        ] as [(String, [String])])
    func llmCompilerAnswer(text: String, expected: [String]) {
        #expect(codes(LLMCompiler().events(of: text, tools: CallDialect.tools)) == expected)
    }
}
