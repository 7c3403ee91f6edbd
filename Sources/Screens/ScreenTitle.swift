internal import Hierarchies

/// Finds the words that a person would call the whole screen by.
struct ScreenTitle {
    private(set) var text: String?

    init(_ plan: ElementPlan) {
        let nodes = plan.survey.hierarchy.nodes
        for index in nodes.indices where plan.facts[index].window == .app {
            if let pane = nodes[index].extra(.paneTitle) {
                text = LabelText.folded(pane)
                return
            }
            guard plan.facts[index].traits.isTitleBar || Self.isTitleBar(nodes[index].resourceID) else { continue }
            if let title = Self.title(in: index, plan) {
                text = title
                return
            }
        }
        let heading = nodes.indices.first {
            nodes[$0].flags.contains(.heading) && plan.facts[$0].isLabelled && plan.facts[$0].window == .app
        }
        if heading == nil, plan.survey.hierarchy.format == .xcuitest, let app = nodes.first {
            text = LabelText.folded(app.contentDescription)
        }
        if let heading { text = plan.facts[heading].text.isEmpty ? plan.facts[heading].description : plan.facts[heading].text }
    }

    /// The first text in the bar that is no button, or the bar's own name (`NavigationBar`).
    private static func title(in bar: Int, _ plan: ElementPlan) -> String? {
        let nodes = plan.survey.hierarchy.nodes
        for index in bar..<max(nodes[bar].end, bar + 1) {
            let fact = plan.facts[index]
            let isFree = fact.isElement && fact.actions.isEmpty
            if isFree, !fact.text.isEmpty, !fact.isHidden, !fact.visible.isEmpty { return fact.text }
        }
        return nil
    }

    private static func isTitleBar(_ resourceID: String) -> Bool {
        guard !resourceID.isEmpty else { return false }
        return ["/action_bar", "/toolbar", "/title_bar", "/action_bar_title", "/toolbar_title"].contains {
            resourceID.hasSuffix($0)
        }
    }
}
