import JSON
package import Screens
import Tools

/// Plans with the embedded model.
///
/// One reading of the prompt, then a token for the tool, one for the element or value, and text that is quoted. Only
/// what keeps the call legal is ever weighed.
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
    /// How much speaks for each pointer.
    private var verdicts: [Int: Float] = [:]
    /// What the model alone makes of each pointer.
    private var tellings: [Int: Float] = [:]
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

    /// What counts how much for an element, as logits.
    ///
    /// The model's judgement, the retriever's, and the baseline's opinion by its grade; chosen on the development sets,
    /// which hardly care.
    private static var wordShare: Float { 0.5 }
    private static var meaningShare: Float { 0.4 }
    private static var priors: [Float] { [1.5, 0.5, 0, 0] }

    /// How much less `done` counts than the model says: a step too many can be mended, a task that was ended cannot.
    private static var faithInDone: Double { 0.1 }

    static var reason: String { "nothing on the screen can do this" }

    /// Tools that are likelier than this are followed up.
    private static var leastTool: Double { 0.03 }
    private static var mostTools: Int { 4 }
    /// Calls that are completed and handed out at most.
    private static var mostCalls: Int { 8 }
    private static var mostAnswers: Int { 3 }

    /// A call without its text.
    private struct Draft {
        var tool: UITool
        var arguments: JSONObject
        /// Whose text is the answer.
        var telling: Element?
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
        let judgement = try await reader.judge(legal.map { SpecialToken.tool($0).id })
        outputTokens += reader.outputTokens
        tellings = Dictionary(uniqueKeysWithValues: zip(1..., judgement.words))
        verdicts = Dictionary(
            uniqueKeysWithValues: zip(judgement.words, judgement.meanings).enumerated().map { place, logits in
                let prior = prompt.grades[place + 1].map { Self.priors[$0] } ?? 0
                return (place + 1, Self.wordShare * logits.0 + Self.meaningShare * logits.1 + prior)
            })
        let shares = Probability.normalized(
            zip(legal, judgement.shares).map { $0 == .done ? $1 * Self.faithInDone : $1 })
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
        case .answer: return answers(writer)
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

    /// The elements that may tell what is asked, likeliest first.
    private func answers(_ writer: AnswerWriter<Model>) -> [Draft] {
        let telling = prompt.elements.enumerated().compactMap { place, id -> (Int, Element)? in
            guard let element = screen[id: id], !element.label.isEmpty || element.value != nil else { return nil }
            return (place + 1, element)
        }
        let shares = Probability.softmax(telling.map { tellings[$0.0] ?? -.infinity })
        return zip(telling, shares).sorted { $0.1 > $1.1 }.prefix(Self.mostAnswers).map { choice, share in
            Draft(
                tool: .answer, arguments: [:], telling: choice.1,
                writer: writer.behind(SpecialToken.pointer(choice.0).id, probability: share))
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

    /// The draft with its text, and the probability of all of it; nil where no text can be quoted.
    private mutating func completed(_ draft: Draft) async throws -> (ToolCall, Double)? {
        guard let name = SpecialistAnswer.textArgument(of: draft.tool) else {
            return (ToolCall(draft.tool.rawValue, draft.arguments), draft.writer.probability)
        }
        var arguments = draft.arguments
        var writer = draft.writer
        let before = writer.outputTokens
        defer { outputTokens += writer.outputTokens - before }
        if draft.tool == .type {
            let isSubmitted = try await writer.choose([SpecialToken.end.id, SpecialToken.submit.id]) == 1
            if isSubmitted { arguments["submit"] = .bool(true) }
        } else {
            writer.force(SpecialToken.end.id)
        }
        let said = SpecialistAnswer.part(of: draft.tool, prompt, telling: draft.telling)
        let isNamed = draft.tool != .openApp
        var choice = try await quoted([said], &writer, isNeeded: isNamed)
        if choice == nil, !isNamed {
            choice = try await quoted([said, SpecialistAnswer.commonApps], &writer, isNeeded: true)
        }
        guard let choice, !choice.text.isEmpty else { return nil }
        arguments[name] = .string(choice.text)
        return (ToolCall(draft.tool.rawValue, arguments), writer.probability * choice.probability)
    }

    /// What is meant of the last part.
    private func quoted(
        _ parts: [Quotation.Part], _ writer: inout AnswerWriter<Model>, isNeeded: Bool
    ) async throws -> Quotation.Choice? {
        let quotation = Quotation(parts)
        let verdicts = try await writer.verdicts(on: quotation)
        return quotation.choice(of: parts.count - 1, verdicts, isNeeded: isNeeded)
    }
}
