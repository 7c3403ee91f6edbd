import JSON
import TestSupport
import Testing
import Tools

@testable import LanguageModels

/// The dialects whose calls are no JSON, under test together.
struct CallDialect: CustomTestStringConvertible, Sendable {
    let name: String
    let dialect: any WritingDialect
    /// Answers that it may meet, besides those it writes itself.
    var answers: [String] = []

    var testDescription: String { name }

    static let tools: [FunctionDeclaration] = [
        FunctionDeclaration(
            name: "set", description: "Sets things.",
            parameters: [
                "type": "object",
                "properties": [
                    "text": ["type": "string"], "count": ["type": "integer"], "ratio": ["type": "number"],
                    "on": ["type": "boolean"], "list": ["type": "array"], "map": ["type": "object"],
                    "maybe": ["type": ["integer", "null"]],
                ],
            ]),
        FunctionDeclaration(
            name: "note.add-line", description: "Adds a line.",
            parameters: ["type": "object", "properties": ["line": ["type": "string"]], "required": ["line"]]),
        FunctionDeclaration(name: "back", description: "Goes back.", parameters: ["type": "object"]),
    ]

    static let all: [CallDialect] = [
        CallDialect(
            name: "qwen3.5", dialect: Qwen35(),
            answers: [
                "<think>\nHm <tool_call>\n</think>\n\nSo:\n<tool_call>\n<function=set>\n<parameter=text>\n</parameter>\n"
                    + "<b>\n</parameter>\n<parameter=count>\n3\n</parameter>\n</function>\n</tool_call>\n and then",
                "<function=back>\n</function>\n<function=set><parameter=on>True</parameter></function></tool_call>",
            ]),
        CallDialect(
            name: "llama-3.2", dialect: Llama32(),
            answers: [
                "Sure [1]:\n[set(text='it's', list=[1, (2, 3)]), back()]\nset(count=1)\n see [back()](x) and [a]",
                "<|python_tag|>set(\"a\", 1, on=True); back()",
            ]),
        CallDialect(name: "toolace", dialect: Llama32(.toolACE)),
        CallDialect(
            name: "functiongemma", dialect: FunctionGemma(),
            answers: [
                "Well. <start_function_call>call:set{count:3,text:<escape>{<end_function_call>}<escape>,list:[<escape>a<escape>,"
                    + "true],map:{a:1}}<end_function_call> <start_function_call>call:back{}<end_function_call>ok"
            ]),
        CallDialect(
            name: "gemma-4", dialect: Gemma4(),
            answers: [
                "<|channel>thought\nwhy<channel|><|tool_call>call:set{text:<|\"|>}<|\"|>,ratio:-1.5}<tool_call|>so",
                "<|tool_call>call:set{text:Paris,count:3}<|tool_call>call:back{}",
            ]),
        CallDialect(
            name: "lfm2", dialect: LFM2(),
            answers: [
                "a<|tool_call_start|>[set(text=\"<|tool_call_end|>\", count=-3), back()]<|tool_call_end|>b",
                "<|tool_call_start|>[{\"name\": \"set\", \"arguments\": {\"count\": 1}}]<|tool_call_end|>",
            ]),
        CallDialect(
            name: "lfm2.5", dialect: LFM2(.lfm25),
            answers: ["<think>x</think>a<|tool_call_start|>back()<|tool_call_end|>"]
        ),
        CallDialect(
            name: "smollm3-python", dialect: SmolLM3Code(),
            answers: [
                "So\n<code>\n# first\na = set(text=\"</code>\", count=1)\nprint(a)\nprint(set(list=[a]))\nimport json\n"
                    + "back(); back()\n</code> done"
            ]),
        CallDialect(
            name: "octopus", dialect: Octopus(tools: tools),
            answers: ["<nexa_0>('a)', 3, on=False)<nexa_2>();<nexa_9>()<nexa_end> Function description: x"]),
        CallDialect(
            name: "droidcall", dialect: DroidCall(),
            answers: [
                "Here:\n```python\nresult0 = set(text=\"(\")\nresult1 = set(list=[result0])  # two\nso (then)\nback()\n```\nend",
                "result0 = set(text=nothing)\nresult1 = set(text=result0)\nresult are back( here",
            ]),
        CallDialect(
            name: "droidcall-json", dialect: DroidCall(.json),
            answers: [
                "[{\"id\": 0, \"name\": \"set\", \"arguments\": {\"text\": \"}\"}}, {\"id\": 1, \"name\": \"set\", "
                    + "\"arguments\": {\"text\": \"#0\", \"list\": [\"#1\"]}}]"
            ]),
        CallDialect(
            name: "llmcompiler", dialect: LLMCompiler(tools: tools),
            answers: [
                "Thought: first (this)\n1. set(\"a\", 2)\n2. set(${1}, list=[$1])\nThought: so\n3. join()<END_OF_PLAN> x",
                "1. Open settings (gear)\n2. set(text=\"b\") 3. join()\nbye",
            ]),
    ]
}

/// Random calls of the tools above.
struct RandomCalls {
    var values: RandomValues

    init(seed: UInt64) { values = RandomValues(seed: seed) }

    mutating func calls() -> [ChatCall] {
        (1...Int.random(in: 1...3, using: &values.generator)).map { number in
            let tool = CallDialect.tools.randomElement(using: &values.generator) ?? CallDialect.tools[0]
            let properties = tool.parameters["properties"]?.object?.members ?? []
            let chosen = properties.filter { _ in Bool.random(using: &values.generator) }
            return ChatCall(
                id: "call_\(number)", name: tool.name,
                arguments: JSONObject(chosen.map { ($0.key, value(of: $0.value["type"] ?? .null)) }))
        }
    }

    private mutating func value(of type: JSONValue) -> JSONValue {
        switch type.string {
        case "string": .string(values.string())
        case "integer": .integer(Int64.random(in: .min ... .max, using: &values.generator))
        case "number": .number(values.number())
        case "boolean": .bool(.random(using: &values.generator))
        case "array": .array([values.value(), values.value()])
        case "object": .object(values.object())
        default: Bool.random(using: &values.generator) ? .null : 7
        }
    }
}
