import JSON
import Testing
import Tools

@testable import Agents

@Suite struct SpecialistFunctionTests {
    private static let tools: JSONValue = [
        [
            "name": "setAlarm", "description": "Set an alarm",
            "parameters": [
                "type": "object",
                "properties": ["time": ["type": "string"], "kind": ["type": "string", "enum": ["Loud", "Soft"]]],
                "required": ["time"],
            ],
        ]
    ]

    @Test func lessonsAnswerEachParameterInTurn() throws {
        let lesson = try FunctionLesson([
            "instruction": "Wake me at 7:30", "tools": Self.tools,
            "call": ["name": "setAlarm", "arguments": ["time": "7:30"]],
        ])
        let prompt = try #require(lesson.json["prompt"]?.string)
        #expect(prompt.contains(" set alarm : set an alarm"))
        let tokens: [SpecialToken] = [.function(1), .argument]
        let start = String(String.UnicodeScalarView(tokens.map(\.scalar)))
        let rest = String(String.UnicodeScalarView([SpecialToken.argument, .miss, .end].map(\.scalar)))
        #expect(lesson.json["answer"]?.string == start + " 7:30" + rest)
    }

    @Test func valuesAreCopiedAndNoCallIsSaid() async throws {
        let space = CallSpace(try ToolRegistry(try Tool.list(Self.tools)), on: nil, offering: .anyReason)
        let model = ObedientModel(wishes: [.function(1), .miss], text: " 7:30")
        let calls = try await SpecialistFunctionCaller(model).calls(for: "Wake me at 7:30", in: space, .single)
        #expect(calls.calls.first?.arguments["time"]?.string == "7:30")
        let refusing = ObedientModel(wishes: [.noCall])
        #expect(
            try await SpecialistFunctionCaller(refusing).calls(for: "hi", in: space, .single).noCall == .infeasible)
    }
}
