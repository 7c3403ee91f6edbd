import JSON
import LanguageModels
package import Tools

/// Calls functions with the embedded model: a token for the function, then its values quoted from the request.
///
/// Arrays, objects and other schemas are beyond it: such a parameter is left out, and a function that requires one is not
/// called.
package struct SpecialistFunctionCaller<Model: SpecialistModel>: FunctionCaller {
    private let model: Model

    package init(_ model: Model) { self.model = model }

    package var name: String { model.name }

    package func calls(
        for request: String, in space: CallSpace, _ style: FunctionCallStyle
    ) async throws -> FunctionCalls {
        var most = FunctionPrompt.mostFunctions
        var prompt = FunctionPrompt(request, in: space)
        var writer = AnswerWriter(model, prompt.pieces)
        while writer.promptTokens > model.capacity, most > 1 {
            most /= 2
            prompt = FunctionPrompt(request, in: space, most: most)
            writer = AnswerWriter(model, prompt.pieces)
        }
        var result = FunctionCalls()
        let options = prompt.choices.indices.map { SpecialToken.function($0 + 1).id } + [SpecialToken.noCall.id]
        let chosen = try await writer.choose(options)
        if chosen == prompt.choices.count {
            result.noCall = .infeasible
        } else {
            let choice = prompt.choices[chosen]
            let arguments = try await arguments(of: choice, prompt, &writer)
            if let call = try? space.validate(ToolCall(choice.tool.name, arguments)) {
                result.calls = [call]
                result.dependencies = [[]]
            } else {
                result.fault = "\(choice.tool.name) needs a value that the request does not hold"
            }
        }
        result.confidence = model.calibration.confidence(writer.probability)
        result.usage.prompt = writer.promptTokens
        result.usage.output = writer.outputTokens
        return result
    }

    private func arguments(
        of choice: CallSpace.Choice, _ prompt: FunctionPrompt, _ writer: inout AnswerWriter<Model>
    ) async throws -> JSONObject {
        var arguments = JSONObject()
        let values = prompt.values(of: choice)
        let quotation = Quotation(values.map(\.part))
        guard !quotation.words.isEmpty else { return arguments }
        writer.force(SpecialToken.end.id)
        let verdicts = try await writer.verdicts(on: quotation)
        for (part, argument) in zip(values.indices, choice.arguments) {
            let chosen = quotation.choice(of: part, verdicts, isNeeded: argument.parameter.isRequired)
            if let chosen { arguments[argument.parameter.name] = values[part].value(chosen) }
        }
        return arguments
    }
}
