internal import FlowDocuments
internal import Flows
internal import JSON
internal import Screens

/// A flow, a fake screen, and what the device must have been asked.
struct IntegrationCase {
    let test: JSONValue
    let files: any FlowFiles
    let engine: FlowRunner.EngineMaker

    private var id: String { test["id"]?.string ?? "?" }

    func outcome() async -> CaseOutcome { CaseOutcome(.integration, id, await verdict()) }

    private func verdict() async -> CaseOutcome.Verdict {
        if let kind = test["kind"]?.string, kind != "data-driven" {
            return .skipped("needs Maestro's own code: \(kind)")
        }
        guard let exception = CaseException.all.first(where: { $0.applies(test, sources) }) else { return await run() }
        let declared = "declared: \(exception.reason)"
        guard exception.isTried else { return .skipped(declared) }
        if case .passed = await run() {
            return .failed("the declared exception \"\(exception.name)\" is stale: the case passes")
        }
        return .skipped(declared)
    }

    /// The texts of the files that the case names, as far as they are scripts.
    private var sources: [String] {
        (test["files"]?.array ?? []).compactMap(\.string).filter { $0.hasSuffix(".js") || $0.hasSuffix(".yaml") }
            .flatMap { name -> [String] in
                guard let bytes = try? files.read(name) else { return [] }
                let text = String(decoding: bytes, as: UTF8.self)
                // A flow's scripts are not among its case's files.
                let scripts = text.split(whereSeparator: { " \"'\n".contains($0) }).filter { $0.hasSuffix(".js") }
                return [text]
                    + scripts.compactMap { try? files.read(FlowReferences.path(String($0), from: name)) }
                    .map { String(decoding: $0, as: UTF8.self) }
            }
    }

    private func run() async -> CaseOutcome.Verdict {
        let flow: FlowDocument
        do throws(FlowError) {
            let file = test["flow"]?.string ?? ""
            flow = try FlowDocument(reading: files.read(file), file: file)
            // Maestro reads the files that a flow names with it, before anything is done.
            try FlowReferences(files).check(flow)
        } catch {
            return CaseCheck.isRefusal(test)
                ? .passed : .failed("the flow cannot be read: \(error.title): \(error.message)")
        }
        let device = FakeMaestroDevice(test)
        let kept = KeptFiles()
        var options = FlowRunOptions()
        options.lookup = .milliseconds(test["timeouts"]?["lookupMs"]?.integer ?? 0)
        options.optionalLookup = .milliseconds(test["timeouts"]?["optionalLookupMs"]?.integer ?? 0)
        options.shard = Int(test["shardIndex"]?.integer ?? 0)
        options.order = .document
        options.repeatsLostTouches = false
        options.keepsScreens = false
        for special in test["special"]?.array?.compactMap(\.string) ?? [] {
            guard let text = ToleratedText(special) else { return .skipped("needs Maestro's own code: \(special)") }
            options.goesOnAfter = { command, _ in text.isTapped(by: command) }
        }
        let runner = FlowRunner(
            device, files: files, artifacts: kept, clock: device.clock, options: options, engine: engine)
        let environment = (test["env"]?.object?.members ?? []).map { FlowVariable($0.key, $0.value.string ?? "") }
        let result = await runner.run(flow, environment: environment)
        if result.failure?.code == .missingEngine { return .skipped("no script engine is installed") }
        return CaseCheck(test: test, result: result, device: device, kept: kept).verdict
    }
}

/// A command that a case lets fail: the text that it taps.
private struct ToleratedText {
    private let text: String

    /// From the case's words, `… CONTINUE when tapOn.text == "…" …`.
    init?(_ special: String) {
        guard special.contains("CONTINUE when tapOn.text == "), case let parts = special.split(separator: "\""),
            parts.count > 1
        else { return nil }
        text = String(parts[1])
    }

    func isTapped(by command: FlowCommand) -> Bool {
        guard case .tap(let tap) = command.operation else { return false }
        return tap.selector?.text == text
    }
}
