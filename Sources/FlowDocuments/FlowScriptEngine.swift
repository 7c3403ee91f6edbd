/// What computes the expressions and scripts of one flow's run; made only when a flow needs it.
///
/// It keeps `output` and the variables, in scopes: a flow within a flow has its own variables and gives them back.
package protocol FlowScriptEngine: Sendable {
    /// Opens a scope, in which variables may be set that end with it; `output` does not end.
    func enterScope() async throws(FlowScriptError)
    func leaveScope() async throws(FlowScriptError)
    /// Sets a variable of the innermost scope.
    func set(_ name: String, to value: String) async throws(FlowScriptError)
    /// `maestro.copiedText`.
    func setCopiedText(_ text: String?) async throws(FlowScriptError)
    /// Computes an expression; its value is what JavaScript's `String(…)` has: `undefined` and `null` are those words.
    func evaluate(_ expression: String, at place: SourcePlace?) async throws(FlowScriptError) -> ScriptOutcome
    /// Runs a script file with variables of its own; the value is empty.
    func run(
        _ source: String, file: String, environment: [FlowVariable]
    ) async throws(FlowScriptError) -> ScriptOutcome
    /// Ends it, whatever it does.
    func close() async
}

/// What a script gave.
package struct ScriptOutcome: Sendable, Hashable {
    package var value: String
    /// What it wrote by `console.log`, one entry a call.
    package var logs: [String]

    package init(value: String, logs: [String] = []) {
        self.value = value
        self.logs = logs
    }
}

/// Why a script did not end well.
package struct FlowScriptError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// No engine is installed; the message holds the command that installs one.
        case noEngine
        case syntax, exception, tooLate, tooLarge
    }

    package var code: Code
    package var message: String
    package var place: SourcePlace?

    package init(_ code: Code, _ message: String, at place: SourcePlace? = nil) {
        self.code = code
        self.message = message
        self.place = place
    }

    package var description: String { (place.map { "\($0): " } ?? "") + message }
}
