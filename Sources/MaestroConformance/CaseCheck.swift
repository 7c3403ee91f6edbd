internal import FlowDocuments
internal import Flows
internal import JSON

/// Holds what a run did against what its case expects.
struct CaseCheck {
    let test: JSONValue
    let result: FlowResult
    let device: FakeMaestroDevice
    let kept: KeptFiles

    var verdict: CaseOutcome.Verdict {
        let expected = test["expect"]
        if expected?["result"]?.string == "throws" {
            let wanted = expected?["error"]?.string ?? ""
            guard let failure = result.failure else { return .failed("it passes, and \(wanted) is expected") }
            guard let codes = Self.codes[wanted] else { return .failed("the suite knows no error \(wanted)") }
            guard codes.contains(failure.code) else {
                return .failed("it fails with \(failure.code), not \(wanted): \(failure.message)")
            }
        } else if let failure = result.failure {
            return .failed("\(failure.code): \(failure.description)")
        }
        for assertion in expected?["assertions"]?.array ?? [] {
            if let complaint = complaint(assertion) { return .failed(complaint) }
        }
        return .passed
    }

    /// Maestro's exceptions and what we call them.
    private static let codes: [String: [FlowFailure.Code]] = [
        "AssertionFailure": [.assertionFailed], "ElementNotFound": [.elementNotFound],
        "UnableToLaunchApp": [.appNotFound], "UnableToClearState": [.appNotFound, .refused],
        "InvalidCommand": [.invalidCommand, .invalidFlow],
    ]

    /// Whether a case is right when its flow is refused before anything is done: it has to fail with what no run fails
    /// with, and nothing that a run does is expected.
    static func isRefusal(_ test: JSONValue) -> Bool {
        guard let expected = test["expect"], expected["result"]?.string == "throws" else { return false }
        let isOfARun = expected["error"]?.string.map { codes[$0]?.contains(.invalidFlow) == false } ?? false
        let isNothingDone = (expected["assertions"]?.array ?? []).allSatisfy {
            ["noInteraction", "noEvent", "noTimerEvent"].contains($0["assert"]?.string)
        }
        return !isOfARun && isNothingDone
    }

    /// Why an assertion does not hold; nil when it does.
    private func complaint(_ assertion: JSONValue) -> String? {
        let events = device.events
        switch assertion["assert"]?.string {
        case "noInteraction": return events.isEmpty ? nil : "something was done: \(events)"
        case "hasEvent":
            let isThere = events.contains { Self.matches($0, assertion["event"]) }
            return isThere ? nil : "no \(text(assertion["event"])) among \(log)"
        case "noEvent":
            let isThere = events.contains { Self.matches($0, assertion["event"]) }
            return isThere ? "there is \(text(assertion["event"]))" : nil
        case "eventCount":
            let count = events.count { Self.matches($0, assertion["event"]) }
            return count == Int(assertion["count"]?.integer ?? -1)
                ? nil : "\(count) times \(text(assertion["event"])) among \(log)"
        case "eventsContainedInOrder":
            var rest = events[...]
            for event in assertion["events"]?.array ?? [] {
                guard let place = rest.firstIndex(where: { Self.matches($0, event) }) else {
                    return "no \(text(event)) in that order among \(log)"
                }
                rest = rest[(place + 1)...]
            }
            return nil
        case "currentText":
            return device.text == assertion["text"]?.string ? nil : "the text is \(device.text)"
        // Our runner has no such timers: it looks until its target is there.
        case "noTimerEvent": return nil
        case "fileExists":
            let path = assertion["path"]?.string ?? ""
            return kept.has(path) ? nil : "no file \(path) was kept"
        case "jsLogsExactlyInOrder":
            let logs = assertion["logs"]?.array?.compactMap(\.string) ?? []
            return result.logs == logs ? nil : "the scripts wrote \(result.logs)"
        case "darkMode":
            return device.isDarkNow == assertion["value"]?.bool ? nil : "dark mode is \(device.isDarkNow)"
        case "airplaneMode":
            return device.isInAirplaneModeNow == assertion["value"]?.bool
                ? nil : "airplane mode is \(device.isInAirplaneModeNow)"
        case "evaluatedScrollUntilVisible": return scrolling(assertion)
        case .some(let name) where name.contains("InputText"): return typing(name, assertion)
        case let name: return "the suite knows no assertion \(name ?? "")"
        }
    }

    private func typing(_ name: String, _ assertion: JSONValue) -> String? {
        let texts = device.events.filter { $0["event"]?.string == "InputText" }.compactMap { $0["text"]?.string }
        let holds: Bool
        switch name {
        case "allEventsInputTextLengthAtLeast":
            holds = texts.allSatisfy { $0.count >= Int(assertion["length"]?.integer ?? 0) }
        case "anyInputTextIntInRange":
            let (least, most) = (assertion["min"]?.integer ?? 0, assertion["max"]?.integer ?? 0)
            holds = texts.contains { text in Int64(text).map { least <= $0 && $0 <= most } == true }
        case "anyInputTextContains": holds = texts.contains { $0.contains(assertion["text"]?.string ?? "") }
        default: return "the suite knows no assertion \(name)"
        }
        return holds ? nil : "\(name) does not hold for \(texts)"
    }

    /// The numbers that a scroll came to, once its expressions were computed.
    private func scrolling(_ assertion: JSONValue) -> String? {
        guard let plan = Self.scrolls(in: result.commands).last else { return "nothing was scrolled" }
        let found = (milliseconds(plan.duration), milliseconds(plan.timeout))
        let wanted = (assertion["scrollDuration"]?.string ?? "", assertion["timeout"]?.string ?? "")
        return found == wanted ? nil : "it scrolled in \(found.0) ms with a timeout of \(found.1) ms"
    }

    /// Of commands within commands, too.
    private static func scrolls(in commands: [CommandResult]) -> [ScrollPlan] {
        commands.flatMap { command -> [ScrollPlan] in
            guard case .scrollUntilVisible(let scroll)? = command.computed,
                let plan = try? ScrollPlan(scroll, at: command.command.place)
            else { return scrolls(in: command.children) }
            return [plan]
        }
    }

    private func milliseconds(_ time: Duration) -> String { String(Int64(time / .milliseconds(1))) }

    // MARK: Events

    /// Whether an event has all that is expected of it; keys and orientations compare by their letters alone.
    private static func matches(_ event: JSONObject, _ wanted: JSONValue?) -> Bool {
        (wanted?.object?.members ?? []).allSatisfy { name, value in
            if case (.string(let mine)?, .string(let theirs)) = (event[name], value), name != "text", name != "link" {
                return letters(mine) == letters(theirs)
            }
            return event[name] == value
        }
    }

    private static func letters(_ text: String) -> String {
        text.uppercased().filter { $0.isLetter || $0.isNumber }
    }

    private func text(_ event: JSONValue?) -> String { event?.print() ?? "event" }
    private var log: String { JSONValue.array(device.events.map { .object($0) }).print() }
}
