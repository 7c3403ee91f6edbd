import Agents
import Devices
import Screens
import Synchronization
import Tools

/// A run's progress for a person: one line a step.
///
/// `✓ 2  tap switch "Airplane mode"  4 switch Airplane mode: off → on  812 ms`: the check mark for a step that the next
/// screen bears out, `=` for no change, `!` for a text that differs, `✗` for a step that was not done.
final class ProgressLine: RunObserver {
    private struct State {
        var sentence = ""
        var begun = Duration.zero
        var point = ""
        var warnings: [String] = []
    }

    private let state = Mutex(State())
    private let isLive: Bool
    private let write: @Sendable (String) -> Void

    /// - Parameters:
    ///   - isLive: on a terminal, where colours show and a line can be written over.
    ///   - write: takes text as it is, line ends included.
    init(isLive: Bool, write: @escaping @Sendable (String) -> Void) {
        self.isLive = isLive
        self.write = write
    }

    func note(_ event: RunEvent) {
        let text = state.withLock { state in line(event, &state) }
        if let text { write(text) }
    }

    private func line(_ event: RunEvent, _ state: inout State) -> String? {
        switch event.kind {
        case .start(let start):
            return bold(TerminalText.plain(start.instruction))
                + " · \(TerminalText.plain(start.serial)) · \(start.model)\n"
        case .observe(let seen):
            state = State(begun: event.time)
            guard let interruption = seen.interruption else { return nil }
            return erase + colour(33, "· ") + interruption + "\n"
        case .plan(let choice):
            state.sentence = TerminalText.plain(choice.sentence)
            return isLive && !isEnding(choice) ? erase + dim("… \(event.step)  \(state.sentence)") : nil
        case .consent(let request, let isGranted):
            let verdict = isGranted ? colour(33, "allowed") : colour(31, "not allowed")
            return erase + "? \(TerminalText.plain(request.sentence)): \(request.risk.rawValue), \(verdict)\n"
        case .act(let deed):
            state.warnings = deed.warnings
            return nil
        case .verify(let check):
            let mark: String
            switch check.word {
            case "changed", "text_read", "app_in_front": mark = colour(32, "✓")
            case "unchanged", "not_verifiable": mark = colour(33, "=")
            default: mark = colour(31, "!")
            }
            let milliseconds = Int((event.time - state.begun).milliseconds.rounded())
            let warnings = state.warnings.map { "    " + colour(33, TerminalText.plain($0)) + "\n" }.joined()
            return erase + "\(mark) \(event.step)  \(state.sentence)  \(dim(TerminalText.plain(check.summary)))  "
                + dim("\(milliseconds) ms") + "\n" + warnings
        case .failure(_, let message):
            return erase + "\(colour(31, "✗")) \(event.step)  \(state.sentence)  \(TerminalText.plain(message))\n"
        case .end(let result):
            let isGood = result.exitCode == 0
            return erase + colour(isGood ? 32 : 31, TerminalText.plain(result.message))
                + dim(
                    " · \(result.steps) \(result.steps == 1 ? "step" : "steps")"
                        + " · \(Int(result.elapsed.milliseconds.rounded())) ms") + "\n"
        }
    }

    private func isEnding(_ choice: RunEvent.Choice) -> Bool {
        [UITool.done, .answer, .infeasible].contains { $0.rawValue == choice.call.name }
    }

    private var erase: String { isLive ? "\r\u{1B}[2K" : "" }
    private func colour(_ code: Int, _ text: String) -> String { isLive ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
    private func dim(_ text: String) -> String { colour(2, text) }
    private func bold(_ text: String) -> String { colour(1, text) }
}
