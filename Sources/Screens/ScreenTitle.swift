internal import Hierarchies

/// Finds the words that a person would call the whole screen by.
struct ScreenTitle {
    private(set) var text: String?

    init(_ plan: ElementPlan) {
        let nodes = plan.survey.hierarchy.nodes
        for index in nodes.indices where plan.facts[index].window == .app {
            if !nodes[index].extras.isEmpty, let pane = nodes[index].extra(.paneTitle) {
                text = LabelText.folded(pane)
                return
            }
            guard plan.facts[index].childCount > 0,
                plan.facts[index].traits.isTitleBar || Self.isTitleBar(nodes[index].resourceID)
            else { continue }
            if let title = Self.title(in: index, plan) {
                text = title
                return
            }
        }
        let heading = nodes.indices.first {
            nodes[$0].flags.contains(.heading) && plan.facts[$0].isLabelled && plan.facts[$0].window == .app
        }
        if heading == nil, plan.survey.hierarchy.format == .xcuitest, let app = nodes.first {
            let name = LabelText.folded(app.contentDescription)
            text = name.isEmpty ? nil : name
        }
        if let heading { text = plan.words[heading].first }
    }

    /// The first text in the bar that is no button, or the bar's own name (`NavigationBar`).
    private static func title(in bar: Int, _ plan: ElementPlan) -> String? {
        let nodes = plan.survey.hierarchy.nodes
        for index in bar..<max(nodes[bar].end, bar + 1) {
            let fact = plan.facts[index]
            let isFree = fact.isElement && fact.actions.isEmpty
            if isFree, !fact.isHidden, !fact.visible.isEmpty, !plan.words[index].text.isEmpty {
                return plan.words[index].text
            }
        }
        return nil
    }

    private static func isTitleBar(_ resourceID: String) -> Bool {
        guard let slash = resourceID.utf8.lastIndex(of: UInt8(ascii: "/")) else { return false }
        return titleBars.contains { resourceID.utf8[slash...].elementsEqual($0.utf8) }
    }

    private static let titleBars = ["/action_bar", "/toolbar", "/title_bar"]
}
