package import JSON
import Tools

/// A request with functions and the right call of one of them, or none: what the specialist learns `call` from.
///
/// Written as a line of JSON: `{"id", "set", "tools": [definitions], "instruction", "call": {"name", "arguments"} or null}`.
package struct FunctionLesson: Sendable {
    package let json: JSONValue

    /// The line that its trainer takes.
    ///
    /// - Throws: `LessonError` where the specialist could not give that answer, `ToolDefinitionError` for a function that
    ///   cannot be read.
    package init(_ value: JSONValue) throws {
        guard let request = value["instruction"]?.string, let tools = value["tools"] else {
            throw LessonError(message: "\"instruction\" and \"tools\" are needed")
        }
        let space = CallSpace(try ToolRegistry(try Tool.list(tools)), on: nil, offering: .anyReason)
        let prompt = FunctionPrompt(request, in: space)
        var answer: [SpecialistPrompt.Piece] = [.special(.noCall)]
        if let call = value["call"], !call.isNull {
            guard let place = prompt.choices.firstIndex(where: { $0.tool.name == call["name"]?.string }) else {
                throw LessonError(message: "the call is of no function that is shown")
            }
            answer = [.special(.function(place + 1))]
            for argument in prompt.choices[place].arguments.prefix(FunctionPrompt.mostParameters) {
                answer.append(.special(.argument))
                guard let given = call["arguments"]?[argument.parameter.name] else {
                    answer.append(.special(.miss))
                    continue
                }
                guard let text = FunctionValue(argument, request: prompt.request).text(of: given) else {
                    throw LessonError(message: "a value stands nowhere that it could be copied from")
                }
                answer.append(.text(text))
            }
        }
        json = [
            "prompt": .string(SpecialistPrompt.text(prompt.pieces)),
            "answer": .string(SpecialistPrompt.text(answer + [.special(.end)])), "targets": [],
            "set": value["set"] ?? .string("functions"), "id": value["id"] ?? .string(""),
        ]
    }
}
