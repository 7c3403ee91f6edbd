import Devices
import Flows
import JSON
import Screens
import Tools

/// One run of an agent, and what it knows so far.
struct AgentRun {
    private let agent: Agent
    private let instruction: String
    private let watch: Stopwatch
    private var mask = SecretMask()
    private var recorder = FlowRecorder()
    private var repetition: RepetitionGuard
    private var history: [String] = []
    private var step = 0
    private var attempts = 0
    private var actions = 0
    private var failures = 0
    private var hasChanged = false
    private var variables: [String] = []
    private var promptTokens = 0
    private var outputTokens = 0

    /// Ends the run from within.
    private struct Stop: Error {
        var ending: RunEnding
    }

    init(_ agent: Agent, _ instruction: String) {
        self.agent = agent
        self.instruction = instruction
        watch = Stopwatch(agent.executor.clock)
        repetition = RepetitionGuard(repeats: agent.policy.repeats, repeatsOnScreen: agent.policy.repeatsOnScreen)
        for (name, value) in agent.policy.variables where !value.isEmpty { _ = mask.add(value, name: name) }
        for text in InstructionSecrets.texts(of: instruction) where !Self.isVariable(text) { _ = mask.add(text) }
    }

    mutating func toTheEnd() async -> RunResult {
        let device = agent.executor.device
        note(
            .start(
                .init(
                    serial: device.serial, model: agent.planner.name, maxSteps: agent.policy.maxSteps,
                    instruction: mask.masked(instruction))))
        let ending: RunEnding
        do throws(Stop) {
            ending = try await loop()
        } catch {
            ending = Task.isCancelled ? .cancelled : error.ending
        }
        let result = result(ending)
        note(.end(result))
        return result
    }

    // MARK: The loop

    private mutating func loop() async throws(Stop) -> RunEnding {
        var seen = try await observe()
        var interruption: String?
        while true {
            step += 1
            try checkTime()
            note(.observe(observation(seen, interruption)))
            interruption = nil
            let plan = try await plan(on: seen.screen)
            guard let choice = try choose(from: plan.plan, on: seen) else {
                if failures >= agent.policy.failures { return .stuck("the planner's calls cannot be made here") }
                continue
            }
            let shown = masked(choice.call, variable: choice.variable)
            let sentence = RunSentence(shown, on: mask.masked(seen.screen))
            note(.plan(event(choice, shown, sentence, plan)))
            if case .finish(let finish) = choice.action { return ending(finish) }
            guard attempts < agent.policy.maxSteps else { return .stepLimit(agent.policy.maxSteps) }
            try await askConsent(choice, sentence, on: seen.screen)
            let before = seen
            do throws(StepError) {
                let outcome = try await perform(choice, sentence, seen: before)
                seen = outcome.after
            } catch {
                seen = try await recover(from: error, sentence, before)
            }
            let isLaunch = if case .launchApp = choice.action { true } else { false }
            if let found = Interruption(from: before.screen, to: seen.screen, launching: isLaunch) {
                interruption = found.sentence
                history.append(found.sentence)
            }
        }
    }

    private func observe() async throws(Stop) -> ObservedScreen {
        do {
            return try await agent.executor.observe()
        } catch {
            throw stop(error)
        }
    }

    private func checkTime() throws(Stop) {
        if Task.isCancelled { throw Stop(ending: .cancelled) }
        if watch.elapsed >= agent.policy.time { throw Stop(ending: .timeLimit) }
    }

    private func stop(_ error: DeviceError) -> Stop {
        if Task.isCancelled || error.code == .cancelled { return Stop(ending: .cancelled) }
        var error = error
        error.message = mask.masked(error.message)
        error.service = error.service.map(mask.masked)
        return Stop(ending: .deviceLost(error))
    }

    // MARK: Planning

    private struct Planned {
        var plan: Plan
        var elapsed: Duration
    }

    private mutating func plan(on screen: Screen) async throws(Stop) -> Planned {
        let start = watch.elapsed
        let (planner, instruction, history) = (agent.planner, instruction, history)
        let limit = min(agent.policy.planning, agent.policy.time - start)
        do {
            let plan = try await withinLimit(limit, clock: agent.executor.clock) { () async throws(any Error) -> Plan in
                try await planner.plan(instruction, on: screen, history: history)
            }
            if Task.isCancelled { throw Stop(ending: .cancelled) }
            guard let plan else { throw Stop(ending: .plannerFailed("no plan within \(limit)")) }
            promptTokens += plan.promptTokens
            outputTokens += plan.outputTokens
            return Planned(plan: plan, elapsed: watch.elapsed - start)
        } catch let stop as Stop {
            throw stop
        } catch {
            if Task.isCancelled { throw Stop(ending: .cancelled) }
            throw Stop(ending: .plannerFailed(mask.masked("\(error)")))
        }
    }

    /// A call that can be made, and the action that it means here.
    private struct Choice {
        var call: ToolCall
        var action: Action
        var confidence: Double
        var passedOver: Int
        /// The variable of the secret that is typed.
        var variable: String?
        /// Whether the secret is one that the person gave.
        var isGivenSecret = true
    }

    /// The best call that leads on from here.
    ///
    /// - Returns: nil when none of the calls is valid; the history says why.
    /// - Throws: `stuck` when all that is left was tried often enough.
    private mutating func choose(from plan: Plan, on seen: ObservedScreen) throws(Stop) -> Choice? {
        var repeated: ToolCall?
        var fault: ToolCallError?
        for (place, planned) in plan.calls.enumerated() {
            if place > 0, planned.confidence < agent.policy.leastConfidence { continue }
            if !isEnding(planned.call), repetition.isExhausted(planned.call, on: seen.screen) {
                repeated = repeated ?? planned.call
                continue
            }
            // An ending among the alternatives of a step is none: it would end what the planner wants to go on with.
            if place > 0, isEnding(planned.call) { continue }
            do throws(ToolCallError) {
                return try choice(planned, passedOver: place, on: seen)
            } catch {
                fault = fault ?? error
            }
        }
        if let repeated {
            let sentence = RunSentence(masked(repeated, variable: nil), on: mask.masked(seen.screen)).present
            throw Stop(ending: .stuck("\(sentence) was tried \(agent.policy.repeats) times here and leads nowhere"))
        }
        if let fault {
            failures += 1
            let message = mask.masked("refused: \(fault)")
            history.append(message)
            note(.failure(code: fault.code.rawValue, message: message))
        }
        return nil
    }

    private mutating func choice(
        _ planned: PlannedCall, passedOver: Int, on seen: ObservedScreen
    ) throws(ToolCallError) -> Choice {
        var call = planned.call
        let screen = seen.screen
        var variable: String?
        var isGiven = true
        if call.name == UITool.type.rawValue, let text = call.arguments["text"]?.string {
            let element = call.arguments["element"]?.integer.flatMap { screen[id: Int($0)] }
            if Self.isVariable(text), let value = agent.policy.variables[String(text.dropFirst(2).dropLast())] {
                call.arguments["text"] = .string(value)
                variable = mask.add(value)
            } else if mask.holds(text) || element.map(CredentialWords.isSecret) == true {
                isGiven = instruction.contains(text)
                variable = mask.add(text)
            }
        }
        var action = try Action(call, on: screen, seen.hierarchy)
        if case .inputText(var input) = action {
            input.variable = variable
            action = .inputText(input)
        }
        return Choice(
            call: call, action: action, confidence: planned.confidence, passedOver: passedOver, variable: variable,
            isGivenSecret: isGiven)
    }

    private func isEnding(_ call: ToolCall) -> Bool {
        [UITool.done, .answer, .infeasible].contains { $0.rawValue == call.name }
    }

    private func ending(_ finish: Action.Ending) -> RunEnding {
        switch finish {
        case .answer(let text): .answered(mask.masked(text))
        case .done(let summary): .done(summary: summary.map(mask.masked))
        case .infeasible(let reason): .infeasible(reason: mask.masked(reason))
        }
    }

    // MARK: Acting

    private func askConsent(_ choice: Choice, _ sentence: RunSentence, on screen: Screen) async throws(Stop) {
        let verdict = RiskJudge().judge(choice.call, on: screen, isGivenSecret: choice.isGivenSecret)
        guard verdict.risk.needsConsent else { return }
        let request = ConsentRequest(risk: verdict.risk, sentence: sentence.present, word: verdict.word)
        var isGranted = agent.policy.grantsEverything
        if !isGranted { isGranted = await agent.consent.isGranted(request) }
        if Task.isCancelled { throw Stop(ending: .cancelled) }
        note(.consent(request, isGranted: isGranted))
        if !isGranted {
            throw Stop(ending: .refused("\(request.sentence) (it \(verdict.risk.rawValue)); --yes allows it"))
        }
    }

    private mutating func perform(
        _ choice: Choice, _ sentence: RunSentence, seen: ObservedScreen
    ) async throws(StepError) -> StepOutcome {
        let start = watch.elapsed
        repetition.note(choice.call, on: seen.screen)
        attempts += 1
        let outcome = try await agent.executor.perform(FlowStep(choice.action, on: seen.fingerprint), seen: seen)
        failures = 0
        actions += 1
        hasChanged = hasChanged || !outcome.diff.isEmpty || outcome.verification == .textRead
        if let variable = choice.variable, !variables.contains(variable) { variables.append(variable) }
        let settling = outcome.after.elapsed
        note(
            .act(
                .init(
                    sentence: sentence.present, point: outcome.touched, textMethod: outcome.textMethod,
                    warnings: outcome.warnings.map { mask.masked($0.description) },
                    elapsed: max(watch.elapsed - start - settling, .zero))))
        note(
            .verify(
                .init(
                    word: outcome.verification.word, summary: mask.masked(outcome.verification.description),
                    isConfirmed: outcome.verification.isConfirmed, fingerprint: outcome.after.fingerprint,
                    dumps: outcome.after.dumps, isSettled: outcome.isSettled, elapsed: settling)))
        recorder.add(outcome)
        history.append(mask.masked(sentence.past(outcome)))
        return outcome
    }

    /// Goes on after a step that was not done, unless the device is lost or nothing works any more.
    private mutating func recover(
        from error: StepError, _ sentence: RunSentence, _ before: ObservedScreen
    ) async throws(Stop) -> ObservedScreen {
        let message = mask.masked(error.message)
        if let cause = error.cause, error.code == .deviceFailed { throw stop(cause) }
        if Task.isCancelled { throw Stop(ending: .cancelled) }
        note(.failure(code: error.code.rawValue, message: message))
        failures += 1
        history.append("could not \(sentence.present): \(message)")
        if failures >= agent.policy.failures { throw Stop(ending: .stuck(message)) }
        return try await observe()
    }

    // MARK: Telling

    /// What may be shown of a call: a secret by its variable.
    private func masked(_ call: ToolCall, variable: String?) -> ToolCall {
        var call = call
        if let object = mask.masked(JSONValue.object(call.arguments)).object { call.arguments = object }
        if let variable { call.arguments["text"] = .string("${\(variable)}") }
        return call
    }

    private func note(_ kind: RunEvent.Kind) {
        let event = RunEvent(time: watch.elapsed, step: step, kind: kind)
        for observer in agent.observers { observer.note(event) }
    }

    private func observation(_ seen: ObservedScreen, _ interruption: String?) -> RunEvent.Observation {
        .init(
            screen: mask.masked(seen.screen), strategy: seen.dump.strategy, attempts: seen.dump.attempts,
            dumps: seen.dumps, isSettled: seen.isSettled, elapsed: seen.elapsed, interruption: interruption)
    }

    private func event(
        _ choice: Choice, _ shown: ToolCall, _ sentence: RunSentence, _ planned: Planned
    ) -> RunEvent.Choice {
        .init(
            call: shown, sentence: sentence.present, element: sentence.element, confidence: choice.confidence,
            passedOver: choice.passedOver, promptTokens: planned.plan.promptTokens,
            outputTokens: planned.plan.outputTokens, elapsed: planned.elapsed)
    }

    private func result(_ ending: RunEnding) -> RunResult {
        var result = RunResult(
            ending: ending, instruction: mask.masked(instruction), serial: agent.executor.device.serial,
            model: agent.planner.name, steps: actions, changed: hasChanged, elapsed: watch.elapsed,
            promptTokens: promptTokens, outputTokens: outputTokens, variables: variables)
        do throws(ExportError) {
            result.flow = try recorder.flow(ending: ending).map { flow throws(ExportError) in
                mask.masked(try flow.print())
            }
            if result.flow == nil { result.flowFault = "no step was done in any app" }
        } catch {
            result.flowFault = mask.masked(error.message)
        }
        return result
    }

    /// `${NAME}`, the whole text.
    private static func isVariable(_ text: String) -> Bool {
        text.hasPrefix("${") && text.hasSuffix("}")
            && text.dropFirst(2).dropLast().utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x5F
            }
    }
}
