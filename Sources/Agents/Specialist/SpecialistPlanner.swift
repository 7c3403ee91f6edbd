import JSON
package import Screens
import Tools

/// Plans with the embedded model.
///
/// One reading of the prompt, then a token for the tool, one for the element or value, and text that is copied. Only
/// tokens that keep the call legal are ever weighed.
package struct SpecialistPlanner<Model: SpecialistModel>: Planner {
    private let model: Model

    package init(_ model: Model) { self.model = model }

    package var name: String { model.name }

    package func plan(_ instruction: String, on screen: Screen, history: [String]) async throws -> Plan {
        let space = CallSpace(.ui, on: screen)
        let hints = BaselinePlanner().plan(instruction, on: screen, history: history).calls
        var step: SpecialistStep<Model>
        var extents = SpecialistPrompt.extents[...]
        repeat {
            let prompt = SpecialistPrompt(
                instruction, on: screen, history: history, in: space, hints: hints, extent: extents.removeFirst())
            step = SpecialistStep(model, prompt, on: screen, in: space, hints: hints)
        } while step.promptTokens > model.capacity && !extents.isEmpty
        let calls = try await step.calls()
        var plan = Plan(calls: calls.isEmpty ? [Self.nothing] : calls)
        plan.promptTokens = step.promptTokens
        plan.outputTokens = step.outputTokens
        return plan
    }

    private static var nothing: PlannedCall {
        PlannedCall(call: ToolCall("infeasible", ["reason": .string(SpecialistStep<Model>.reason)]), confidence: 0)
    }
}

/// One step of the specialist.
struct SpecialistStep<Model: SpecialistModel> {
    private let model: Model
    private let prompt: SpecialistPrompt
    private let screen: Screen
    private let space: CallSpace
    private let hints: [PlannedCall]
    private let start: AnswerWriter<Model>
    /// How much speaks for each pointer of the recap.
    private var verdicts: [Int: Float] = [:]
    private(set) var outputTokens = 0

    init(
        _ model: Model, _ prompt: SpecialistPrompt, on screen: Screen, in space: CallSpace, hints: [PlannedCall]
    ) {
        self.hints = hints
        self.model = model
        self.prompt = prompt
        self.screen = screen
        self.space = space
        start = AnswerWriter(model, prompt.pieces)
    }

    var promptTokens: Int { start.promptTokens }

    /// What the baseline's opinion counts beside the model's, by grade, as logits: best on the development sets.
    private static var priors: [Float] { [3, 1, 0, 0] }

    static var reason: String { "nothing on the screen can do this" }

    /// Tools that are likelier than this are followed up.
    private static var leastTool: Double { 0.03 }
    private static var mostTools: Int { 4 }
    /// Calls that are completed and handed out at most.
    private static var mostCalls: Int { 8 }
    /// Tokens of a text at most.
    private static var longestText: Int { 96 }

    /// A call without its text.
    private struct Draft {
        var tool: UITool
        var arguments: JSONObject
        var writer: AnswerWriter<Model>
    }

    /// Ranked, best first; each is legal here.
    mutating func calls() async throws -> [PlannedCall] {
        var drafts: [Draft] = []
        for (tool, share) in try await tools() {
            let writer = start.behind(SpecialToken.tool(tool).id, probability: share)
            drafts += try await self.drafts(of: tool, writer)
        }
        drafts.sort { $0.writer.probability > $1.writer.probability }
        var calls: [PlannedCall] = []
        for draft in drafts.prefix(Self.mostCalls) {
            guard let (call, probability) = try await completed(draft), let legal = try? space.validate(call) else {
                continue
            }
            calls.append(PlannedCall(call: legal, confidence: model.calibration.confidence(probability)))
        }
        return calls.sorted { $0.confidence > $1.confidence }
    }

    // MARK: Tools

    /// The likely tools, best first.
    private mutating func tools() async throws -> [(UITool, Double)] {
        let legal = UITool.allCases.filter { tool in
            space[tool.rawValue] != nil && (pointers(of: tool).map { !$0.isEmpty } ?? true)
        }
        var reader = start
        let (elements, shares) = try await reader.judge(legal.map { SpecialToken.tool($0).id })
        outputTokens += reader.outputTokens
        verdicts = Dictionary(
            uniqueKeysWithValues: zip(prompt.recap, elements).map { pointer, logit in
                (pointer, logit + (prompt.grades[pointer].map { Self.priors[$0] } ?? 0))
            })
        let ranked = zip(legal, shares).sorted { $0.1 > $1.1 }
        return Array(ranked.prefix { $0.1 >= Self.leastTool }.prefix(Self.mostTools))
    }

    /// The pointers that a tool may take, or nil for a tool that needs none.
    private func pointers(of tool: UITool) -> [Int]? {
        guard let argument = space[tool.rawValue]?["element"], argument.parameter.isRequired,
            case .elements(let ids) = argument.domain
        else { return nil }
        let usable = Set(ids)
        return prompt.recap.filter { usable.contains(prompt.elements[$0 - 1]) }
    }

    // MARK: Elements and values

    private mutating func drafts(of tool: UITool, _ writer: AnswerWriter<Model>) async throws -> [Draft] {
        func draft<Value>(
            _ ranked: [(Value, Double)], _ name: String, _ token: (Value) -> SpecialToken, _ value: (Value) -> JSONValue
        ) -> [Draft] {
            ranked.prefix(Self.mostCalls).map { choice, share in
                Draft(
                    tool: tool, arguments: [name: value(choice)],
                    writer: writer.behind(token(choice).id, probability: share))
            }
        }
        if let pointers = pointers(of: tool) {
            let shares = Probability.softmax(pointers.map { verdicts[$0] ?? -.infinity })
            let ranked = zip(pointers, shares).sorted { $0.1 > $1.1 }
            return draft(ranked, "element", SpecialToken.pointer) { .integer(Int64(prompt.elements[$0 - 1])) }
        }
        switch tool {
        case .scroll, .swipe:
            let ranked = try await ranked(Direction.allCases, of: SpecialToken.direction, writer)
            return draft(ranked, "direction", SpecialToken.direction) { .string($0.rawValue) }
        case .pressKey:
            let ranked = try await ranked(Key.allCases, of: SpecialToken.key, writer)
            return draft(ranked, "key", SpecialToken.key) { .string($0.rawValue) }
        case .wait: return [Draft(tool: tool, arguments: ["seconds": .number(2)], writer: writer)]
        case .infeasible: return [Draft(tool: tool, arguments: ["reason": .string(Self.reason)], writer: writer)]
        default: return [Draft(tool: tool, arguments: [:], writer: writer)]
        }
    }

    /// The values with the share of each one's token, likeliest first.
    private mutating func ranked<Value>(
        _ values: [Value], of token: (Value) -> SpecialToken, _ writer: AnswerWriter<Model>
    ) async throws -> [(Value, Double)] {
        var writer = writer
        let before = writer.outputTokens
        let shares = try await writer.shares(values.map { token($0).id })
        outputTokens += writer.outputTokens - before
        return zip(values, shares).sorted { $0.1 > $1.1 }
    }

    // MARK: Text

    /// The draft with its text, and the probability of all of it; nil where no text can be copied.
    private mutating func completed(_ draft: Draft) async throws -> (ToolCall, Double)? {
        var arguments = draft.arguments
        var writer = draft.writer
        if let name = SpecialistAnswer.textArgument(of: draft.tool), let text = hintedText(of: draft.tool) {
            arguments[name] = .string(text)
        } else if let name = SpecialistAnswer.textArgument(of: draft.tool) {
            let before = writer.outputTokens
            let ends: [SpecialToken] = draft.tool == .type ? [.end, .submit] : [.end]
            let copied = try await writer.copy(
                TextCopy(SpecialistAnswer.sources(of: draft.tool, prompt, on: screen)), closing: ends.map(\.id),
                limit: Self.longestText)
            outputTokens += writer.outputTokens - before
            guard let copied, let text = copied.copy.text, !text.isEmpty else { return nil }
            arguments[name] = .string(text)
            if copied.closing == SpecialToken.submit.id { arguments["submit"] = .bool(true) }
        }
        return (ToolCall(draft.tool.rawValue, arguments), writer.probability)
    }

    /// The text that the baseline would give the tool: it reads quotes and fields' names off the instruction, which the
    /// model has yet to learn.
    private func hintedText(of tool: UITool) -> String? {
        guard let name = SpecialistAnswer.textArgument(of: tool) else { return nil }
        return hints.first { $0.call.name == tool.rawValue }?.call.arguments[name]?.string
    }
}
