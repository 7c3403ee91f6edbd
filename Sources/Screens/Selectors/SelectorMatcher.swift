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
/// out. Without an index, clickable matches come before others, each by its order. Source: Maestro 2.8, `Filters.kt`
/// and `Orchestra.buildFilter`.
package struct SelectorMatcher {
    /// Which of several matches beside other nodes comes first.
    package enum Order: Sendable, CaseIterable {
        /// The one whose middle is nearest to the nodes it is named by, as Maestro 1.39 chose and its documentation says.
        case nearest
        /// The first one of the dump, as Maestro has it since its distance sort lost its effect (#2711).
        case document
    }

    private let hierarchy: Hierarchy
    /// One entry a node: whether it is looked at.
    private let isKept: [Bool]
    private let order: Order

    private var nodes: [UINode] { hierarchy.nodes }

    /// - Parameters:
    ///   - hierarchy: the dump.
    ///   - size: the screen's size; what lies outside is never found. Without one, everything can be.
    ///   - order: of matches that relations by place name.
    package init(_ hierarchy: Hierarchy, size: Size?, order: Order = .nearest) {
        self.hierarchy = hierarchy
        self.order = order
        isKept =
            size.map { OnscreenNodes(hierarchy, size: $0).isKept }
            ?? Array(repeating: true, count: hierarchy.nodes.count)
    }

    package func resolve(_ selector: Selector) -> SelectorMatch {
        resolve(selector, in: nodes.indices)
    }

    /// The matches in the order that an index counts them, whatever the selector's own index.
    func numbered(_ selector: Selector) -> [Int] {
        var all = selector
        all.index = nil
        return fromTopLeft(resolve(all).nodes)
    }

    private func resolve(_ selector: Selector, in range: Range<Int>) -> SelectorMatch {
        var scope = range
        for parent in selector.anchors(.childOf) {
            guard let root = resolve(parent, in: scope).hit else { return SelectorMatch(nodes: [], rivals: 0) }
            scope = root..<max(nodes[root].end, root + 1)
        }
        var found = ownMatches(selector, in: scope)
        var distances: [Int: Double] = [:]
        for relation in selector.relations where !found.isEmpty {
            found = thin(found, by: relation, in: scope, &distances)
        }
        guard let index = selector.index else {
            if order == .nearest, !distances.isEmpty { found = nearestFirst(found, distances) }
            return SelectorMatch(nodes: clickableFirst(found), rivals: max(found.count - 1, 0))
        }
        let place = index >= 0 ? index : found.count + index
        guard found.indices.contains(place) else { return SelectorMatch(nodes: [], rivals: found.count) }
        return SelectorMatch(nodes: [fromTopLeft(found)[place]], rivals: found.count - 1)
    }

    /// The deepest nodes that meet the conditions on the node itself; all nodes when there is no such condition.
    private func ownMatches(_ selector: Selector, in scope: Range<Int>) -> [Int] {
        let condition = NodeCondition(selector)
        if condition.isEmpty { return scope.filter { isKept[$0] } }
        let nodes = nodes
        var matches: [Int] = []
        for index in scope where isKept[index] && condition.holds(for: nodes[index]) {
            // In document order the last match is above this one, or none is: then the deeper one stays.
            if let last = matches.last, index < nodes[last].end { matches.removeLast() }
            matches.append(index)
        }
        return matches
    }

    // `distances` are those of nodes to the nearest anchor that they lie beside; each relation by place adds its own.
    private func thin(
        _ found: [Int], by relation: Selector.Relation, in scope: Range<Int>, _ distances: inout [Int: Double]
    ) -> [Int] {
        if relation.kind == .childOf { return found }
        let anchors = resolve(relation.anchor, in: scope).nodes
        guard !anchors.isEmpty else { return [] }
        return found.filter { index in
            guard relation.kind.isPlace else {
                return anchors.contains { anchor in
                    relation.kind == .containsChild
                        ? nodes[anchor].parent == index : anchor > index && anchor < nodes[index].end
                }
            }
            // A node that the dump gives no place is beside nothing.
            guard nodes[index].stated.contains(.bounds) else { return false }
            let box = nodes[index].bounds
            let beside = anchors.lazy.map { nodes[$0] }.filter {
                $0.stated.contains(.bounds) && relation.kind.holds(box, beside: $0.bounds)
            }
            guard let nearest = beside.map({ box.center.distance(to: $0.bounds.center) }).min() else { return false }
            distances[index, default: 0] += nearest
            return true
        }
    }

    private func nearestFirst(_ found: [Int], _ distances: [Int: Double]) -> [Int] {
        found.sorted { (distances[$0, default: 0], $0) < (distances[$1, default: 0], $1) }
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

extension Selector.Relation.Kind {
    /// Whether it compares places.
    fileprivate var isPlace: Bool {
        switch self {
        case .below, .above, .leftOf, .rightOf: true
        case .containsChild, .containsDescendant, .childOf: false
        }
    }

    /// Whether top left corners lie so; false for relations within the tree.
    fileprivate func holds(_ box: Rect, beside other: Rect) -> Bool {
        switch self {
        case .below: box.top > other.top
        case .above: box.top < other.top
        case .leftOf: box.left < other.left
        case .rightOf: box.left > other.left
        case .containsChild, .containsDescendant, .childOf: false
        }
    }
}

extension Point {
    fileprivate func distance(to other: Point) -> Double {
        let (dx, dy) = (Double(x - other.x), Double(y - other.y))
        return (dx * dx + dy * dy).squareRoot()
    }
}
