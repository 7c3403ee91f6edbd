internal import FlowDocuments
internal import Flows
internal import Screens

/// The part of a page that shows one flow's run.
struct FlowCard {
    private let flow: FlowResult
    private let options: HTMLReport.Options
    /// What the ids of its parts begin with.
    private let id: String

    init(_ flow: FlowResult, number: Int, options: HTMLReport.Options) {
        self.flow = flow
        self.options = options
        id = "f\(number)"
    }

    func markup(_ gallery: inout ScreenGallery) -> String {
        let status = flow.status.rawValue
        let steps = StepList(id: id, options: options).markup(flow.commands, below: [], &gallery)
        let count = flow.steps.count
        let isOpen = flow.status != .passed && flow.status != .skipped
        return """
            <article class="flow \(status)" id="\(id)">
            <h2><span class="pill">\(status)</span> <bdi>\(MarkupText.escaped(flow.flow.title))</bdi></h2>
            <p class="facts">\(facts)</p>
            \(flow.failure.map(Self.markup) ?? "")\(Timeline(flow, id: id).markup)\
            \(count == 0 ? "" : "<details\(isOpen ? " open=\"\"" : "")><summary>\(count == 1 ? "1 step" : "\(count) steps")</summary>\n\(steps)</details>\n")\
            \(logs)</article>

            """
    }

    private var facts: String {
        var facts = [flow.flow.file, flow.device].filter { !$0.isEmpty }.map { "<bdi>\(MarkupText.escaped($0))</bdi>" }
        facts.append(ReportTime.words(flow.duration))
        if flow.attempt > 1 { facts.append("attempt \(flow.attempt)") }
        let heals = flow.steps.count { $0.result.heal != nil }
        if heals > 0 { facts.append("<span class=\"badge\">\(heals) healed</span>") }
        facts += flow.flow.config.tags.map { "<bdi class=\"tag\">\(MarkupText.escaped($0))</bdi>" }
        return facts.joined(separator: " <i>·</i> ")
    }

    private var logs: String {
        guard !flow.logs.isEmpty else { return "" }
        let text = MarkupText.escaped(flow.logs.joined(separator: "\n"), lines: .kept)
        return "<details><summary>\(flow.logs.count == 1 ? "1 log line" : "\(flow.logs.count) log lines")</summary>\n"
            + "<pre>\(text)</pre></details>\n"
    }

    /// Why something failed, and where it is written.
    static func markup(_ failure: FlowFailure) -> String {
        let place = failure.place.map { "<code>\(MarkupText.escaped($0.description))</code> " } ?? ""
        return "<p class=\"why\">\(place)<bdi>\(MarkupText.escaped(failure.message))</bdi></p>\n"
    }
}
