package import Hierarchies

/// Makes the selector chains of one screen's elements.
///
/// Every selector is resolved before it enters a chain, and must hit a node where Maestro's tap reaches the element: it
/// goes to the middle of that node, or to the chain's inset.
package struct SelectorChainBuilder {
    let hierarchy: Hierarchy
    let matcher: SelectorMatcher
    let facets: [NodeFacets]
    let landmarks: SelectorLandmarks
    private let screen: Screen
    private let touch: TouchMap

    /// - Parameters:
    ///   - screen: the screen.
    ///   - hierarchy: the hierarchy that it was made from.
    package init(_ screen: Screen, _ hierarchy: Hierarchy) {
        self.screen = screen
        self.hierarchy = hierarchy
        touch = TouchMap(ElementPlan(NodeSurvey(hierarchy)))
        matcher = SelectorMatcher(hierarchy, size: screen.size)
        var holdsValue = Set<Int>()
        for element in screen.elements {
            switch element.role {
            case .field where element.value == nil: break
            case .field, .dropdown, .slider, .progress: holdsValue.insert(element.node)
            default: break
            }
        }
        let secrets = Secrets(hierarchy.nodes)
        facets = hierarchy.nodes.indices.map { index in
            NodeFacets(hierarchy.nodes[index], holdsValue: holdsValue.contains(index)) {
                secrets.betrays($0, of: index)
            }
        }
        landmarks = SelectorLandmarks(
            hierarchy, facets: facets, onscreen: OnscreenNodes(hierarchy, size: screen.size))
    }

    /// The chain of an element of this screen.
    package func chain(for element: Element) -> SelectorChain {
        var search = SelectorSearch(self, targets: targets(of: element))
        var selectors = search.selectors()
        var inset: SelectorChain.Inset?
        if selectors.first == nil || selectors.first?.index != nil, let place = self.inset(of: element) {
            var insetSearch = SelectorSearch(self, targets: [element.node])
            let others = insetSearch.selectors()
            if let first = others.first, first.index == nil || selectors.isEmpty {
                selectors = others
                inset = place == .middle ? nil : place
            }
        }
        let isReachable = touch.takes(element.node, touchAt: element.tapPoint)
        let reaches = { (point: Point) in
            isReachable ? touch.takes(element.node, touchAt: point) : element.bounds.contains(point)
        }
        return SelectorChain(
            selectors: selectors, inset: inset,
            position: ScreenPosition(near: element.tapPoint, on: screen.size, where: reaches))
    }

    /// The chain of an element of which it matters where it is touched, as of a slider or a map.
    ///
    /// - Parameters:
    ///   - element: of this screen.
    ///   - point: the place, inside the element.
    /// - Returns: a chain whose inset is the place.
    package func chain(for element: Element, touchedAt point: Point) -> SelectorChain {
        var search = SelectorSearch(self, targets: [element.node])
        return SelectorChain(
            selectors: search.selectors(),
            inset: SelectorChain.Inset(point, in: hierarchy.nodes[element.node].bounds),
            position: ScreenPosition(near: point, on: screen.size) { element.bounds.contains($0) })
    }

    /// Where in its own node the element is best touched, when it does not take touches in the middle.
    ///
    /// A group that leaves every touch to what it holds has no better place than its tap point.
    private func inset(of element: Element) -> SelectorChain.Inset? {
        let bounds = hierarchy.nodes[element.node].bounds
        guard !element.actions.subtracting(.scroll).isEmpty, !touch.takes(element.node, touchAt: bounds.center) else {
            return nil
        }
        let inset = SelectorChain.Inset(element.tapPoint, in: bounds)
        let hasTouch = touch.takes(element.node, touchAt: element.tapPoint)
        return !hasTouch || touch.takes(element.node, touchAt: inset.point(in: bounds)) ? inset : nil
    }

    /// The nodes whose middle stands for the element, its own first.
    ///
    /// An element out of a finger's reach is named all the same, by its own node.
    private func targets(of element: Element) -> [Int] {
        let own = element.node..<max(hierarchy.nodes[element.node].end, element.node + 1)
        var nodes = [element.node]
        for node in element.mergedNodes + Array(own) where !nodes.contains(node) && nodes.count < 40 {
            nodes.append(node)
        }
        let reacts = !element.actions.subtracting(.scroll).isEmpty
        if !reacts || !element.states.isDisjoint(with: [.covered, .offscreen]) { return [element.node] }
        return nodes.filter { node in
            let bounds = hierarchy.nodes[node].bounds
            return !bounds.isEmpty && touch.takes(element.node, touchAt: bounds.center)
        }
    }
}
