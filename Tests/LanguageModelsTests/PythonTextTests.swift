import JSON
import TestSupport
import Testing

@testable import LanguageModels

struct PythonTextTests {
    static let value: JSONValue = [
        "a": 1, "b": [1.0, 1e16, 1e-5, -0.1, 123456789012345680.0, 0.0001, true, nil],
        "é": "Zoë \"q\" \\ \n\r\t\u{8}\u{C}\u{1}\u{7F} 😀 '",
        "e": [:], "l": [], "n": ["x": [["y": "</b>&"]]],
    ]

    @Test func onOneLine() {
        #expect(
            PythonJSON().text(Self.value) == #"""
                {"a": 1, "b": [1.0, 1e+16, 1e-05, -0.1, 1.2345678901234568e+17, 0.0001, true, null], "é": \#
                "Zoë \"q\" \\ \n\r\t\b\f\u0001\#u{7F} 😀 '", "e": {}, "l": [], "n": {"x": [{"y": "</b>&"}]}}
                """#)
    }

    @Test func escaped() {
        #expect(
            PythonJSON(escapesNonASCII: true).text(["é": "😀\u{7F}~"]) == #"{"\u00e9": "\ud83d\ude00\u007f~"}"#)
    }

    @Test func indented() {
        #expect(
            PythonJSON(indent: 4).text(["a": [1, ["b": []]], "c": [:]]) == """
                {
                    "a": [
                        1,
                        {
                            "b": []
                        }
                    ],
                    "c": {}
                }
                """)
    }

    @Test(
        arguments: [
            (["a": [true, false, nil, 1, 1.5]], "{'a': [True, False, None, 1, 1.5]}"), ("it's", "\"it's\""),
            ("it's \"so\"", #"'it\'s "so"'"#),
            ("\n\\\t\u{1}é😀\u{200B}\u{A0}\u{E000}", #"'\n\\\t\x01é😀\u200b\xa0\ue000'"#),
            ("\u{E0001}", #"'\U000e0001'"#),
        ] as [(JSONValue, String)])
    func repr(value: JSONValue, text: String) {
        #expect(PythonRepr.text(value) == text)
    }

    @Test("Python prints the same", .enabled(if: Program.named("python3") != nil, "needs python3"))
    func python() async throws {
        let python = try #require(Program.named("python3"))
        let script = """
            import json, sys
            value = json.load(sys.stdin)
            sys.stdout.write("\\0".join([json.dumps(value, ensure_ascii=False), json.dumps(value),
                json.dumps(value, indent=4), repr(value)]))
            """
        for seed in 0..<20 {
            var generator = CallGenerator(seed: UInt64(seed))
            let value = JSONValue.array(generator.calls().map { .object($0.arguments) } + [Self.value])
            let output = try await python.run(
                ["-c", script], environment: ["PYTHONIOENCODING": "utf-8"], input: Array(PythonJSON().text(value).utf8))
            let expected = [
                PythonJSON().text(value), PythonJSON(escapesNonASCII: true).text(value),
                PythonJSON(indent: 4, escapesNonASCII: true).text(value), PythonRepr.text(value),
            ]
            #expect(output.text == expected.joined(separator: "\0"), "seed \(seed) \(output.errorText)")
        }
    }
}
