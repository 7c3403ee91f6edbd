import Glibc
import JSON
package import LanguageModels
package import Tools

/// Has a language model call functions: asks, checks what it calls, and lets it mend its calls once.
///
/// A second turn is worth its price, since the refusal names what would be accepted; a third seldom helps.
package struct ChatFunctionCaller: FunctionCaller {
    let model: any ChatModel
    let options: ChatOptions
    let instructions: String?
    let hold: CallHold
    private let onWarning: @Sendable (ChatWarning) -> Void

    /// - Parameters:
    ///   - model: what is asked.
    ///   - instructions: what the model is told about its part, in place of the caller's own words.
    ///   - hold: what keeps the model to legal calls; plans are always asked for by tools.
    ///   - options: how it is to answer.
    ///   - onWarning: told of what an endpoint does otherwise than it was asked.
    package init(
        _ model: any ChatModel, instructions: String? = nil, hold: CallHold = .tools,
        options: ChatOptions = ChatOptions(maxTokens: 1024),
        onWarning: @escaping @Sendable (ChatWarning) -> Void = { _ in }
    ) {
        self.model = model
        self.instructions = instructions
        self.hold = hold
        self.options = options
        self.onWarning = onWarning
    }

    package var name: String { model.name }

    package func calls(
        for request: String, in space: CallSpace, _ style: FunctionCallStyle
    ) async throws -> FunctionCalls {
        var conversation = Conversation(
            messages: [.system(instructions ?? Self.instructions(style)), .user(request)], tools: space.functions)
        var options = options
        options.parallelCalls = style == .plan
        if style == .single, hold != .tools { try hold.constrain(&conversation, &options, to: space) }
        let first = try await answer(conversation, options, space)
        var result = Self.read(first, in: space, style)
        guard let fault = result.fault else { return result }
        let isText = options.constraint != .none
        conversation.messages += isText ? Self.repairOfText(first, fault) : Self.repair(first, fault, in: space)
        let second = try await answer(conversation, options, space)
        result = Self.read(second, in: space, style)
        result.usage = first.usage + second.usage
        result.wasMended = true
        return result
    }

    private func answer(
        _ conversation: Conversation, _ options: ChatOptions, _ space: CallSpace
    ) async throws -> ChatAnswer {
        let onWarning = onWarning
        let answer = try await model.answer(conversation, options) { event in
            if case .warning(let warning) = event { onWarning(warning) }
        }
        return options.constraint == .none ? answer : CallHold.withCallsOfText(answer, space.functions)
    }

    // MARK: Checking

    private static func read(_ answer: ChatAnswer, in space: CallSpace, _ style: FunctionCallStyle) -> FunctionCalls {
        var result = FunctionCalls()
        result.text = answer.text
        result.usage = answer.usage
        result.confidence = answer.meanLogprob.map { exp($0) }
        if let fault = answer.faults.first {
            result.fault = fault.message
            return result
        }
        var calls = answer.calls.map { ToolCall($0.name, $0.arguments) }
        if let reason = calls.lazy.compactMap(\.noCall).first {
            result.noCall = reason
            return result
        }
        if answer.finish == .length, calls.isEmpty {
            result.fault = "the answer was cut off before there was a call"
            return result
        }
        if style == .single { calls = Array(calls.prefix(1)) }
        do {
            if style == .plan {
                let plan = try CallPlan(calls, registry: space.registry, on: space.screen)
                result.dependencies = plan.dependencies
                result.calls = plan.calls
            } else {
                result.calls = try calls.map { try space.validate($0) }
                result.dependencies = calls.map { _ in [] }
            }
        } catch {
            result.fault = "\(error)"
        }
        return result
    }

    /// What the model said, and for each of its calls whether it can be made.
    private static func repair(_ answer: ChatAnswer, _ fault: String, in space: CallSpace) -> [ChatMessage] {
        let advice = "\(fault). Answer with the call again, put right."
        if answer.calls.isEmpty { return [.assistant(answer.text), .user(advice)] }
        let results = answer.calls.map { call -> ChatMessage in
            let message: String
            do throws(ToolCallError) {
                _ = try space.validate(ToolCall(call.name, call.arguments))
                message = answer.calls.count == 1 ? advice : "This call is valid. \(advice)"
            } catch {
                message = "\(error). Answer with the call again, put right."
            }
            return .result(ChatResult(id: call.id, name: call.name, content: ["error": .string(message)]))
        }
        return [.assistant(answer.text, calls: answer.calls)] + results
    }

    /// The same where the call was asked for as text: the server was told no tools, so that it knows no results of any.
    private static func repairOfText(_ answer: ChatAnswer, _ fault: String) -> [ChatMessage] {
        let calls = answer.calls.map { ToolCall($0.name, $0.arguments).json.print() }
        return [
            .assistant(calls.isEmpty ? answer.text : calls.joined(separator: "\n")),
            .user("\(fault). Answer with the call again, put right."),
        ]
    }

    private static func instructions(_ style: FunctionCallStyle) -> String {
        let general = """
            You call functions for a person. Call what does what the person asks, with values that the person gave; \
            leave optional arguments out unless they are asked for.
            """
        let some =
            style == .single
            ? " Make one call."
            : """
             Make as many calls as are needed. Where a call needs the result of another, write "$1" for the whole result \
            of the first call, "$2.name" for a field of the second.
            """
        return general + some + " Where no function fits, call none and say why."
    }
}
