import Devices
import Flows
import JSON
import Screens
import Tools

/// One run of an agent, and what it knows so far.
struct AgentRun {
    let agent: Agent
    let instruction: String
    let watch: Stopwatch
    var mask = SecretMask()
    var recorder = FlowRecorder()
    var repetition: RepetitionGuard
    var history: [String] = []
    var step = 0
    var attempts = 0
    var actions = 0
    var failures = 0
    var hasChanged = false
    /// Whether a step was done that should change something: all but waiting.
    var hasTried = false
    /// Whether a screen bore a step out.
    var isBorneOut = false
    var variables: [String] = []
    var promptTokens = 0
    var outputTokens = 0

    /// Ends the run from within.
    struct Stop: Error {
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

    mutating func loop() async throws(Stop) -> RunEnding {
        var seen = try await observe()
        var interruption = Interruption(on: seen.screen)?.sentence
        if let interruption { history.append(interruption) }
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

    func observe() async throws(Stop) -> ObservedScreen {
        do {
            return try await agent.executor.observe()
        } catch {
            throw stop(error)
        }
    }

    func checkTime() throws(Stop) {
        if Task.isCancelled { throw Stop(ending: .cancelled) }
        if watch.elapsed >= agent.policy.time { throw Stop(ending: .timeLimit) }
    }

    func stop(_ error: DeviceError) -> Stop {
        if Task.isCancelled || error.code == .cancelled { return Stop(ending: .cancelled) }
        var error = error
        error.message = mask.masked(error.message)
        error.service = error.service.map(mask.masked)
        return Stop(ending: .deviceLost(error))
    }

    // MARK: Acting

    func askConsent(_ choice: Choice, _ sentence: RunSentence, on screen: Screen) async throws(Stop) {
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

    mutating func perform(
        _ choice: Choice, _ sentence: RunSentence, seen: ObservedScreen
    ) async throws(StepError) -> StepOutcome {
        let start = watch.elapsed
        repetition.note(choice.call, on: seen.screen)
        attempts += 1
        let outcome = try await agent.executor.perform(FlowStep(choice.action, on: seen.fingerprint), seen: seen)
        failures = 0
        actions += 1
        hasChanged = hasChanged || !outcome.diff.isEmpty || outcome.verification == .textRead
        isBorneOut = isBorneOut || outcome.verification.isConfirmed
        let isWait = if case .wait = outcome.action { true } else { false }
        hasTried = hasTried || !isWait
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
    mutating func recover(
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
}
