import Devices
import Flows
import JSON
import Screens
import Tools

extension AgentRun {
    struct Planned {
        var plan: Plan
        var elapsed: Duration
    }

    mutating func plan(on screen: Screen) async throws(Stop) -> Planned {
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
    struct Choice {
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
    mutating func choose(from plan: Plan, on seen: ObservedScreen) throws(Stop) -> Choice? {
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

    mutating func choice(
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

    func isEnding(_ call: ToolCall) -> Bool {
        [UITool.done, .answer, .infeasible].contains { $0.rawValue == call.name }
    }

    func ending(_ finish: Action.Ending) -> RunEnding {
        switch finish {
        case .answer(let text): .answered(mask.masked(text))
        case .done(let summary): .done(summary: summary.map(mask.masked))
        case .infeasible(let reason): .infeasible(reason: mask.masked(reason))
        }
    }
}
