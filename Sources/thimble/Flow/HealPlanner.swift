import Agents
import Flows

/// A model that is asked which element a step means when it is found no more.
enum HealPlanner {
    typealias Question = @Sendable (HealQuestion) async -> Int?

    /// Lends the planner of a choice, as far as one was made.
    static func with<Value>(
        _ choice: ModelChoice?, _ body: (Question?) async throws -> Value
    ) async throws -> Value {
        guard let choice else { return try await body(nil) }
        return try await choice.withPlanner { planner in
            try await body { question in
                guard let plan = try? await planner.plan(question.instruction, on: question.screen, history: []),
                    let call = plan.calls.first, call.confidence >= Self.certainty
                else { return nil }
                return call.element
            }
        }
    }

    /// Below that a model's choice is a guess, and a flow that stops is better.
    private static let certainty = 0.5
}
