package import Hierarchies

/// What a selector found on a screen.
package struct SelectorMatch: Sendable, Hashable {
    /// Indices into `Hierarchy.nodes`, the node that is meant first.
    package var nodes: [Int]
    /// How many more nodes fit; with an index, how many it chose against.
    package var rivals: Int

    /// The node that is meant, or nil when none fits.
    package var hit: Int? { nodes.first }
    /// Whether exactly one node fits, so that neither order nor index decided.
    package var isUnique: Bool { nodes.count == 1 && rivals == 0 }
}

/// Finds the nodes that selectors mean on one screen, by Maestro's rules.
///
/// Conditions on the node itself come first and keep only the deepest nodes that meet them; relations then thin those
/// out. Without an index, clickable matches come before others, each in document order; no match is nearer than
/// another. Source: Maestro 2.8, `Filters.kt` and `Orchestra.buildFilter`.
package struct SelectorMatcher {
    private let hierarchy: Hierarchy
    private let onscreen: OnscreenNodes

    private var nodes: [UINode] { hierarchy.nodes }

    /// - Parameters:
    ///   - hierarchy: the dump.
    ///   - size: the screen's size; what lies outside is never found.
    package init(_ hierarchy: Hierarchy, size: Size) {
        self.hierarchy = hierarchy
        onscreen = OnscreenNodes(hierarchy, size: size)
    }

    package func resolve(_ selector: Selector) -> SelectorMatch {
        resolve(selector, in: nodes.indices)
    }

    private func resolve(_ selector: Selector, in range: Range<Int>) -> SelectorMatch {
        var scope = range
        for parent in selector.anchors(.childOf) {
            guard let root = resolve(parent, in: scope).hit else { return SelectorMatch(nodes: [], rivals: 0) }
            scope = root..<max(nodes[root].end, root + 1)
        }
        var found = ownMatches(selector, in: scope)
        for relation in selector.relations where !found.isEmpty {
            found = thin(found, by: relation, in: scope)
        }
        guard let index = selector.index else {
            return SelectorMatch(nodes: clickableFirst(found), rivals: max(found.count - 1, 0))
        }
        let place = index >= 0 ? index : found.count + index
        guard found.indices.contains(place) else { return SelectorMatch(nodes: [], rivals: found.count) }
        return SelectorMatch(nodes: [fromTopLeft(found)[place]], rivals: found.count - 1)
    }

    /// The deepest nodes that meet the conditions on the node itself; all nodes when there is no such condition.
    private func ownMatches(_ selector: Selector, in scope: Range<Int>) -> [Int] {
        let condition = NodeCondition(selector)
        let kept = scope.filter { onscreen.isKept[$0] }
        guard !condition.isEmpty else { return kept }
        let matches = kept.filter { condition.holds(for: nodes[$0]) }
        // In document order the next match is below this one, or none is.
        return matches.indices.filter { place in
            place + 1 == matches.count || matches[place + 1] >= nodes[matches[place]].end
        }.map { matches[$0] }
    }

    private func thin(_ found: [Int], by relation: Selector.Relation, in scope: Range<Int>) -> [Int] {
        if relation.kind == .childOf { return found }
        let anchors = resolve(relation.anchor, in: scope).nodes
        guard !anchors.isEmpty else { return [] }
        return found.filter { index in
            let node = nodes[index]
            return anchors.contains { anchor in
                let other = nodes[anchor].bounds
                return switch relation.kind {
                case .below: node.bounds.top > other.top
                case .above: node.bounds.top < other.top
                case .leftOf: node.bounds.left < other.left
                case .rightOf: node.bounds.left > other.left
                case .containsChild: nodes[anchor].parent == index
                case .containsDescendant: anchor > index && anchor < node.end
                case .childOf: true
                }
            }
        }
    }

    private func clickableFirst(_ found: [Int]) -> [Int] {
        guard found.count > 1 else { return found }
        let rank = found.map { index in
            nodes[index].flags.contains(.clickable) ? 0 : nodes[index].stated.contains(.clickable) ? 1 : 2
        }
        return found.indices.sorted { (rank[$0], $0) < (rank[$1], $1) }.map { found[$0] }
    }

    private func fromTopLeft(_ found: [Int]) -> [Int] {
        found.sorted { first, second in
            let (a, b) = (nodes[first].bounds, nodes[second].bounds)
            return (a.top, a.left, first) < (b.top, b.left, second)
        }
    }
}

/// A selector's conditions on the node itself, with its patterns ready.
struct NodeCondition {
    private let text: PatternMatcher?
    private let id: PatternMatcher?
    private let states: [(flag: UINode.Flags, value: Bool)]

    init(_ selector: Selector) {
        text = selector.text.map(PatternMatcher.init)
        id = selector.id.map(PatternMatcher.init)
        let wanted: [(UINode.Flags, Bool?)] = [
            (.enabled, selector.enabled), (.checked, selector.checked), (.focused, selector.focused),
            (.selected, selector.selected),
        ]
        states = wanted.compactMap { flag, value in value.map { (flag, $0) } }
    }

    var isEmpty: Bool { text == nil && id == nil && states.isEmpty }

    func holds(for node: UINode) -> Bool {
        if let id, !id.matchesID(node.resourceID) { return false }
        // A state that the dump does not state is neither true nor false.
        for (flag, value) in states where !node.stated.contains(flag) || node.flags.contains(flag) != value {
            return false
        }
        guard let text else { return true }
        return [node.text, node.hint, node.contentDescription].contains(where: text.matchesText)
    }
}
