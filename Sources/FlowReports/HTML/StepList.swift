internal import FlowDocuments
internal import Flows
internal import Screens

/// The steps of one flow as a list, those within a step as a list in it.
struct StepList {
    /// What the ids of the steps begin with.
    let id: String
    let options: HTMLReport.Options

    /// `f1-3-1`: the id of a step's part of the page.
    static func anchor(_ id: String, _ path: [Int]) -> String {
        ([id] + path.map(String.init)).joined(separator: "-")
    }

    func markup(_ commands: [CommandResult], below path: [Int], _ gallery: inout ScreenGallery) -> String {
        var items = ""
        for (index, command) in commands.enumerated() {
            items += item(ReportStep(path: path + [index + 1], result: command), &gallery)
        }
        return items.isEmpty ? "" : "<ol class=\"steps\">\n\(items)</ol>\n"
    }

    private func item(_ step: ReportStep, _ gallery: inout ScreenGallery) -> String {
        let result = step.result
        let isTroubled = ![.passed, .skipped].contains(result.status)
        var body = result.failure.map(FlowCard.markup) ?? ""
        body += result.heal.map(heal) ?? ""
        if options.screens == .all || options.screens == .troubled && (isTroubled || result.heal != nil) {
            body += StepScreens(result).markup(&gallery)
        }
        body += markup(result.children, below: step.path, &gallery)
        let opening = "<li id=\"\(Self.anchor(id, step.path))\" class=\"\(result.status.rawValue)\">"
        guard !body.isEmpty else { return "\(opening)<div class=\"line\">\(line(step))</div></li>\n" }
        return "\(opening)<details\(isTroubled ? " open=\"\"" : "")><summary class=\"line\">\(line(step))</summary>\n"
            + "<div class=\"body\">\n\(body)</div></details></li>\n"
    }

    private func line(_ step: ReportStep) -> String {
        let result = step.result
        let title = "<bdi>\(MarkupText.escaped(result.command.label ?? result.title))</bdi>"
        let did = result.command.label == nil ? "" : "<small><bdi>\(MarkupText.escaped(result.title))</bdi></small>"
        return "<span class=\"mark\" title=\"\(result.status.rawValue)\">\(result.status.mark)</span>"
            + "<span class=\"number\">\(step.number)</span><span class=\"what\">\(title)\(did)</span>"
            + (result.heal == nil ? "" : "<span class=\"badge\">healed</span>")
            + "<span class=\"time\">\(ReportTime.words(result.duration))</span>"
    }

    private func heal(_ heal: HealReport) -> String {
        let evidence = heal.evidence.map { "<li><bdi>\(MarkupText.escaped($0))</bdi></li>" }.joined()
        return """
            <div class="heal"><p>The flow says <del><bdi>\(MarkupText.escaped(heal.selector))</bdi></del>; \
            found was <ins><bdi>\(MarkupText.escaped(heal.replacement))</bdi></ins>, score \(heal.scoreText).</p>\
            \(evidence.isEmpty ? "" : "<ul>\(evidence)</ul>")</div>

            """
    }
}

extension FlowStatus {
    /// One character, never alone: the word stands beside it or shows above it.
    fileprivate var mark: String {
        switch self {
        case .passed: "✓"
        case .warned: "!"
        case .skipped: "–"
        case .failed: "✕"
        case .infrastructure: "?"
        case .cancelled: "◼"
        }
    }
}
