internal import FlowDocuments

/// The variables of a run, in scopes, and the script engine once something needs it.
final class FlowVariables {
    private var scopes: [[FlowVariable]] = [[]]
    private let makeEngine: @Sendable (FlowPlatform) async throws(FlowScriptError) -> any FlowScriptEngine
    private let platform: FlowPlatform
    private var engine: (any FlowScriptEngine)?
    private(set) var logs: [String] = []
    /// Of all values that were ever set.
    private(set) var secrets = SecretMask()
    /// What `copyTextFrom` and `setClipboard` left.
    private(set) var copiedText: String?

    init(
        platform: FlowPlatform,
        makeEngine: @escaping @Sendable (FlowPlatform) async throws(FlowScriptError) -> any FlowScriptEngine
    ) {
        self.platform = platform
        self.makeEngine = makeEngine
    }

    // MARK: Scopes

    func enterScope() async throws(FlowScriptError) {
        scopes.append([])
        try await engine?.enterScope()
    }

    func leaveScope() async throws(FlowScriptError) {
        scopes.removeLast()
        try await engine?.leaveScope()
    }

    /// Sets variables of the innermost scope as they are written.
    ///
    /// A name in their values means the variable from outside, as in Maestro, which computes all values before it sets
    /// any; where there is none outside, it means one that was set before.
    func define(_ variables: [FlowVariable], at place: SourcePlace?) async throws(FlowScriptError) {
        var later: [FlowVariable] = []
        for variable in variables {
            let computed = FlowVariable(variable.name, try await expand(variable.value, at: place))
            if value(of: computed.name) == nil {
                try await set(computed.name, to: computed.value)
            } else {
                later.append(computed)
            }
        }
        for variable in later { try await set(variable.name, to: variable.value) }
    }

    func set(_ name: String, to value: String) async throws(FlowScriptError) {
        scopes[scopes.count - 1].append(FlowVariable(name, value))
        secrets.add(FlowVariable(name, value))
        try await engine?.set(name, to: value)
    }

    func setCopiedText(_ text: String?) async throws(FlowScriptError) {
        copiedText = text
        try await engine?.setCopiedText(text)
    }

    func value(of name: String) -> String? {
        for scope in scopes.reversed() {
            if let variable = scope.last(where: { $0.name == name }) { return variable.value }
        }
        return nil
    }

    // MARK: Expressions

    /// The text with its expressions computed.
    func expand(_ text: String, at place: SourcePlace?) async throws(FlowScriptError) -> String {
        if Interpolation.isPlain(text) { return text }
        var result = ""
        for piece in Interpolation(text).pieces {
            switch piece {
            case .text(let text): result += text
            case .expression(let expression): result += try await evaluate(expression, at: place)
            }
        }
        return result
    }

    private func evaluate(_ expression: String, at place: SourcePlace?) async throws(FlowScriptError) -> String {
        let words = expression.split(whereSeparator: \.isWhitespace)
        guard let first = words.first else { return "" }
        if words.count == 1 {
            let word = String(first)
            if let value = value(of: word) ?? PlainExpression.literal(word) { return value }
            switch word {
            case "maestro.platform": return platform.rawValue.lowercased()
            case "maestro.copiedText": return copiedText ?? "undefined"
            default: break
            }
            if engine == nil, PlainExpression.isName(word), !PlainExpression.globals.contains(word) {
                return "undefined"
            }
        } else if let value = PlainExpression.literal(expression.trimmingSpaces) {
            return value
        }
        let outcome = try await started().evaluate(expression, at: place)
        logs += outcome.logs
        return outcome.value
    }

    /// Makes the engine now, so that a flow that needs one fails before it did anything.
    func prepare() async throws(FlowScriptError) { _ = try await evaluate("(undefined)", at: nil) }

    func run(_ source: String, file: String, environment: [FlowVariable]) async throws(FlowScriptError) {
        for variable in environment { secrets.add(variable) }
        let outcome = try await started().run(source, file: file, environment: environment)
        logs += outcome.logs
    }

    func close() async {
        await engine?.close()
        engine = nil
    }

    /// The engine, with everything that was set before it was needed.
    private func started() async throws(FlowScriptError) -> any FlowScriptEngine {
        if let engine { return engine }
        let engine = try await makeEngine(platform)
        for (depth, scope) in scopes.enumerated() {
            if depth > 0 { try await engine.enterScope() }
            for variable in scope { try await engine.set(variable.name, to: variable.value) }
        }
        try await engine.setCopiedText(copiedText)
        self.engine = engine
        return engine
    }
}

extension String {
    /// Without white space at either end.
    var trimmingSpaces: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
