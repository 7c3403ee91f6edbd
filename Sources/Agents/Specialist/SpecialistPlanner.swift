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
        let prompt = SpecialistPrompt(instruction, on: screen, history: history, in: space, hints: hints)
        var step = SpecialistStep(model, prompt, on: screen, in: space)
        let calls = try await step.calls()
        var plan = Plan(calls: calls.isEmpty ? [Self.nothing(instruction)] : calls)
        plan.promptTokens = step.promptTokens
        plan.outputTokens = step.outputTokens
        return plan
    }

    private static func nothing(_ instruction: String) -> PlannedCall {
        PlannedCall(call: ToolCall("infeasible", ["reason": .string(SpecialistStep<Model>.reason)]), confidence: 0)
    }
}

/// One step of the specialist.
struct SpecialistStep<Model: SpecialistModel> {
    private let model: Model
    private let prompt: SpecialistPrompt
    private let screen: Screen
    private let space: CallSpace
    private let read: [Int]
    private(set) var outputTokens = 0

    init(_ model: Model, _ prompt: SpecialistPrompt, on screen: Screen, in space: CallSpace) {
        self.model = model
        self.prompt = prompt
        self.screen = screen
        self.space = space
        read = prompt.pieces.flatMap { piece in
            switch piece {
            case .special(let token): [token.id]
            case .text(let text): model.tokens(of: text)
            }
        }
    }

    var promptTokens: Int { read.count }

    static var reason: String { "nothing on the screen can do this" }

    /// Tools that are likelier than this are followed up.
    private static var leastTool: Double { 0.03 }
    private static var mostTools: Int { 4 }
    /// Calls that are completed and handed out at most.
    private static var mostCalls: Int { 8 }

    /// A call without its text.
    private struct Draft {
        var tool: UITool
        var arguments: JSONObject
        var tokens: [Int]
        var probability: Double
    }

    /// Ranked, best first; each is legal here.
    mutating func calls() async throws -> [PlannedCall] {
        var drafts: [Draft] = []
        for (tool, probability) in try await tools() {
            drafts += try await self.drafts(of: tool, probability)
        }
        drafts.sort { $0.probability > $1.probability }
        var calls: [PlannedCall] = []
        for draft in drafts.prefix(Self.mostCalls) {
            guard let (call, probability) = try await completed(draft) else { continue }
            guard let legal = try? space.validate(call) else { continue }
            calls.append(PlannedCall(call: legal, confidence: model.calibration.confidence(probability)))
        }
        return calls.sorted { $0.confidence > $1.confidence }
    }

    // MARK: Tools

    /// The likely tools, best first.
    private mutating func tools() async throws -> [(UITool, Double)] {
        let legal = UITool.allCases.filter { tool in
            space[tool.rawValue] != nil && (elements(of: tool).map { !$0.isEmpty } ?? true)
        }
        let shares = try await shares(of: legal.map { SpecialToken.tool($0).id }, behind: [])
        let ranked = zip(legal, shares).sorted { $0.1 > $1.1 }
        return Array(ranked.prefix { $0.1 >= Self.leastTool }.prefix(Self.mostTools))
    }

    /// The pointers that a tool may take, or nil for a tool that needs none.
    private func elements(of tool: UITool) -> [Int]? {
        guard let argument = space[tool.rawValue]?["element"], argument.parameter.isRequired,
            case .elements(let ids) = argument.domain
        else { return nil }
        let usable = Set(ids)
        return prompt.recap.filter { usable.contains(prompt.elements[$0 - 1]) }
    }

    // MARK: Elements and values

    private mutating func drafts(of tool: UITool, _ probability: Double) async throws -> [Draft] {
        let token = SpecialToken.tool(tool).id
        func draft(_ arguments: JSONObject, _ tokens: [Int] = [], share: Double = 1) -> Draft {
            Draft(tool: tool, arguments: arguments, tokens: [token] + tokens, probability: probability * share)
        }
        if let pointers = elements(of: tool) {
            let ids = pointers.map { SpecialToken.pointer($0).id }
            let shares = try await shares(of: ids, behind: [token])
            return zip(pointers, zip(ids, shares)).map { pointer, choice in
                draft(
                    ["element": .integer(Int64(prompt.elements[pointer - 1]))], [choice.0], share: choice.1)
            }
        }
        switch tool {
        case .scroll, .swipe:
            return try await values(Direction.allCases, of: SpecialToken.direction, behind: token).map {
                draft(["direction": .string($0.rawValue)], share: $1)
            }
        case .pressKey:
            return try await values(Key.allCases, of: SpecialToken.key, behind: token).map {
                draft(["key": .string($0.rawValue)], share: $1)
            }
        case .wait: return [draft(["seconds": .number(2)])]
        case .infeasible: return [draft(["reason": .string(Self.reason)])]
        default: return [draft([:])]
        }
    }

    private mutating func values<Value>(
        _ all: [Value], of token: (Value) -> SpecialToken, behind tool: Int
    ) async throws -> [(Value, Double)] {
        Array(zip(all, try await shares(of: all.map { token($0).id }, behind: [tool])))
    }

    // MARK: Text

    /// The draft with its text, and the probability of all of it; nil where no text can be copied.
    private mutating func completed(_ draft: Draft) async throws -> (ToolCall, Double)? {
        guard let name = SpecialistAnswer.textArgument(of: draft.tool) else {
            return (ToolCall(draft.tool.rawValue, draft.arguments), draft.probability)
        }
        var copy = TextCopy(SpecialistAnswer.sources(of: draft.tool, prompt, on: screen))
        var written = draft.tokens
        var arguments = draft.arguments.members
        var probability = draft.probability
        let closing = draft.tool == .type ? [SpecialToken.end.id, SpecialToken.submit.id] : [SpecialToken.end.id]
        for _ in 0..<Self.longestText {
            let options = (copy.mayEnd ? closing : []) + copy.tokens(model.textTokens)
            guard !options.isEmpty else { return nil }
            let shares = try await shares(of: options, behind: written)
            guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }) else { return nil }
            probability *= shares[best]
            written.append(options[best])
            if closing.contains(options[best]) {
                guard let text = copy.text, !text.isEmpty else { return nil }
                arguments.append((key: name, value: .string(text)))
                if options[best] == SpecialToken.submit.id { arguments.append((key: "submit", value: .bool(true))) }
                return (ToolCall(draft.tool.rawValue, JSONObject(arguments)), probability)
            }
            copy.append(model.bytes(of: options[best]))
        }
        return nil
    }

    /// Tokens of a text at most.
    private static var longestText: Int { 96 }

    // MARK: The model

    /// The share of each candidate behind the prompt and what was written.
    private mutating func shares(of candidates: [Int], behind written: [Int]) async throws -> [Double] {
        if candidates.count == 1 { return [1] }
        outputTokens += 1
        let tokens = read + written
        let logits = try await model.logits(of: tokens, at: [tokens.count - 1], among: candidates)
        return Probability.softmax(logits[0])
    }
}
