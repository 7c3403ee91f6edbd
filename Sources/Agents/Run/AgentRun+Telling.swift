import Devices
import Flows
import JSON
import Screens
import Tools

extension AgentRun {
    /// What may be shown of a call: a secret by its variable.
    func masked(_ call: ToolCall, variable: String?) -> ToolCall {
        var call = call
        if let object = mask.masked(JSONValue.object(call.arguments)).object { call.arguments = object }
        if let variable { call.arguments["text"] = .string("${\(variable)}") }
        return call
    }

    func note(_ kind: RunEvent.Kind) {
        let event = RunEvent(time: watch.elapsed, step: step, kind: kind)
        for observer in agent.observers { observer.note(event) }
    }

    func observation(_ seen: ObservedScreen, _ interruption: String?) -> RunEvent.Observation {
        .init(
            screen: mask.masked(seen.screen), strategy: seen.dump.strategy, attempts: seen.dump.attempts,
            dumps: seen.dumps, isSettled: seen.isSettled, elapsed: seen.elapsed, interruption: interruption)
    }

    func event(
        _ choice: Choice, _ shown: ToolCall, _ sentence: RunSentence, _ planned: Planned
    ) -> RunEvent.Choice {
        .init(
            call: shown, sentence: sentence.present, element: sentence.element, confidence: choice.confidence,
            passedOver: choice.passedOver, promptTokens: planned.plan.promptTokens,
            outputTokens: planned.plan.outputTokens, elapsed: planned.elapsed)
    }

    func result(_ ending: RunEnding) -> RunResult {
        var result = RunResult(
            ending: ending, instruction: mask.masked(instruction), serial: agent.executor.device.serial,
            model: agent.planner.name, steps: actions, changed: hasChanged,
            isFutile: hasTried && !isBorneOut && !hasChanged, elapsed: watch.elapsed, promptTokens: promptTokens,
            outputTokens: outputTokens, variables: variables)
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
    static func isVariable(_ text: String) -> Bool {
        text.hasPrefix("${") && text.hasSuffix("}")
            && text.dropFirst(2).dropLast().utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x5F
            }
    }
}
