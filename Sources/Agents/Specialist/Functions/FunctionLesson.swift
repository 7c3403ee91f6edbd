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
        var answer = SpecialToken.noCall
        var quotation = Quotation([])
        var quoted: [Int] = []
        if let call = value["call"], !call.isNull {
            guard let place = prompt.choices.firstIndex(where: { $0.tool.name == call["name"]?.string }) else {
                throw LessonError(message: "the call is of no function that is shown")
            }
            answer = .function(place + 1)
            let values = prompt.values(of: prompt.choices[place])
            quotation = Quotation(values.map(\.part))
            for (part, argument) in zip(values.indices, prompt.choices[place].arguments) {
                guard let given = call["arguments"]?[argument.parameter.name] else { continue }
                guard let places = quotation.places(of: values[part].text(of: given), in: part) else {
                    throw LessonError(message: "a value stands nowhere that it could be quoted from")
                }
                quoted += places
            }
        }
        json = [
            "prompt": .string(SpecialistPrompt.text(prompt.pieces)),
            "answer": .string(SpecialistPrompt.text([.special(answer), .special(.end)])),
            "quotation": .string(SpecialistPrompt.text(quotation.pieces)),
            "quoted": .array(quoted.map { .integer(Int64($0)) }), "targets": [],
            "set": value["set"] ?? .string("functions"), "id": value["id"] ?? .string(""),
        ]
    }
}
