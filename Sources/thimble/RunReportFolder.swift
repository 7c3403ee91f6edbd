import Agents
import Hierarchies
import Screens
import Synchronization
import Tools

/// `--report`: the journal, a drawing of each step with the touched point, a page that shows them, and the flow.
final class RunReportFolder: RunObserver {
    /// One row of the page.
    private struct Step {
        var number: Int
        var screen: Screen
        var sentence = ""
        var point: Point?
        var result = ""
        var isConfirmed = false
        var notes: [String] = []
    }

    private struct State {
        var steps: [Step] = []
        var result: RunResult?
        var fault: OutputError?
    }

    private let folder: OutputFolder
    private let state = Mutex(State())

    init(_ folder: OutputFolder) { self.folder = folder }

    func note(_ event: RunEvent) {
        state.withLock { state in
            let last = state.steps.indices.last
            switch event.kind {
            case .observe(let seen):
                var step = Step(number: event.step, screen: seen.screen)
                if let interruption = seen.interruption { step.notes.append(interruption) }
                if !seen.isSettled { step.notes.append("the screen was still moving") }
                state.steps.append(step)
            case .plan(let choice):
                if let last { state.steps[last].sentence = choice.sentence }
            case .consent(let request, let isGranted):
                if let last {
                    state.steps[last].notes.append("\(request.risk.rawValue): \(isGranted ? "allowed" : "not allowed")")
                }
            case .act(let deed):
                guard let last else { return }
                state.steps[last].point = deed.point
                state.steps[last].notes += deed.warnings
            case .verify(let check):
                guard let last else { return }
                state.steps[last].result = check.summary
                state.steps[last].isConfirmed = check.isConfirmed
                draw(state.steps[last], &state)
            case .failure(_, let message):
                guard let last else { return }
                state.steps[last].result = message
                draw(state.steps[last], &state)
            case .end(let result):
                state.result = result
                // The last screen was planned on and not touched.
                if let last, state.steps[last].result.isEmpty { draw(state.steps[last], &state) }
            case .start: break
            }
        }
    }

    private func draw(_ step: Step, _ state: inout State) {
        write(SVGRendering(touch: step.point).render(step.screen) + "\n", as: Self.drawing(step), &state)
    }

    private func write(_ text: String, as name: String, _ state: inout State) {
        do throws(OutputError) {
            try folder.write(text, as: name)
        } catch {
            state.fault = state.fault ?? error
        }
    }

    private static func drawing(_ step: Step) -> String {
        let digits = String(step.number)
        return "step-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + ".svg"
    }

    /// Writes the page and the flow.
    /// - Throws: the first thing that could not be written.
    func finish() throws(OutputError) {
        let fault = state.withLock { state in
            if let flow = state.result?.flow { write(flow, as: "flow.yaml", &state) }
            write(Self.page(state), as: "index.html", &state)
            return state.fault
        }
        if let fault { throw fault }
    }

    // MARK: The page

    /// Every text of a screen is escaped, and the page may load nothing but its own drawings and run nothing.
    private static func page(_ state: State) -> String {
        let result = state.result
        let title = escaped(result?.instruction ?? "Run")
        let rows = state.steps.map { step in
            """
            <section><h2><span>\(step.number)</span> \(escaped(step.sentence))</h2>
            <p class="\(step.isConfirmed ? "good" : "open")">\(escaped(step.result))</p>
            \(step.notes.map { "<p class=\"note\">\(escaped($0))</p>" }.joined(separator: "\n"))
            <a href="\(drawing(step))"><img src="\(drawing(step))" alt="Screen of step \(step.number)"></a></section>
            """
        }.joined(separator: "\n")
        let flow = result?.flow.map { "<h2>Flow</h2>\n<pre>\(escaped($0))</pre>" } ?? ""
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b2330}
            section{border-top:1px solid #c6cdd8;padding:.5rem 0 1rem}h2{font-size:1.1rem;margin:.5rem 0}
            h2 span{color:#6b7686}p{margin:.25rem 0}.good{color:#12703a}.open{color:#8a4b00}.note{color:#6b7686}
            img{max-width:100%;max-height:36rem}pre{background:#eef1f5;padding:1rem;overflow:auto}
            </style></head><body>
            <h1>\(title)</h1>
            <p class="\(result?.exitCode == 0 ? "good" : "open")">\(escaped(result?.message ?? "not ended"))</p>
            <p class="note">\(escaped(result.map { "\($0.serial) · \($0.model) · \($0.steps) steps" } ?? ""))</p>
            \(rows)
            \(flow)
            </body></html>

            """
    }

    private static func escaped(_ text: String) -> String { MarkupText.escaped(text, lines: .kept) }
}
