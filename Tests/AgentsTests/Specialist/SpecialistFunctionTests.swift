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

    @Test func lessonsQuoteEachParameterInTurn() throws {
        let lesson = try FunctionLesson([
            "instruction": "Wake me at 7:30", "tools": Self.tools,
            "call": ["name": "setAlarm", "arguments": ["time": "7:30"]],
        ])
        let prompt = try #require(lesson.json["prompt"]?.string)
        #expect(prompt.contains(" set alarm : set an alarm"))
        #expect(lesson.json["answer"]?.string == text([.special(.function(1)), .special(.end)]))
        let quotation = try #require(lesson.json["quotation"]?.string)
        #expect(quotation.hasPrefix(text([.special(.argument), .text(" time"), .special(.task), .text(" wake")])))
        #expect(quotation.hasSuffix(text([.text(" loud"), .special(.quote), .text(" soft"), .special(.quote)])))
        #expect(lesson.json["quoted"] == [3, 4, 5])
    }

    private func text(_ pieces: [SpecialistPrompt.Piece]) -> String { SpecialistPrompt.text(pieces) }

    @Test func valuesAreQuotedAndNoCallIsSaid() async throws {
        let space = CallSpace(try ToolRegistry(try Tool.list(Self.tools)), on: nil, offering: .anyReason)
        let model = ObedientModel(wishes: [.function(1)], meant: [" 7", ":", "30", " soft"])
        let calls = try await SpecialistFunctionCaller(model).calls(for: "Wake me at 7:30", in: space, .single)
        #expect(calls.calls.first?.arguments == ["time": "7:30", "kind": "Soft"])
        let refusing = ObedientModel(wishes: [.noCall])
        #expect(
            try await SpecialistFunctionCaller(refusing).calls(for: "hi", in: space, .single).noCall == .infeasible)
    }
}
