internal import Hierarchies

/// Which nodes take a touch at a point: later-drawn ones first, as Android's `ViewGroup` dispatches it.
struct TouchMap {
    private let nodes: [UINode]
    private let facts: [NodeFacts]
    /// Rank in drawing order, a node after its parent, siblings by `drawing-order` where the dump has it.
    private let rank: [Int]
    /// What takes touches, lowest first: reacting and scrolling nodes, and whole windows smaller than the screen.
    private let takers: [Int]
    /// Windows of an app's dialogs: smaller than the screen, over another window of the same app, with something to touch.
    private let modals: Set<Int>
    private let screen: Rect

    init(_ plan: ElementPlan) {
        let nodes = plan.survey.hierarchy.nodes
        let facts = plan.facts
        let rank = Self.ranks(plan)
        let screenArea = plan.survey.screen.area
        takers = nodes.indices.filter { index in
            guard !facts[index].isHidden, !facts[index].visible.isEmpty else { return false }
            if !facts[index].actions.isEmpty { return true }
            return nodes[index].parent < 0 && facts[index].visible.area * 10 < screenArea * 9
        }.sorted { rank[$0] < rank[$1] }
        modals = Self.modals(plan, rank)
        screen = plan.survey.screen
        self.nodes = nodes
        self.facts = facts
        self.rank = rank
    }

    private static func modals(_ plan: ElementPlan, _ rank: [Int]) -> Set<Int> {
        let (nodes, facts) = (plan.survey.hierarchy.nodes, plan.facts)
        let windows = plan.survey.hierarchy.roots.filter { facts[$0].window == .app && !facts[$0].visible.isEmpty }
        let screenArea = plan.survey.screen.area
        return Set(
            windows.filter { window in
                let area = facts[window].visible.area
                // A tenth of the screen at least: bars and round buttons whose common root was lost are no dialogs.
                guard area * 10 >= screenArea, area * 10 < screenArea * 9, facts[window].reactingBelow > 0 else {
                    return false
                }
                return windows.contains {
                    rank[$0] < rank[window] && nodes[$0].packageName == nodes[window].packageName
                        && facts[$0].visible.contains(facts[window].visible)
                }
            })
    }

    /// Where a taker takes touches: a dialog's window takes them all, since one beside it only closes the dialog.
    private func reach(of taker: Int) -> Rect { modals.contains(taker) ? screen : facts[taker].visible }

    /// Where to touch a node, and whether something else takes every touch meant for it.
    ///
    /// Tries the middle of the visible part first, then points around it; prefers one that no reacting child takes
    /// either, so that a row is not mistaken for the link in its middle.
    func aim(at index: Int) -> (point: Point, isCovered: Bool) {
        let target = facts[index].visible
        guard !target.isEmpty else { return (nodes[index].bounds.center, false) }
        let rivals = rivals(of: index, within: target)
        guard !rivals.isEmpty else { return (target.center, false) }
        var firstUncovered: Point?
        for point in Self.candidates(in: target) {
            let hits = rivals.filter { reach(of: $0).contains(point) }
            if hits.isEmpty { return (point, false) }
            if firstUncovered == nil, hits.allSatisfy({ isInside($0, index) }) { firstUncovered = point }
        }
        return (firstUncovered ?? target.center, firstUncovered == nil)
    }

    /// Of what is drawn over a node only this much is looked at, topmost first: enough for any real screen, and a
    /// bound for made-up ones.
    private static let mostTakers = 2_000
    private static let mostRivals = 64

    /// Whether a touch at that point goes to the node rather than to anything above it.
    func takes(_ index: Int, touchAt point: Point) -> Bool {
        let spot = Rect(left: point.x, top: point.y, right: point.x + 1, bottom: point.y + 1)
        return facts[index].visible.contains(point) && rivals(of: index, within: spot).isEmpty
    }

    /// What takes a touch at a point; nil where nothing does, as beside a dialog.
    func taker(at point: Point) -> Int? {
        for taker in takers.reversed().prefix(Self.mostTakers) where reach(of: taker).contains(point) {
            return facts[taker].visible.contains(point) ? taker : nil
        }
        return nil
    }

    /// Whether a node does something when it is touched, other than scroll.
    func reacts(_ index: Int) -> Bool { facts[index].reacts }

    private func rivals(of index: Int, within target: Rect) -> [Int] {
        var result: [Int] = []
        for taker in takers.reversed().prefix(Self.mostTakers) {
            if rank[taker] <= rank[index] || result.count == Self.mostRivals { break }
            guard !reach(of: taker).intersection(target).isEmpty else { continue }
            if isInside(taker, index), facts[taker].actions.subtracting(.scroll).isEmpty { continue }
            result.append(taker)
        }
        return result
    }

    private func isInside(_ node: Int, _ ancestor: Int) -> Bool { node > ancestor && node < nodes[ancestor].end }

    private static func candidates(in rect: Rect) -> [Point] {
        var points = [rect.center]
        for y in [2, 1, 3] {
            for x in [2, 1, 3] where (x, y) != (2, 2) {
                points.append(Point(x: rect.left + rect.width * x / 4, y: rect.top + rect.height * y / 4))
            }
        }
        for x in [1, 7] {
            points.append(Point(x: rect.left + rect.width * x / 8, y: rect.center.y))
        }
        return points
    }

    private static func ranks(_ plan: ElementPlan) -> [Int] {
        let nodes = plan.survey.hierarchy.nodes
        let roots = plan.survey.hierarchy.roots
        let hasDrawingOrder = nodes.contains { $0.drawingOrder != nil }
        guard hasDrawingOrder || roots.count > 1 else { return Array(nodes.indices) }
        // Dumps of all windows list them in no stable order: system windows lie on top, else the smaller on the larger.
        let windows = roots.enumerated().sorted { first, second in
            let (a, b) = (plan.facts[first.element], plan.facts[second.element])
            if (a.window == .app) != (b.window == .app) { return a.window == .app }
            if a.visible.area != b.visible.area { return a.visible.area > b.visible.area }
            return first.offset < second.offset
        }.map(\.element)
        var rank = Array(repeating: 0, count: nodes.count)
        var next = 0
        func visit(_ index: Int) {
            rank[index] = next
            next += 1
            let children = plan.survey.hierarchy.children(of: index)
            for child in children.enumerated().sorted(by: {
                (nodes[$0.element].drawingOrder ?? $0.offset, $0.offset)
                    < (nodes[$1.element].drawingOrder ?? $1.offset, $1.offset)
            }) {
                visit(child.element)
            }
        }
        for window in windows { visit(window) }
        return rank
    }
}
