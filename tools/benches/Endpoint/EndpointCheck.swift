import ChatEndpoints
import Glibc
import JSON
import LanguageModels
import Synchronization
import Tools

/// Whether a chat server gives what it is asked for, as JSON lines for tools/check-endpoint.
///
///     endpoint-check URL[#model] CALLS     every feature once, then so many calls each way that holds a model to them
///
/// The key is read from THIMBLE_API_KEY. A line is `{"name", "holds", "says", "milliseconds"}`.
@main
struct EndpointCheck {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count == 2, let calls = Int(words[1]), calls >= 0 else {
            print("usage: endpoint-check URL[#model] CALLS")
            exit(64)
        }
        do {
            let key = getenv("THIMBLE_API_KEY").map { Secret(String(cString: $0)) }
            let holds = try await ChatEndpoint.with(EndpointAddress(words[0]), key: key) { endpoint in
                try await CheckRun(endpoint: endpoint).run(calls: calls)
            }
            exit(holds ? 0 : 1)
        } catch {
            print("endpoint-check: \(error)")
            exit(69)
        }
    }
}

/// The checks against one endpoint.
private struct CheckRun {
    let endpoint: ChatEndpoint
    let clock = ContinuousClock()

    /// What a check came to.
    struct Verdict {
        var holds: Bool
        var says: String
    }

    /// What the model may call.
    ///
    /// A schema of llama-cpp-python does not hold it to the range of a number, so that those
    /// tools are only in the grammar's registry.
    private static let registry = wellFormed([
        Tool("open_app", "Opens an app.", parameters: [.required("app", .oneOf(["mail", "maps", "music"]), "Which.")]),
        Tool(
            "send", "Sends a text.",
            parameters: [
                .required("to", .string(length: 1...12), "Whom to."),
                .required("text", .string(length: 0...20), "What."),
                .optional("urgent", .boolean, "Whether at once."),
            ]),
        Tool("done", "Ends the task."),
    ])
    private static let rangedRegistry = wellFormed(
        registry.tools + [
            Tool("set_volume", "Sets the volume.", parameters: [.required("percent", .integer(0...100), "How loud.")])
        ])

    private static func wellFormed(_ tools: [Tool]) -> ToolRegistry {
        do { return try ToolRegistry(tools) } catch { fatalError("\(error)") }
    }

    private static let schema = CallSpace(registry, on: nil).jsonSchema
    private static let grammar = CallSpace(rangedRegistry, on: nil).gbnf ?? ""
    private static let conversation = Conversation(messages: [
        .system("You use a phone."), .user("Tell Ann that I am late."),
    ])
    private static let withTools = Conversation(
        messages: conversation.messages,
        tools: CallSpace(registry, on: nil).choices.map { choice in
            FunctionDeclaration(
                name: choice.tool.name, description: choice.tool.summary,
                parameters: choice.argumentsSchema.object ?? [:])
        })

    func run(calls: Int) async throws -> Bool {
        var holds = true
        func check(_ name: String, _ body: () async throws -> Verdict) async throws {
            let start = clock.now
            let verdict: Verdict
            do {
                verdict = try await body()
            } catch let error as EndpointError {
                verdict = Verdict(holds: false, says: "\(error)")
            }
            report(name, verdict, clock.now - start)
            holds = holds && verdict.holds
        }
        try await check("chat", chat)
        try await check("stream", stream)
        try await check("seed", seed)
        for choice in [ChatOptions.ToolChoice.named("send"), .auto, .required] {
            try await check("tools, \(choice)") { try await tools(choice) }
        }
        try await check("schema") { try await constrained(.jsonSchema(name: "call", Self.schema), seed: 0) }
        try await check("grammar") { try await constrained(.grammar(Self.grammar), seed: 0) }
        try await check("cancellation", cancellation)
        try await check("schema × \(calls)") {
            try await many(calls) { try await constrained(.jsonSchema(name: "call", Self.schema), seed: $0) }
        }
        try await check("grammar × \(calls)") {
            try await many(calls) { try await constrained(.grammar(Self.grammar), seed: $0) }
        }
        try await check("named tool × \(calls)") { try await many(calls) { try await tools(.named("send"), seed: $0) } }
        let usage = endpoint.usage
        report(
            "endpoint",
            Verdict(
                holds: true,
                says: "\(endpoint.kind.title), model \(endpoint.name), \(usage.prompt) + \(usage.output) tokens told"),
            .zero)
        return holds
    }

    private func report(_ name: String, _ verdict: Verdict, _ time: Duration) {
        let line: JSONValue = [
            "name": .string(name), "holds": .bool(verdict.holds), "says": .string(verdict.says),
            "milliseconds": .number((time / .milliseconds(1)).rounded()),
        ]
        // Straight to the descriptor: a pipe would hold lines back until the end.
        let text = "\(line)\n"
        _ = text.withCString { write(STDOUT_FILENO, $0, strlen($0)) }
    }

    private func chat() async throws -> Verdict {
        let answer = try await endpoint.answer(Self.conversation, ChatOptions(maxTokens: 16))
        return Verdict(
            holds: [.stop, .length].contains(answer.finish), says: "\(answer.finish), \(answer.text.utf8.count) bytes")
    }

    private func stream() async throws -> Verdict {
        let pieces = Mutex<[String]>([])
        let answer = try await endpoint.answer(Self.conversation, ChatOptions(temperature: 1, seed: 1, maxTokens: 64)) {
            if case .answer(.text(let text)) = $0 { pieces.withLock { $0.append(text) } }
        }
        let told = pieces.withLock { $0 }
        return Verdict(holds: told.count > 1 && told.joined() == answer.text, says: "\(told.count) pieces")
    }

    private func seed() async throws -> Verdict {
        var texts: [String] = []
        for seed in [5, 5, 6] {
            texts.append(
                try await endpoint.answer(Self.conversation, ChatOptions(temperature: 1, seed: seed, maxTokens: 32))
                    .text)
        }
        return Verdict(
            holds: texts[0] == texts[1] && texts[1] != texts[2], says: "the same seed gives the same, another another")
    }

    private func tools(_ choice: ChatOptions.ToolChoice, seed: Int = 0) async throws -> Verdict {
        // What holds a model also ends it; without a hold a random one goes on to the last token.
        let options = ChatOptions(
            temperature: 1, seed: seed, maxTokens: choice == .named("send") ? 400 : 64, toolChoice: choice)
        let answer = try await endpoint.answer(Self.withTools, options)
        let warnings = answer.warnings.map { "; \($0)" }.joined()
        for call in answer.calls {
            do {
                _ = try Self.registry.validate(ToolCall(call.name, call.arguments), on: nil)
            } catch {
                return Verdict(holds: false, says: "\(error): \(JSONValue.object(call.arguments))\(warnings)")
            }
        }
        // Without a hold a model may say anything, as long as it is read.
        let isHeld = choice != .auto && !answer.warnings.contains { $0.code == .toolChoiceNotHeld }
        let says = "\(answer.calls.count) calls, \(answer.faults.count) faults, \(answer.finish)\(warnings)"
        return Verdict(holds: !isHeld || answer.calls.count == 1 && answer.faults.isEmpty, says: says)
    }

    private func constrained(_ constraint: ChatOptions.Constraint, seed: Int) async throws -> Verdict {
        let options = ChatOptions(temperature: 1, seed: seed, maxTokens: 400, constraint: constraint)
        let answer = try await endpoint.answer(Self.conversation, options)
        // llama-cpp-python's grammar for a schema lets raw control characters into strings, which are no JSON; the
        // dialect's parser reads them as models mean them.
        var parser = Plain().makeParser(tools: [])
        let events = parser.feed(Array(answer.text.utf8)) + parser.finish()
        guard case .call(let call) = events.first, events.count == 1 else {
            return Verdict(holds: false, says: "no single call: \(answer.text)")
        }
        do {
            _ = try Self.rangedRegistry.validate(call, on: nil)
        } catch {
            return Verdict(holds: false, says: "\(error): \(answer.text)")
        }
        let isStrict = (try? JSONValue(parsing: answer.text)) != nil
        let says = (isStrict ? "" : "nearly JSON: ") + answer.text
        return Verdict(holds: answer.warnings.isEmpty, says: says + answer.warnings.map { "; \($0)" }.joined())
    }

    private func cancellation() async throws -> Verdict {
        let begun = AsyncStream<Void>.makeStream()
        let task = Task {
            try await endpoint.answer(Self.conversation, ChatOptions(temperature: 1, seed: 2, maxTokens: 4000)) {
                if case .answer = $0 { begun.continuation.yield() }
            }
        }
        for await _ in begun.stream { break }
        task.cancel()
        let start = clock.now
        switch await task.result {
        case .failure(let error as EndpointError) where error.code == .cancelled: break
        case let result: return Verdict(holds: false, says: "\(result)")
        }
        let ended = clock.now - start
        // The server is free again: a short answer does not wait for the long one.
        _ = try await endpoint.answer(Self.conversation, ChatOptions(maxTokens: 1))
        return Verdict(holds: true, says: "ended in \(ended), the next answer \(clock.now - start - ended) later")
    }

    private func many(_ count: Int, _ body: (Int) async throws -> Verdict) async throws -> Verdict {
        var bad: [String] = []
        for seed in 0..<count {
            let verdict = try await body(seed)
            if !verdict.holds { bad.append("seed \(seed): \(verdict.says)") }
        }
        let examples = bad.prefix(3).map { "; \($0)" }.joined()
        return Verdict(holds: bad.isEmpty, says: "\(count - bad.count) of \(count) valid\(examples)")
    }
}
