package import Hierarchies

extension Screen {
    /// The screen that a hierarchy shows.
    ///
    /// Never fails: an empty hierarchy is an empty screen.
    package init(_ hierarchy: Hierarchy) {
        let survey = NodeSurvey(hierarchy)
        let plan = ElementPlan(survey)
        let maker = ElementMaker(plan)
        var merged: [Int: [Int]] = [:]
        for index in plan.facts.indices where plan.facts[index].host >= 0 {
            merged[plan.facts[index].host, default: []].append(index)
        }
        let ordered = ReadingOrder(plan).elements(below: hierarchy.roots)
        var elements: [Element] = []
        elements.reserveCapacity(ordered.count)
        // The app first, system windows behind it, each in reading order.
        for kind in WindowKind.allCases {
            for index in ordered where plan.facts[index].window == kind {
                var element = maker.element(of: index, merged: merged[index] ?? [])
                element.id = elements.count + 1
                elements.append(element)
            }
        }
        format = hierarchy.format
        size = Size(width: survey.screen.right, height: survey.screen.bottom)
        rotation = hierarchy.rotation ?? 0
        warnings = hierarchy.warnings
        self.elements = elements
        packageName = LabelText.folded(Self.packageName(of: plan))
        title = ScreenTitle(plan).text
    }

    /// The package that most nodes of the app's windows belong to, or the one the dump names.
    private static func packageName(of plan: ElementPlan) -> String {
        let hierarchy = plan.survey.hierarchy
        if let declared = hierarchy.declaredPackage, !declared.isEmpty { return declared }
        var counts: [(name: String, count: Int)] = []
        for (node, fact) in zip(hierarchy.nodes, plan.facts) where fact.window == .app && !node.packageName.isEmpty {
            if let known = counts.firstIndex(where: { $0.name == node.packageName }) {
                counts[known].count += 1
            } else {
                counts.append((node.packageName, 1))
            }
        }
        let best = counts.max {
            ($0.name == "com.android.systemui" ? 0 : $0.count) < ($1.name == "com.android.systemui" ? 0 : $1.count)
        }
        return best?.name ?? hierarchy.nodes.first?.packageName ?? ""
    }
}
