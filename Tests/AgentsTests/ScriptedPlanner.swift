import DeviceTestSupport
import Devices
import Flows
import JSON
import Screens
import Synchronization
import Tools

@testable import Agents

/// A planner that says what a test wrote down: elements by the beginning of their label.
struct ScriptedPlanner: Planner {
    enum Line: Sendable {
        case call(UITool, String? = nil, JSONObject = [:])
        /// Several at once, the best first.
        case ranked([(UITool, String?, JSONObject)])
        /// Something that is valid nowhere.
        case nonsense
        case fails
        case hangs
    }

    let name = "scripted"
    let lines: [Line]
    /// Begins anew at the end, instead of saying done.
    var repeats = false
    let clock: ManualClock
    let asked = Asked()

    final class Asked: Sendable {
        let histories = Mutex<[[String]]>([])
    }

    func plan(_ instruction: String, on screen: Screen, history: [String]) async throws -> Plan {
        let place = asked.histories.withLock { histories in
            histories.append(history)
            return histories.count - 1
        }
        let line = lines.isEmpty ? nil : place < lines.count ? lines[place] : repeats ? lines[place % lines.count] : nil
        switch line {
        case .call(let tool, let label, let arguments)?:
            return Plan(calls: [call(tool, label, arguments, on: screen)])
        case .ranked(let all)?: return Plan(calls: all.map { call($0, $1, $2, on: screen) })
        case .nonsense?: return Plan(calls: [PlannedCall(call: ToolCall("tap", ["element": 999]), confidence: 1)])
        case .fails?: throw DeviceError(.unreachable, "the endpoint is away", serial: "")
        case .hangs?:
            while !Task.isCancelled {
                clock.advance(by: .seconds(5))
                await Task.yield()
            }
            throw CancellationError()
        case nil: return Plan(calls: [PlannedCall(call: ToolCall("done"), confidence: 1)])
        }
    }

    private func call(_ tool: UITool, _ label: String?, _ arguments: JSONObject, on screen: Screen) -> PlannedCall {
        var arguments = arguments
        if let label {
            let element = screen.elements.first { $0.label.hasPrefix(label) && !$0.actions.isEmpty }
            arguments["element"] = .integer(Int64(element?.id ?? 999))
        }
        return PlannedCall(call: ToolCall(tool.rawValue, arguments), confidence: 0.9)
    }
}

/// Keeps a journal in memory.
final class MemoryJournal: Sendable {
    private let text = Mutex("")

    var observer: RunJournal { RunJournal { line in self.text.withLock { $0 += line } } }
    var bytes: String { text.withLock { $0 } }
    var record: RunJournal.Record { RunJournal.read(Array(bytes.utf8)) }
}

/// Answers as a test says, and remembers what it was asked.
final class RecordingConsent: Consent {
    let answer: Bool
    let asked = Mutex<[ConsentRequest]>([])

    init(_ answer: Bool) { self.answer = answer }

    func isGranted(_ request: ConsentRequest) async -> Bool {
        asked.withLock { $0.append(request) }
        return answer
    }
}
