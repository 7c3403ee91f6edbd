import Agents
import ArgumentParser
import ChatEndpoints
import EmbeddedSLM
import LanguageModels

/// The options of every command that asks a model.
struct ModelOptions: ParsableArguments {
    @Option(
        help: """
            embedded (the default), a file.gguf of the same kind, baseline, or URL#model of an OpenAI-compatible \
            endpoint (key from THIMBLE_API_KEY).
            """)
    var model: String?

    @Option(
        help: """
            What keeps an endpoint to legal calls: its own tools, whose calls are checked, or the JSON schema or GBNF \
            grammar of all legal calls as the form of its answer.
            """)
    var hold = CallHold.tools

    func choice() throws -> ModelChoice { try ModelChoice(model, hold: hold) }
}

extension CallHold: ExpressibleByArgument {}

/// `--model`: which model to ask.
enum ModelChoice {
    case baseline
    /// The model that comes with the program, or one of the same kind in a file.
    case embedded(path: String?)
    case endpoint(EndpointAddress, CallHold)

    /// - Parameters:
    ///   - name: what was given with `--model`; nil for the default.
    ///   - hold: what was given with `--hold`.
    /// - Throws: `UsageError` for a model that does not exist, and an endpoint's address that cannot be read.
    init(_ name: String?, hold: CallHold = .tools) throws {
        switch name {
        case "baseline"?: self = .baseline
        case nil, "embedded"?: self = .embedded(path: nil)
        case let name? where name.hasSuffix(".gguf"): self = .embedded(path: name)
        case let name?:
            guard name.hasPrefix("http://") || name.hasPrefix("https://") else {
                throw UsageError(
                    description: "unknown model \"\(name)\"; use embedded, baseline, or URL#model of an endpoint")
            }
            self = .endpoint(try EndpointAddress(name), hold)
        }
    }

    /// Lends the planner; an endpoint is closed behind the body.
    func withPlanner<Value>(_ body: (any Planner) async throws -> Value) async throws -> Value {
        switch self {
        case .baseline: try await body(BaselinePlanner())
        case .embedded(let path): try await body(SpecialistPlanner(try Self.specialist(path)))
        case .endpoint(let address, let hold):
            try await Self.with(address) { try await body(ChatPlanner($0, hold: hold, onWarning: Self.tell)) }
        }
    }

    /// Lends the function caller; an endpoint is closed behind the body.
    func withFunctionCaller<Value>(_ body: (any FunctionCaller) async throws -> Value) async throws -> Value {
        switch self {
        case .baseline: try await body(BaselineFunctionCaller())
        case .embedded(let path): try await body(SpecialistFunctionCaller(try Self.specialist(path)))
        case .endpoint(let address, let hold):
            try await Self.with(address) {
                try await body(ChatFunctionCaller($0, hold: hold, onWarning: Self.tell))
            }
        }
    }

    private static func specialist(_ path: String?) throws -> EmbeddedSpecialist {
        guard let path else { return try EmbeddedSpecialist(try EmbeddedModel.shipped()) }
        return try EmbeddedSpecialist(try EmbeddedModel(path: path))
    }

    private static func with<Value>(
        _ address: EndpointAddress, _ body: (ChatEndpoint) async throws -> Value
    ) async throws -> Value {
        let key = Environment.variables["THIMBLE_API_KEY"].flatMap { $0.isEmpty ? nil : Secret($0) }
        return try await ChatEndpoint.with(address, key: key, body)
    }

    /// What an endpoint does otherwise than it was asked, once each.
    private static func tell(_ warning: ChatWarning) { StandardError.print("thimble: \(warning)") }
}

/// A request that cannot be met, whatever the input.
struct UsageError: ReportableError {
    var description: String

    /// EX_USAGE.
    var exitCode: Int32 { 64 }
}

extension EndpointError: ReportableError {
    /// EX_USAGE for an address or a key that cannot be used, else EX_UNAVAILABLE.
    var exitCode: Int32 {
        switch code {
        case .badAddress, .badKey, .insecureKey: 64
        default: 69
        }
    }
}

extension ChatPlannerError: ReportableError {
    var exitCode: Int32 { 1 }
}

extension ModelFileError: ReportableError {
    /// EX_NOINPUT for a file that cannot be opened, else EX_DATAERR.
    var exitCode: Int32 { code == .unreadable ? 66 : 65 }
}

extension SpecialistModelError: ReportableError {
    /// EX_DATAERR.
    var exitCode: Int32 { 65 }
}

extension SessionError: ReportableError {
    /// EX_SOFTWARE.
    var exitCode: Int32 { 70 }
}
