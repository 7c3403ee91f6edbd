internal import FlowDocuments

extension FlowRun {
    func runFlow(
        _ body: FlowBody, when condition: FlowCondition?, _ environment: [FlowVariable], _ command: FlowCommand
    ) async throws(FlowFailure) -> CommandEnding {
        guard try await holds(condition, at: command.place) else { return .skipped }
        try await run(body, environment, command)
        return .done
    }

    /// Runs the commands as often as the condition holds, and as often as is said.
    func repetition(
        _ times: String?, while condition: FlowCondition?, _ commands: [FlowCommand], _ command: FlowCommand
    ) async throws(FlowFailure) -> CommandEnding {
        let limit = try count(times, at: command.place) ?? .max
        var rounds = 0
        while rounds < limit, try await holds(condition, at: command.place) {
            try await inScope(at: command.place) { () async throws(FlowFailure) in try await self.run(commands) }
            rounds += 1
        }
        return rounds == 0 ? .skipped : .done
    }

    /// Runs the commands again when the app was not as they say; a device that fails is not tried again here.
    func retry(
        _ body: FlowBody, _ times: String?, _ environment: [FlowVariable], _ command: FlowCommand
    ) async throws(FlowFailure) {
        let more = min(max(try count(times, at: command.place) ?? 1, 0), Self.mostRetries)
        var tries = 0
        while true {
            do throws(FlowFailure) { return try await run(body, environment, command) } catch {
                guard error.isForgivable, tries < more else { throw error }
                tries += 1
            }
        }
    }

    func runScript(
        _ name: String, when condition: FlowCondition?, _ environment: [FlowVariable], _ command: FlowCommand
    ) async throws(FlowFailure) -> CommandEnding {
        guard try await holds(condition, at: command.place) else { return .skipped }
        let path = FlowReferences.path(name, from: command.place.file)
        let source: [UInt8]
        do { source = try files.read(path) } catch { throw FlowFailure(error) }
        var values: [FlowVariable] = []
        for variable in environment {
            values.append(FlowVariable(variable.name, try await expand(variable.value, at: command.place)))
        }
        try await scripted(command.place) { () async throws(FlowScriptError) in
            try await self.variables.run(String(decoding: source, as: UTF8.self), file: path, environment: values)
        }
        return .done
    }

    /// Runs what lies within a command, with variables of its own.
    private func run(
        _ body: FlowBody, _ environment: [FlowVariable], _ command: FlowCommand
    ) async throws(FlowFailure) {
        try await inScope(at: command.place) { () async throws(FlowFailure) in
            try await self.scripted(command.place) { () async throws(FlowScriptError) in
                try await self.variables.define(environment, at: command.place)
            }
            switch body {
            case .commands(let commands): try await self.run(commands)
            case .file(let name): try await self.run(document: try self.document(name, command))
            }
        }
    }

    private func document(_ name: String, _ command: FlowCommand) throws(FlowFailure) -> FlowDocument {
        let path = FlowReferences.path(name, from: command.place.file)
        guard !openFiles.contains(path) else {
            let chain = (openFiles + [path]).joined(separator: " runs ")
            throw FlowFailure(.invalidFlow, "the flow runs itself: \(chain)", at: command.place)
        }
        do { return try FlowDocument(reading: try files.read(path), file: path) } catch { throw FlowFailure(error) }
    }

    private func inScope(
        at place: SourcePlace, _ body: () async throws(FlowFailure) -> Void
    ) async throws(FlowFailure) {
        try await scripted(place) { () async throws(FlowScriptError) in try await self.variables.enterScope() }
        var failure: FlowFailure?
        do throws(FlowFailure) { try await body() } catch { failure = error }
        do throws(FlowFailure) {
            try await scripted(place) { () async throws(FlowScriptError) in try await self.variables.leaveScope() }
        } catch { failure = failure ?? error }
        if let failure { throw failure }
    }

    /// A number of times; fractions count only as far as they are whole.
    func count(_ text: String?, at place: SourcePlace) throws(FlowFailure) -> Int? {
        guard let text else { return nil }
        guard let number = Double(text.filter { $0 != "_" }), number.isFinite, abs(number) < 1e9 else {
            throw FlowFailure(.invalidCommand, "\"\(text)\" is no number of times", at: place)
        }
        return Int(number)
    }

    private static let mostRetries = 3
}
