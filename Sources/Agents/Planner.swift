import JSON
package import Screens
package import Tools

/// Chooses the next call: the one thing a language model, a lexical ranker or a person can do in its place.
package protocol Planner: Sendable {
    /// The planner's name as outputs show it.
    var name: String { get }

    /// Plans one step.
    ///
    /// - Parameters:
    ///   - instruction: what the person wants, in words.
    ///   - screen: what is shown now.
    ///   - history: what was done before, oldest first, one sentence a step.
    /// - Returns: at least one call; each is valid on that screen.
    /// - Throws: when the planner cannot be asked; the baseline always can.
    func plan(_ instruction: String, on screen: Screen, history: [String]) async throws -> Plan
}

/// What a planner says to one instruction on one screen.
package struct Plan: Sendable {
    /// Ranked, best first; never empty.
    package var calls: [PlannedCall]
    /// Tokens read; 0 for a planner that is no language model.
    package var promptTokens = 0
    /// Tokens written; 0 for a planner that is no language model.
    package var outputTokens = 0

    /// - Precondition: there is at least one call.
    package init(calls: [PlannedCall]) {
        precondition(!calls.isEmpty, "a plan without a call")
        self.calls = calls
    }

    package var chosen: PlannedCall { calls[0] }
}

/// A call with the planner's confidence in it.
package struct PlannedCall: Sendable {
    package var call: ToolCall
    /// 0…1.
    package var confidence: Double

    package init(call: ToolCall, confidence: Double) {
        self.call = call
        self.confidence = confidence
    }

    /// The element that the call is about, or nil for a tool without one.
    package var element: Int? { call.arguments["element"]?.integer.map(Int.init) }
}
