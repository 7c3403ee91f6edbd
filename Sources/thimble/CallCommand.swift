import Agents
import ArgumentParser
import JSON
import LanguageModels
import Screens
import Tools

/// `thimble call`: a request and a file of functions in, the calls that do it out.
struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Find the function calls that do what you ask, without a phone.",
        discussion: """
            The file holds functions in the shape of OpenAI, Anthropic or MCP. Every call that is printed has been \
            checked against it. A model that gives an invalid call is told why, and may mend it once. Where no \
            function fits, nothing is called and the reason is printed.

            The embedded model is part of the program; it gives one call, and copies values from the request. The \
            baseline model compares words and learnt nothing.

            Example: thimble call "wake me at 7" --tools clock.json
            """)

    @Argument(help: "What you want, in words.")
    var instruction: String

    @Option(
        help: ArgumentHelp("Functions as JSON: one, an array, or an array under \"tools\".", valueName: "file"),
        completion: .file())
    var tools: String

    @OptionGroup var model: ModelOptions

    @Flag(help: "Allow several calls, of which one may use the result of another ($1.name).")
    var plan = false

    @Option(help: "How many bytes of function declarations to send; those that fit the request best are taken.")
    var budget = 24_000

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if !instruction.contains(where: { !$0.isWhitespace }) {
            throw ValidationError("say what you want, in quotes")
        }
        if budget < 1 { throw ValidationError("--budget is a number of bytes, 1 at least") }
    }

    func run() async throws {
        var registry = ToolRegistry()
        try ToolsFile.register(tools, in: &registry)
        if registry.tools.isEmpty { throw ToolsFileError(description: "\(tools): there is no function in it") }
        let chosen = PromptBudget.bytes(budget).registry(from: ToolIndex(registry), for: instruction)
        if chosen.tools.isEmpty {
            throw UsageError(description: "no function fits in \(budget) bytes; --budget allows more")
        }
        let space = CallSpace(chosen, on: nil, offering: .anyReason)
        let style = plan ? FunctionCallStyle.plan : .single
        let clock = ContinuousClock()
        let start = clock.now
        let (name, calls) = try await model.choice().withFunctionCaller { caller in
            let calls = try await caller.calls(for: instruction, in: space, style)
            return (caller.name, calls)
        }
        let report = FunctionCallReport(
            calls: calls, model: name, offered: chosen.tools.count, milliseconds: (clock.now - start) / .milliseconds(1)
        )
        print(json ? JSONValue.object(report.json).print() : report.text)
        if let fault = calls.fault {
            StandardError.print("thimble: \(name) gave no call that can be made: \(fault)")
            throw ExitCode(1)
        }
    }
}

/// What a caller said, as programs and people read it.
struct FunctionCallReport {
    var calls: FunctionCalls
    var model: String
    /// How many functions the model was told of.
    var offered: Int
    var milliseconds: Double

    var json: JSONObject {
        let made = zip(calls.calls, calls.dependencies).map { call, needs -> JSONValue in
            var object: JSONObject = ["name": .string(call.name), "arguments": .object(call.arguments)]
            if !needs.isEmpty { object["needs"] = .array(needs.map { .integer(Int64($0)) }) }
            return .object(object)
        }
        return [
            "calls": .array(made), "no_call": calls.noCall.map { .string($0.rawValue) } ?? .null,
            "text": .string(calls.text), "error": calls.fault.map { .string($0) } ?? .null,
            "mended": .bool(calls.wasMended),
            "confidence": calls.confidence.map { .number(($0 * 10_000).rounded() / 10_000) } ?? .null,
            "model": .string(model), "functions": .integer(Int64(offered)),
            "prompt_tokens": .integer(Int64(calls.usage.prompt)),
            "output_tokens": .integer(Int64(calls.usage.output)),
            "milliseconds": .number((milliseconds * 1000).rounded() / 1000),
        ]
    }

    /// One line a call, `set_alarm(hour: 7)`; or why there is none.
    var text: String {
        if !calls.calls.isEmpty {
            return calls.calls.enumerated().map { place, call in
                let arguments = call.arguments.members.map { "\($0.key): \($0.value.print())" }
                let number = calls.calls.count > 1 ? "\(place + 1). " : ""
                return "\(number)\(call.name)(\(arguments.joined(separator: ", ")))"
            }.joined(separator: "\n")
        }
        let reason = calls.noCall.map { "no call: \($0.rawValue)" } ?? "no call"
        let said = calls.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { TerminalText.plain(String($0), limit: 4000) }
        return calls.text.isEmpty ? reason : "\(reason)\n\(said.joined(separator: "\n"))"
    }
}
