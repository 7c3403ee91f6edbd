package import LanguageModels
package import Tools

/// Chooses the calls that do what a person asks, of functions that have nothing to do with a screen.
package protocol FunctionCaller: Sendable {
    /// The caller's name as outputs show it.
    var name: String { get }

    /// Finds the calls of one request.
    ///
    /// - Parameters:
    ///   - request: what the person wants, in words.
    ///   - space: the calls to choose from.
    ///   - style: whether several calls may build on each other.
    /// - Returns: calls that the space's registry accepts, or why there are none.
    /// - Throws: when the caller cannot be asked.
    func calls(for request: String, in space: CallSpace, _ style: FunctionCallStyle) async throws -> FunctionCalls
}

/// What a request may become.
package enum FunctionCallStyle: Sendable, Hashable, CaseIterable {
    /// One call, or none.
    case single
    /// Several calls, of which one may use the results of others (`CallPlan`).
    case plan
}

/// What a caller says to one request.
package struct FunctionCalls: Sendable {
    /// In the order in which they were said; each is valid.
    package var calls: [ToolCall] = []
    /// For each call the numbers of those whose results it needs, from 1; empty lists where it needs none.
    package var dependencies: [[Int]] = []
    /// Why nothing is called, where the caller says so by `no_call`.
    package var noCall: NoCall.Reason?
    /// What was said beside the calls, or in their place.
    package var text = ""
    /// What is wrong with the calls, when they could not be mended.
    package var fault: String?
    /// Whether a second turn was needed.
    package var wasMended = false
    /// 0…1; nil where it is not known.
    package var confidence: Double?
    package var usage = TokenUsage()

    package init() {}
}
