package import Hierarchies

extension Screen {
    /// The element that takes a touch at a point: what reacts and lies on top, else what is written there.
    ///
    /// - Parameters:
    ///   - point: in the screen's own units.
    ///   - hierarchy: the hierarchy that the screen was made from.
    /// - Returns: nil where nothing lies, as beside a dialog.
    package func element(touchedAt point: Point, in hierarchy: Hierarchy) -> Element? {
        let touch = TouchMap(ElementPlan(NodeSurvey(hierarchy)))
        guard let taker = touch.taker(at: point) else { return smallest(at: point, in: nil) }
        if touch.reacts(taker) { return element(of: taker, in: hierarchy) }
        // Something that only scrolls: a touch means what it holds there.
        let own = taker..<max(hierarchy.nodes[taker].end, taker + 1)
        return smallest(at: point, in: own) ?? element(of: taker, in: hierarchy)
    }

    /// The element that a node is, merged into, or lies in.
    package func element(of node: Int, in hierarchy: Hierarchy) -> Element? {
        if let own = elements.first(where: { $0.node == node }) { return own }
        if let host = elements.first(where: { $0.mergedNodes.contains(node) }) { return host }
        var ancestor = hierarchy.nodes[node].parent
        while ancestor >= 0 {
            if let element = elements.first(where: { $0.node == ancestor }) { return element }
            ancestor = hierarchy.nodes[ancestor].parent
        }
        return nil
    }

    private func smallest(at point: Point, in nodes: Range<Int>?) -> Element? {
        elements.filter {
            $0.bounds.contains(point) && $0.states.isDisjoint(with: [.covered, .offscreen, .hidden])
                && nodes?.contains($0.node) ?? true
        }.min { $0.bounds.area < $1.bounds.area }
    }
}
