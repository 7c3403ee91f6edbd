package import Screens
package import Tools

/// Chooses the next call: the one thing a language model, a lexical ranker or a person can do in its place.
package protocol Planner: Sendable {
    /// The planner's name as outputs show it.
    var name: String { get }

    /// Ranked calls for one step, best first; never empty.
    /// - Parameter history: what was done before, oldest first, one sentence a step.
    func plan(_ instruction: String, on screen: Screen, history: [String]) throws -> [PlannedCall]
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
}
